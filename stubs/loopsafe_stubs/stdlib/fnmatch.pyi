# Works on strings.

import sys
from collections.abc import Iterable

def filter(names: Iterable, pat): ...

if sys.version_info >= (3, 14):
    def filterfalse(names: Iterable, pat): ...
