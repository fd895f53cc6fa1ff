# Made to be slow.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="cpu")
    def crypt(word, salt=None): ...
