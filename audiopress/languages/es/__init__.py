"""Spanish, for every stage."""
