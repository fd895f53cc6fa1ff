# A loop of its own: loop() waits, and what it calls must not. poll() and its like look by default.

from loopsafe import blocking

@blocking(kind="network", instead="asyncio.run")
def loop(timeout=30.0, use_poll=False, map=None, count=None): ...
