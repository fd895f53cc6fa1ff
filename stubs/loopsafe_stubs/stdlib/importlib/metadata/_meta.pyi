# Package metadata that was read already.
