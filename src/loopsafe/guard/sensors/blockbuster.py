"""What the `blockbuster` library knows: places that may block, and functions that no stub names.

Its own wrappers are not used: they can only raise its own error, look at the whole stack for every
call, and cannot be told from a call that a sensor of ours has reported already. What it is kept
well for is the knowledge, and that is public: the functions, the predicates, and the frames that
are exempt.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import sys
import warnings
from collections.abc import Callable
from typing import Any

from loopsafe._effects import Effect
from loopsafe.guard import places
from loopsafe.guard.catalogue import Watchlist
from loopsafe.guard.errors import GuardWarning
from loopsafe.guard.operations import Condition, Operation
from loopsafe.guard.sensors.patches import Patches


def start(patches: Patches, watchlist: Watchlist) -> None:
    """Use what blockbuster knows, if it is installed."""
    if importlib.util.find_spec("blockbuster") is None:
        warnings.warn(
            'The guard works without blockbuster, which level="test" asks for: exemptions that it '
            'knows for debuggers and other tools are missing. pip install "loopsafe[guard]"',
            GuardWarning,
            stacklevel=2,
        )
        return
    for function in _load().BlockBuster().functions.values():
        for suffix, names in function.can_block_functions:
            places.exempt(suffix, names)
        module = str(function.full_name).partition(".")[0]
        original = function.original_func
        if module not in watchlist and original is not None:
            ready = _condition(function.can_block_predicate)
            operation = Operation(function.full_name, Effect.BLOCKS, "other", ready=ready)
            owner, name = function.module, function.func_name
            patches.add(owner, name, original, f"{module}.{name}", operation)


def _condition(predicate: Callable[..., bool]) -> Condition:
    return lambda args, kwargs: predicate(*args, **kwargs)


def _load() -> Any:
    if "forbiddenfruit" in sys.modules:
        return importlib.import_module("blockbuster")
    # forbiddenfruit, which it imports, puts a slower dir() in the place of the real one.
    real = builtins.dir
    try:
        return importlib.import_module("blockbuster")
    finally:
        builtins.dir = real
