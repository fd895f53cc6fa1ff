"""Effect stubs: what blocks, and what belongs to the loop, in code that cannot be inferred.

The stubs are partial ``.pyi`` files under ``stdlib/`` (and later ``third_party/``), in the notation
that `loopsafe_stubs.reader` documents; `loopsafe_stubs.catalogue` finds and loads them lazily. Both
enforcers use it: the mypy plugin and the runtime guard.
"""

from loopsafe_stubs.catalogue import BUNDLED, Catalogue
from loopsafe_stubs.notation import (
    Declaration,
    Parameter,
    Signature,
    StubError,
    StubModule,
    Target,
)
from loopsafe_stubs.reader import read_stub

__all__ = [
    "BUNDLED",
    "Catalogue",
    "Declaration",
    "Parameter",
    "Signature",
    "StubError",
    "StubModule",
    "Target",
    "read_stub",
]
