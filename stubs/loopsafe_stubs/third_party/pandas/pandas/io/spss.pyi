from loopsafe import blocking

__public_name__ = "pandas"

@blocking(kind="disk")
def read_spss(path, usecols=..., convert_categoricals=..., dtype_backend=..., **kwargs): ...
