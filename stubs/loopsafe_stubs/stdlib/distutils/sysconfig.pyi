# Settings are read once and remembered.
