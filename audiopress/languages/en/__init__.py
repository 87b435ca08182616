"""English, for every stage."""
