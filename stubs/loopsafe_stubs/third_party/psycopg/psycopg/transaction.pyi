from loopsafe import blocking

__public_name__ = "psycopg"

class Transaction:
    @blocking(kind="database", instead="psycopg.AsyncTransaction")
    def __enter__(self): ...
    @blocking(kind="database", instead="psycopg.AsyncTransaction")
    def __exit__(self, arg1, arg2, arg3): ...
