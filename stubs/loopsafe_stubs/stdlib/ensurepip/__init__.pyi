from loopsafe import blocking

@blocking(kind="subprocess")
def bootstrap(*args, **kwargs): ...
