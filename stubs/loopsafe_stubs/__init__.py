"""Effect stubs: what blocks, and what belongs to the loop, in code that cannot be inferred.

The stubs are partial ``.pyi`` files, in the notation that `loopsafe_stubs.reader` documents: under
``stdlib/``, under ``third_party/`` with a folder for each distribution, in the folders that a
project names, and in those that installed distributions bring along. `loopsafe_stubs.catalogue`
finds and loads them lazily. Both enforcers use it: the mypy plugin and the runtime guard.
"""

from loopsafe_stubs.catalogue import Catalogue
from loopsafe_stubs.files import BUNDLED, THIRD_PARTY, Root
from loopsafe_stubs.notation import (
    Declaration,
    Mode,
    Parameter,
    Signature,
    Source,
    StubError,
    StubModule,
    Target,
    chosen_by,
)
from loopsafe_stubs.reader import read_stub

__all__ = [
    "BUNDLED",
    "THIRD_PARTY",
    "Catalogue",
    "Declaration",
    "Mode",
    "Parameter",
    "Root",
    "Signature",
    "Source",
    "StubError",
    "StubModule",
    "Target",
    "chosen_by",
    "read_stub",
]
