# LOCK_NB (4) makes a call return at once, and so does LOCK_UN (8). fcntl() and ioctl() are answered
# by the kernel in nearly all uses.

import sys
from typing import Literal, overload

from loopsafe import blocking

if sys.platform != "win32":
    @overload
    def flock(fd, operation: Literal[4, 5, 6, 8], /): ...
    @overload
    @blocking(kind="lock")
    def flock(fd, operation, /): ...
    @overload
    def lockf(fd, cmd: Literal[4, 5, 6, 8], len=0, start=0, whence=0, /): ...
    @overload
    @blocking(kind="lock")
    def lockf(fd, cmd, len=0, start=0, whence=0, /): ...
