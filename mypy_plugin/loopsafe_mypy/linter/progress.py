"""How far mypy is, on a terminal."""

from __future__ import annotations

import math
import shutil
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Progress:
    """One line on a terminal, rewritten as modules are done. A run of a second shows none."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self.stream = stream
        self.total = total
        self.read = 0
        self.checked = 0
        self.shown = False
        self.due = time.monotonic() + 1.0 if stream.isatty() else math.inf

    def show(self) -> None:
        """Rewrite the line, if it is time to."""
        if time.monotonic() < self.due:
            return
        if self.checked:
            self._draw(f"checked {self.checked} of {max(self.checked, self.total)} files")
        else:
            self._draw(f"read {self.read} files")
        self.shown = True
        self.due = time.monotonic() + 0.1

    def clear(self) -> None:
        """Leave an empty line to whatever is printed next."""
        if self.shown:
            self._draw("")
            self.shown = False

    def _draw(self, text: str) -> None:
        # One column stays free: terminals wrap when the last one is written.
        width = min(shutil.get_terminal_size().columns, 80) - 1
        line = f"loopsafe: {text}" if text else ""
        self.stream.write(f"\r{line[:width]:<{width}}\r")
        self.stream.flush()
