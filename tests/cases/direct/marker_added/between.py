from .lib import load, refresh


def both() -> None:
    refresh()


def loads() -> int:
    return load()
