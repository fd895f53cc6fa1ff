"""What keeps the effect stubs honest: reports about them, and what those reports are made from.

Each script is run as a module from the root of the repository (``python -m scripts.stub_coverage``)
and has a recipe in the ``justfile``. Nothing here is part of the package.
"""
