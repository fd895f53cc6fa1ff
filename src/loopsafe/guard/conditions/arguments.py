"""What a condition is asked with: the arguments of one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Args = Sequence[Any]
Kwargs = Mapping[str, Any]
