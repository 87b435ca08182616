"""The readers that are built in, one format a module. They come in by the door `audiopress.sources`."""
