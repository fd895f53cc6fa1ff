# dictConfig() may open files, as its dictionary says. It runs once, at the start: harmless.

from loopsafe import blocking

@blocking(kind="disk")
def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None): ...
