from loopsafe import blocking, callback


@callback
def refresh() -> None: ...


@blocking  # E: [category-marker]
async def load() -> None: ...
