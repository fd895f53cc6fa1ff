from loopsafe import blocking

@blocking(kind="cpu")
def generate_parameters(generator, key_size, backend=...): ...
