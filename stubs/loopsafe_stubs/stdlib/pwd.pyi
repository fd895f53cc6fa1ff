# Users come from a file, or from the network.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="disk")
    def getpwall(): ...
    @blocking(kind="disk")
    def getpwnam(name, /): ...
    @blocking(kind="disk")
    def getpwuid(uid, /): ...
