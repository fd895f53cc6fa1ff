"""What must invalidate mypy's cache, each with its reason.

* our own source: another version may infer or report something else;
* the configuration: every option changes a verdict;
* the effect stubs: so does every line in them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from mypy.options import Options

import loopsafe
from loopsafe_mypy.config import Config
from loopsafe_stubs import Catalogue


def fingerprint(config: Config, catalogue: Catalogue, options: Options) -> str:
    """Return a text that differs whenever a cached result may be wrong."""
    total = hashlib.sha256()
    if catalogue.record is None:  # it has the hashes of our source, too
        for folder in (Path(__file__).parent, Path(loopsafe.__file__).parent):
            for path in sorted(folder.rglob("*.py")):
                total.update(path.read_bytes())
    total.update(config.fingerprint().encode())
    total.update(catalogue.digest().encode())
    total.update(str(options.check_untyped_defs).encode())
    return total.hexdigest()
