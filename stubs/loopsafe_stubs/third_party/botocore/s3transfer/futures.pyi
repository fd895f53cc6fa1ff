from loopsafe import blocking

class TransferFuture:
    @blocking(kind="lock")
    def result(self): ...

class TransferCoordinator:
    @blocking(kind="lock")
    def result(self): ...

class ExecutorFuture:
    @blocking(kind="lock")
    def result(self): ...
