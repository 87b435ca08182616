"""Korean, for every stage."""
