from loopsafe import blocking

class Waiter:
    @blocking(kind="network")
    def wait(self, **kwargs): ...
