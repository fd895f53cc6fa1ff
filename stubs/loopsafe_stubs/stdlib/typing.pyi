# The abstract classes are harmless themselves: what a class of one's own does is inferred. These
# methods come with the abstract class, and go through what they get. IO may be a file in memory.

from collections.abc import Iterable

class MutableMapping:
    def update(self, m: Iterable = (), /, **kwargs): ...

class MutableSequence:
    def extend(self, values: Iterable): ...
    def __iadd__(self, values: Iterable): ...
