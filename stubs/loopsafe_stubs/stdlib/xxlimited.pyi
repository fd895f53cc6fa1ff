# An example for authors of extensions.
