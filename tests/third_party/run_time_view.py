"""Say which names exist at run time. Runs in the environment that has the packages.

Reads a list of ``[module, name]`` from standard input, as JSON, and writes an object: for each
``module:name`` that does not exist, why not. Without a module the name is a full name.
"""

import contextlib
import importlib.util
import io
import json
import sys


def split(path: str) -> tuple[str, str]:
    """Return the module of a full name, and the rest: as many parts as there are modules."""
    module, _, rest = path.partition(".")
    while rest:
        part, _, behind = rest.partition(".")
        try:
            if importlib.util.find_spec(f"{module}.{part}") is None:
                break
        except (ImportError, ValueError, AttributeError):
            break
        module, rest = f"{module}.{part}", behind
    return module, rest


def problem(module: str, name: str) -> str | None:
    """Return why a name does not exist, or nothing if it does."""
    if not module:
        module, name = split(name)
    try:
        # What a package prints when it is imported must not get into the answer.
        with contextlib.redirect_stdout(io.StringIO()):
            found: object = importlib.import_module(module)
    except BaseException as error:  # noqa: BLE001  (pytest's own and SystemExit are errors here too)
        return f"cannot be imported: {type(error).__name__}: {error}"
    if not name:
        return None
    for part in name.split("."):
        try:
            found = getattr(found, part)
        except Exception as error:  # noqa: BLE001  (a lazy attribute may raise anything)
            return f"{type(error).__name__}: {error}"
    return None


def main() -> None:
    """Answer."""
    wanted = json.load(sys.stdin)
    answers = {f"{module}:{name}": problem(module, name) for module, name in wanted}
    json.dump({key: value for key, value in answers.items() if value is not None}, sys.stdout)


if __name__ == "__main__":
    main()
