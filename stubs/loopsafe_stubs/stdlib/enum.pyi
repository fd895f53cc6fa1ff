# Works in memory.

from collections.abc import Iterable

class _EnumDict:
    def update(self, members: Iterable, **more_members): ...
