"""French, for every stage."""
