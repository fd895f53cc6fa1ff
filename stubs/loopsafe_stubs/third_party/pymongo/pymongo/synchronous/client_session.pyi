from loopsafe import blocking

__public_name__ = "pymongo"

class ClientSession:
    @blocking(kind="database", instead="AsyncClientSession.end_session")
    def end_session(self): ...
    @blocking(kind="database", instead="AsyncClientSession.with_transaction")
    def with_transaction(
        self,
        callback,
        read_concern=...,
        write_concern=...,
        read_preference=...,
        max_commit_time_ms=...,
    ): ...
    @blocking(kind="database", instead="AsyncClientSession.commit_transaction")
    def commit_transaction(self): ...
    @blocking(kind="database", instead="AsyncClientSession.abort_transaction")
    def abort_transaction(self): ...
    @blocking(kind="database", instead="AsyncClientSession")
    def __exit__(self, arg1, arg2, arg3): ...

class _TransactionContext:
    @blocking(kind="database", instead="AsyncClientSession")
    def __exit__(self, arg1, arg2, arg3): ...
