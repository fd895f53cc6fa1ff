# Reads the tables of the system, and runs their tests.

from loopsafe import blocking

@blocking(kind="disk")
def getcaps(): ...
@blocking(kind="subprocess")
def findmatch(caps, MIMEtype, key="view", filename="/dev/null", plist=...): ...
