# signal() is left out: its handler runs in the main thread, between any two instructions.

import sys
from typing import Literal, overload

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="other", instead="loop.add_signal_handler")
    def pause(): ...
    @blocking(kind="other", instead="loop.add_signal_handler")
    def sigwait(sigset): ...

if sys.platform != "win32" and sys.platform != "darwin":
    @overload
    def sigtimedwait(sigset, timeout: Literal[0], /): ...
    @overload
    @blocking(kind="other", instead="loop.add_signal_handler")
    def sigtimedwait(sigset, timeout, /): ...
    @blocking(kind="other", instead="loop.add_signal_handler")
    def sigwaitinfo(sigset, /): ...
