from loopsafe import blocking

class netrc:
    @blocking(kind="disk")
    def __init__(self, file=None): ...
