# See importlib.resources.simple.
