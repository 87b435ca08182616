"""German, for every stage."""
