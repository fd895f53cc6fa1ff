# Asks compilers who they are.

from loopsafe import blocking

@blocking(kind="disk")
def check_config_h(): ...
@blocking(kind="subprocess")
def get_versions(): ...
@blocking(kind="subprocess")
def is_cygwingcc(): ...
