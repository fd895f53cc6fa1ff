# A mock answers at once; what a side effect does is up to the test.

import sys

from loopsafe import blocking

if sys.version_info >= (3, 13):
    class ThreadingMixin:
        @blocking(kind="lock")
        def wait_until_called(self, *, timeout=...): ...
        @blocking(kind="lock")
        def wait_until_any_call_with(self, *args, **kwargs): ...
