# upload(), download(), copy() and delete() hand the work over to threads; a full queue makes them
# wait, which is rare.

from loopsafe import blocking

class TransferManager:
    @blocking(kind="lock")
    def shutdown(self, cancel=..., cancel_msg=...): ...
    @blocking(kind="lock")
    def __exit__(self, arg1, arg2, *arg3): ...

class TransferCoordinatorController:
    @blocking(kind="lock")
    def wait(self): ...
