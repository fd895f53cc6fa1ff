import sys

from loopsafe import blocking

if sys.platform != "win32":
    # It waits until all output is transmitted.
    @blocking(kind="other")
    def tcdrain(fd, /): ...
