"""Case 40: the ``__init__`` of a base class in another module starts to block; a factory stops."""
