from loopsafe import blocking

__public_name__ = "sqlalchemy"

class MetaData:
    @blocking(kind="database", instead="sqlalchemy.ext.asyncio.AsyncConnection.run_sync")
    def reflect(self, bind, schema=..., *args, **kwargs): ...
    @blocking(kind="database", instead="sqlalchemy.ext.asyncio.AsyncConnection.run_sync")
    def create_all(self, bind, tables=..., checkfirst=...): ...
    @blocking(kind="database", instead="sqlalchemy.ext.asyncio.AsyncConnection.run_sync")
    def drop_all(self, bind, tables=..., checkfirst=...): ...

class Table:
    @blocking(kind="database", instead="sqlalchemy.ext.asyncio.AsyncConnection.run_sync")
    def create(self, bind, checkfirst=...): ...
    @blocking(kind="database", instead="sqlalchemy.ext.asyncio.AsyncConnection.run_sync")
    def drop(self, bind, checkfirst=...): ...
