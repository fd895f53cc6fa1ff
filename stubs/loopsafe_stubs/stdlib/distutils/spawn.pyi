# Looks for programs, and runs them.

from loopsafe import blocking

@blocking(kind="subprocess")
def spawn(cmd, search_path=1, verbose=0, dry_run=0): ...
@blocking(kind="disk")
def find_executable(executable, path=None): ...
