from loopsafe import blocking

__public_name__ = "psycopg"

class Pipeline:
    @blocking(kind="database", instead="psycopg.AsyncPipeline.sync")
    def sync(self): ...
    @blocking(kind="database", instead="psycopg.AsyncPipeline")
    def __exit__(self, arg1, arg2, arg3): ...
