"""Give a class of the interpreter another attribute, and take it back without a trace.

CPython lets nobody assign to an attribute of a built-in class, because it could: the check is one
flag of the type. With the flag cleared for a moment, ``type.__setattr__`` does all that is needed:
it fills the slots behind special methods (``__next__``), and when the original comes back it puts
the C function back into the slot.

The flag is found by the layout of ``PyTypeObject``, and used only where what is read there equals
``type.__flags__``. Never on a free-threaded build, where another thread could be reading.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

try:
    import ctypes
except ImportError:  # Some subinterpreters are without it; `can_patch` says so.
    ctypes = None  # type: ignore[assignment]

IMMUTABLE: Final = 1 << 8
"""``Py_TPFLAGS_IMMUTABLETYPE``."""
_FLAGS_INDEX: Final = 19
"""Words of ``PyTypeObject`` between its object header and ``tp_flags``: ob_size, tp_name and so on
to tp_as_buffer (``Include/cpython/object.h``)."""


def can_patch() -> str | None:
    """Return why built-in classes cannot be changed here, or ``None`` if they can."""
    if sys.implementation.name != "cpython":
        return f"it is known for CPython only, not for {sys.implementation.name}"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "on a free-threaded build another thread could be using the class"
    if not _in_main_interpreter():
        return "the classes are shared with other interpreters"
    if ctypes is None:
        return "this interpreter has no ctypes"
    if not _layout_is_known(type(iter([]))) or not _layout_is_known(int):
        return "the layout of this interpreter's type objects is not known"
    return None


def set_attribute(owner: type, name: str, value: Any) -> None:
    """Set an attribute of any class."""
    with _changeable(owner):
        type.__setattr__(owner, name, value)


def delete_attribute(owner: type, name: str) -> None:
    """Delete an attribute of any class."""
    with _changeable(owner):
        type.__delattr__(owner, name)


@contextmanager
def _changeable(owner: type) -> Iterator[None]:
    if not owner.__flags__ & IMMUTABLE:
        yield
        return
    if not _layout_is_known(owner):
        msg = f'"{owner.__qualname__}" cannot be changed: its layout is not known'
        raise TypeError(msg)
    # One byte only: in the others live flags that the interpreter changes by itself.
    byte = ctypes.c_ubyte.from_address(_flags_address(owner) + _byte_of(IMMUTABLE))
    bit = IMMUTABLE >> 8
    byte.value &= ~bit & 0xFF
    try:
        yield
    finally:
        byte.value |= bit


def _flags_address(owner: type) -> int:
    return id(owner) + object.__basicsize__ + _FLAGS_INDEX * ctypes.sizeof(ctypes.c_void_p)


def _byte_of(flag: int) -> int:
    index = (flag.bit_length() - 1) // 8
    return index if sys.byteorder == "little" else ctypes.sizeof(ctypes.c_ulong) - 1 - index


def _layout_is_known(owner: type) -> bool:
    return ctypes.c_ulong.from_address(_flags_address(owner)).value == owner.__flags__


def _in_main_interpreter() -> bool:
    for name in ("_interpreters", "_xxsubinterpreters"):
        try:
            module = __import__(name)
        except ImportError:
            continue
        current = module.get_current()
        number = current[0] if isinstance(current, tuple) else current
        return int(number) == 0
    return True
