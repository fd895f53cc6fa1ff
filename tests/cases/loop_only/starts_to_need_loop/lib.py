from loopsafe import callback


@callback
def fire() -> None: ...


def update() -> None: ...
