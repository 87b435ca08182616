"""Japanese, for every stage."""
