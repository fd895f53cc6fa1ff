from loopsafe import blocking

__public_name__ = "invoke"

class Runner:
    @blocking(kind="subprocess", instead="asyncio.create_subprocess_shell")
    def run(self, command, **kwargs): ...

class Promise:
    @blocking(kind="subprocess")
    def join(self): ...
    @blocking(kind="subprocess")
    def __exit__(self, arg1, arg2, arg3): ...
