# MemoryHandler and QueueHandler hand records on: harmless.

import sys
from typing import Literal, overload

from loopsafe import blocking

class WatchedFileHandler:
    @blocking(kind="disk")
    def _statstream(self): ...
    @overload
    def __init__(self, filename, mode="a", encoding=None, *, delay: Literal[True], errors=None): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None): ...
    @blocking(kind="disk")
    def reopenIfNeeded(self): ...

class BaseRotatingHandler:
    @overload
    def __init__(self, filename, mode, encoding=None, *, delay: Literal[True], errors=None): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, mode, encoding=None, delay=False, errors=None): ...
    @blocking(kind="disk")
    def rotate(self, source, dest): ...
    @blocking(kind="disk")
    def emit(self, record): ...

class RotatingFileHandler:
    @overload
    def __init__(
        self,
        filename,
        mode="a",
        maxBytes=0,
        backupCount=0,
        encoding=None,
        *args,
        delay: Literal[True],
        **kwargs,
    ): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, *args, **kwargs): ...
    @blocking(kind="disk")
    def doRollover(self): ...

class TimedRotatingFileHandler:
    @overload
    def __init__(
        self,
        filename,
        when="h",
        interval=1,
        backupCount=0,
        encoding=None,
        *args,
        delay: Literal[True],
        **kwargs,
    ): ...
    @overload
    @blocking(kind="disk")
    def __init__(self, filename, *args, **kwargs): ...
    @blocking(kind="disk")
    def doRollover(self): ...
    @blocking(kind="disk")
    def getFilesToDelete(self): ...

class SocketHandler:
    @blocking(kind="network")
    def makeSocket(self, timeout=1): ...
    @blocking(kind="network")
    def send(self, s): ...
    @blocking(kind="network")
    def createSocket(self): ...
    @blocking(kind="network")
    def emit(self, record): ...

class DatagramHandler:
    # A datagram goes out at once.
    def makeSocket(self): ...

class SysLogHandler:
    @blocking(kind="network")
    def __init__(self, address=..., facility=1, socktype=None, timeout=None): ...
    @blocking(kind="network")
    def createSocket(self): ...
    @blocking(kind="network")
    def emit(self, record): ...

class SMTPHandler:
    @blocking(kind="network")
    def emit(self, record): ...

class HTTPHandler:
    @blocking(kind="network")
    def emit(self, record): ...

class QueueListener:
    @overload
    def dequeue(self, block: Literal[False]): ...
    @overload
    @blocking(kind="lock")
    def dequeue(self, block): ...
    @blocking(kind="lock")
    def stop(self): ...
    if sys.version_info >= (3, 14):
        @blocking(kind="lock")
        def __exit__(self, exc_type, exc_value, traceback): ...
