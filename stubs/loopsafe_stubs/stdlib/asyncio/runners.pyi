from loopsafe import blocking

__public_name__ = "asyncio"

class Runner:
    @blocking(kind="other", instead="await")
    def run(self, coro, *, context=None): ...

@blocking(kind="other", instead="await")
def run(main, *, debug=None, loop_factory=None): ...
