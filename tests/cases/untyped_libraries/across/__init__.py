"""Instances of a library without types go from module to module; an edit makes one of them appear."""
