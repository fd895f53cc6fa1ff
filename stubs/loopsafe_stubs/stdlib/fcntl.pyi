# LOCK_NB makes a call return at once, but a combination of flags is no literal. fcntl() and ioctl()
# are answered by the kernel in nearly all uses.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="lock")
    def flock(fd, operation, /): ...
    @blocking(kind="lock")
    def lockf(fd, cmd, len=0, start=0, whence=0, /): ...
