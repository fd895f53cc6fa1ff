from loopsafe import blocking

@blocking(kind="sleep", instead="asyncio.sleep")
def sleep(seconds: float, /) -> None: ...
