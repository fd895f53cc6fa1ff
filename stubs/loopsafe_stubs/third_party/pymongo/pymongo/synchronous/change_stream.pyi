from loopsafe import blocking

__public_name__ = "pymongo"

class ChangeStream:
    @blocking(kind="database", instead="AsyncChangeStream.next")
    def next(self): ...
    @blocking(kind="database", instead="AsyncChangeStream.try_next")
    def try_next(self): ...
    @blocking(kind="database", instead="AsyncChangeStream")
    def __next__(self, *args, **kwargs): ...
