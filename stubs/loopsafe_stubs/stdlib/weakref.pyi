# Works in memory. What is called when an object goes is kept for later.

from collections.abc import Iterable

class WeakKeyDictionary:
    def update(self, dict: Iterable = ..., /, **kwargs): ...

class WeakValueDictionary:
    def update(self, other: Iterable = ..., /, **kwargs): ...
