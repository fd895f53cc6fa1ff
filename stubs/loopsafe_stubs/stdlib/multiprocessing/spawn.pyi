# How a new process starts; freeze_support() returns at once in all others.
