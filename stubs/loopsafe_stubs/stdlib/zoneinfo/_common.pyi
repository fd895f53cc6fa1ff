from loopsafe import blocking

@blocking(kind="disk")
def load_tzdata(key): ...
