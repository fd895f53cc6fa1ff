# Pipes and processes for the loop itself.

import sys

from loopsafe import blocking

if sys.platform == "win32":
    class Popen:
        @blocking(kind="subprocess", instead="asyncio.create_subprocess_exec")
        def __init__(self, args, *rest, **kwargs): ...
