# reduce() calls its function itself. partial(), lru_cache() and the other decorators keep theirs
# for later: who calls the result is charged, not who makes it.

from collections.abc import Callable, Iterable

def reduce(function: Callable, iterable: Iterable, initial=..., /): ...
