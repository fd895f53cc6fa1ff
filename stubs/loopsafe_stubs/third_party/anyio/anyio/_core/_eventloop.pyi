from loopsafe import blocking

__public_name__ = "anyio"

@blocking(kind="other", instead="await")
def run(func, *args, backend=..., backend_options=...): ...
