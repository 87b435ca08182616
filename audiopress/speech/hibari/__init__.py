"""What the engine `hibari` is made of: `reading` (words to sounds), `graph` and `network` (sounds to spectra), `timbre`
(spectra to a speaker).
"""
