# Groups come from a file, or from the network.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="disk")
    def getgrall(): ...
    @blocking(kind="disk")
    def getgrgid(id): ...
    @blocking(kind="disk")
    def getgrnam(name): ...
