# Works on messages in memory, for which there are message_from_string() and message_from_bytes():
# the other two are for files. The parser and generator classes get a stream that is open already.

from loopsafe import blocking

@blocking(kind="disk")
def message_from_file(fp, *args, **kwargs): ...
@blocking(kind="disk")
def message_from_binary_file(fp, *args, **kwargs): ...
