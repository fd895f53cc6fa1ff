# A sound card.

import sys

from loopsafe import blocking

if sys.platform != "win32" and sys.platform != "darwin":
    @blocking(kind="disk")
    def open(*args, **kwargs): ...
    @blocking(kind="disk")
    def openmixer(device=...): ...
