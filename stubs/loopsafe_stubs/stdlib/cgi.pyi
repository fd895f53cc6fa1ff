# A program that a web server starts for one request. What was sent is read from standard input.

from loopsafe import blocking

@blocking(kind="other")
def parse(fp=None, environ=..., keep_blank_values=..., strict_parsing=..., separator="&"): ...
@blocking(kind="other")
def parse_multipart(fp, pdict, encoding="utf-8", errors="replace", separator="&"): ...

class FieldStorage:
    @blocking(kind="other")
    def __init__(
        self,
        fp=None,
        headers=None,
        outerboundary=...,
        environ=...,
        keep_blank_values=0,
        strict_parsing=0,
        limit=None,
        encoding="utf-8",
        errors="replace",
        max_num_fields=None,
        separator="&",
    ): ...
