# The base of Transaction and SessionTransaction: leaving it commits or rolls back.

from loopsafe import blocking

__public_name__ = "sqlalchemy"

class TransactionalContext:
    @blocking(kind="database")
    def __exit__(self, arg1, arg2, arg3): ...
