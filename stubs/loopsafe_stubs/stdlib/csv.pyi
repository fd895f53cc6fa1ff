# As _csv, where reader() and writer() are.

from collections.abc import Iterable

class DictReader:
    def __init__(self, f: Iterable, *args, **kwargs): ...

class DictWriter:
    def writerows(self, rowdicts: Iterable): ...
