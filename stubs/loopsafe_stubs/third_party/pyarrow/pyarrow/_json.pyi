from loopsafe import blocking

__public_name__ = "pyarrow.json"

@blocking(kind="disk")
def read_json(input_file, read_options=..., parse_options=..., memory_pool=...): ...
