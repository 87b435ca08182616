"""audiopress turns a newspaper's articles into podcast episodes that people subscribe to."""

__version__ = "0.1.0"
