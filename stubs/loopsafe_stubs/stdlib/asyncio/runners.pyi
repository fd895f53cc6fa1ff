from loopsafe import blocking

__public_name__ = "asyncio"

class Runner:
    # Closing runs the loop until what is left over is cancelled.
    @blocking(kind="other")
    def __exit__(self, exc_type, exc_val, exc_tb): ...
    @blocking(kind="other")
    def close(self): ...
    @blocking(kind="other", instead="await")
    def run(self, coro, *, context=None): ...

@blocking(kind="other", instead="await")
def run(main, *, debug=None, loop_factory=None): ...
