from loopsafe import blocking

__public_name__ = "invoke"

class Context:
    @blocking(kind="subprocess", instead="asyncio.create_subprocess_shell")
    def run(self, command, **kwargs): ...
    @blocking(kind="subprocess", instead="asyncio.create_subprocess_shell")
    def sudo(self, command, **kwargs): ...
