"""Cases 7, 78: instances of an untyped library cross modules; an edit makes one of them appear."""
