# The rest comes from genericpath and posixpath, also on Windows. On other systems realpath() is
# abspath().

import sys

from loopsafe import blocking

__public_name__ = "os.path"

if sys.platform == "win32":
    @blocking(kind="disk")
    def realpath(path, *, strict=False): ...
