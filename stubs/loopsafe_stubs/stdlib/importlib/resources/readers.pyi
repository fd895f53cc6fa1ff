# See importlib.readers.
