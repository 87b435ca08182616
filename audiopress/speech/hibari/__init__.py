"""What the engine `hibari` is made of: words to sounds, sounds to spectra, spectra to a speaker."""
