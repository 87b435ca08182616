"""Chinese, for every stage."""
