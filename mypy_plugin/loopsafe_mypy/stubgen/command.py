"""The command, from what is asked to the files that are written."""

from __future__ import annotations

import sys
from pathlib import Path

from loopsafe._effects import Category
from loopsafe_mypy.stubgen.inference import infer
from loopsafe_mypy.stubgen.outline import Outline
from loopsafe_mypy.stubgen.publicity import public
from loopsafe_mypy.stubgen.request import CannotRunError, Request
from loopsafe_mypy.stubgen.writing import write


def run(request: Request) -> int:
    """Make the stubs of a distribution.

    Returns:
        0 when stubs are made, 1 when nothing in the distribution is known to block.

    Raises:
        CannotRunError: When the distribution cannot be read or the files cannot be written.
    """
    if request.output is not None:
        _check_folder(Path(request.output))
    distribution, outlines = infer(request)
    found = public(outlines)
    source = f"{distribution.name} {distribution.version}"
    texts = write(found, source, unknown=request.unknown)
    if not texts:
        print(f"loopsafe: nothing in {source} is known to block", file=sys.stderr)
        return 1
    if request.output is None:
        for module, text in texts.items():
            print(f"# --- {_file_name(module, found)}\n{text}")
    else:
        _write(texts, found, Path(request.output), force=request.force)
    print(_summary(source, found, texts, request.output), file=sys.stderr)
    return 0


def _check_folder(folder: Path) -> None:
    """Refuse before the work what would fail after it."""
    if folder.exists() and not folder.is_dir():
        message = f'"{folder}" is no folder: name another one with --output'
        raise CannotRunError(message)


def _write(texts: dict[str, str], found: list[Outline], folder: Path, *, force: bool) -> None:
    files = {folder / _file_name(module, found): text for module, text in texts.items()}
    taken = [path for path in files if path.exists()]
    if taken and not force:
        message = (
            f'"{taken[0]}" exists: you may have edited it; write over it with --force, '
            "or name another folder with --output"
        )
        raise CannotRunError(message)
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f'cannot write "{error.filename}": {error.strerror}'
        raise CannotRunError(message) from None


def _file_name(module: str, found: list[Outline]) -> str:
    is_package = any(item.module == module and item.is_package for item in found)
    return module.replace(".", "/") + ("/__init__.pyi" if is_package else ".pyi")


def _summary(source: str, found: list[Outline], texts: dict[str, str], output: str | None) -> str:
    routines = [one for item in found if item.module in texts for one in item.routines]
    blocking = sum(one.category is Category.BLOCKING for one in routines)
    unknown = sum(bool(one.unknown) for one in routines)
    where = "" if output is None else f'; add "{output}" to stub_paths'
    return (
        f"loopsafe: {source}: {blocking} functions block, {unknown} are not known "
        f"in {len(texts)} modules{where}"
    )
