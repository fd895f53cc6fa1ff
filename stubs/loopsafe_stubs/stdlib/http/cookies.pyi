# Works on strings.

from collections.abc import Iterable

class Morsel:
    def update(self, values: Iterable): ...
