"""``loopsafe stubgen``: read what an installed library does, and write it down as effect stubs.

1. `distribution`: which modules an installed distribution has, and where their sources are.
2. `inference`: mypy runs over these sources as over a project, with the plugin, and over what they
   import; the library's own effect stub, if there is one, is left out of account.
3. `outline`: what was inferred of each function becomes plain data while mypy has its tree.
4. `publicity`: what nobody can call from outside is left out.
5. `writing`: the rest is written in the notation of `loopsafe_stubs.reader`.

``plugin`` is for mypy, which loads it from here by name.
"""

from loopsafe_mypy.stubgen.command import run
from loopsafe_mypy.stubgen.inference import plugin
from loopsafe_mypy.stubgen.request import CannotRunError, Request

__all__ = ["CannotRunError", "Request", "plugin", "run"]
