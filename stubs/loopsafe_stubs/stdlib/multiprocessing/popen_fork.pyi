# What a process is behind its Process: polling looks, waiting waits.

import sys
from typing import Literal, overload

from loopsafe import blocking

if sys.platform != "win32":
    class Popen:
        @blocking(kind="subprocess")
        def __init__(self, process_obj): ...
        @overload
        def wait(self, timeout: Literal[0]): ...
        @overload
        @blocking(kind="subprocess")
        def wait(self, timeout=None): ...
