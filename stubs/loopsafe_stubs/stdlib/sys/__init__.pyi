# Standard streams are typing.TextIO, which is harmless. Settings and inspection of the interpreter
# are not waited for.
