"""How work is done, whatever it is: one pool, one lock, one way to write a file, one cache, one way to try again."""
