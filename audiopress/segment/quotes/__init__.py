"""Who said what: the quotes of a text with their speakers, and the text cut by whose voice reads it."""
