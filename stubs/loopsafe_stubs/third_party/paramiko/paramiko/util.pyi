from loopsafe import blocking

@blocking(kind="disk")
def load_host_keys(filename): ...
