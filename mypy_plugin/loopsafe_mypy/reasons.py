"""Why the analysis cannot see what a call does, and what would settle it.

Pure: one list of reasons for strict mode's ``unknown-call``, which says it at the call, and for
``loopsafe check --stats``, which counts. `unknown` finds out which reason holds.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Reason(Enum):
    """Why a call is not seen through; the order is the one in which a table lists them."""

    UNTYPED = "untyped"
    UNTYPED_OBJECT = "untyped-object"
    UNTYPED_MODULE = "untyped-module"
    NO_STUB = "no-stub"
    CALLABLE = "callable"
    ATTRIBUTE = "attribute"
    ABSTRACT = "abstract"
    DYNAMIC = "dynamic"


FACTS = {
    Reason.UNTYPED: "an untyped value is called (Any)",
    Reason.UNTYPED_OBJECT: "a method of an untyped value (Any)",
    Reason.UNTYPED_MODULE: "a library without types",
    Reason.NO_STUB: "a library without effect stub",
    Reason.CALLABLE: "a callable that came as a value",
    Reason.ATTRIBUTE: "a callable that an attribute holds",
    Reason.ABSTRACT: "an abstract method without a mark",
    Reason.DYNAMIC: "a name that is computed",
}
"""What a table says of each reason."""

REMEDIES = {
    Reason.UNTYPED: "annotate it, so that its type is known",
    Reason.UNTYPED_OBJECT: "annotate the object it is called on, so that its type is known",
    Reason.UNTYPED_MODULE: 'install types for "{}", or call it in a function with a mark',
    Reason.NO_STUB: 'add an effect stub for "{}"',
    Reason.CALLABLE: (
        'type the slot it comes from as "OnLoop[...]", "InWorker[...]" or "AnyThread[...]"'
    ),
    Reason.ATTRIBUTE: 'type the attribute as "OnLoop[...]", "InWorker[...]" or "AnyThread[...]"',
    Reason.ABSTRACT: "mark the abstract method, so that every implementation keeps to it",
    Reason.DYNAMIC: "call it by its name, or in a function with a mark",
}


class Unseen(NamedTuple):
    """That a call is not seen through."""

    reason: Reason
    module: str = ""
    """The library that is to blame, if one is."""

    @property
    def remedy(self) -> str:
        """What would settle it, as the end of a sentence."""
        return REMEDIES[self.reason].format(self.module)
