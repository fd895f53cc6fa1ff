from . import lib as inner
from .lib import Device as Machine, wait as pause

__all__ = ["Machine", "inner", "pause"]
