from loopsafe import blocking

@blocking(kind="disk")
def from_file(f, origin=..., rdclass=..., *args, **kwargs): ...

class Zone:
    @blocking(kind="disk")
    def to_file(self, f, sorted=..., *args, **kwargs): ...
