# Another process sends the resource.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    class DupFd:
        @blocking(kind="network")
        def detach(self): ...

if sys.platform == "win32":
    class DupSocket:
        @blocking(kind="network")
        def detach(self): ...

@blocking(kind="lock")
def stop(timeout=None): ...
