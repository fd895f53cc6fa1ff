"""The command, from what is asked to the exit status.

1. mypy reads its configuration and finds the sources, as for a run of its own.
2. Options that would hide code from the analysis are overridden.
3. mypy runs in this process and reports in JSON; what has one of our error codes is a finding.
4. The findings are printed, sorted, in mypy's usual format and the project's choice of it; side by
   side with what a test run saw, if there is a report of one.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from mypy import defaults
from mypy.fscache import FileSystemCache

from loopsafe_mypy.config import read_config
from loopsafe_mypy.linter.linting import Linting, modules_by_file, silent_files
from loopsafe_mypy.linter.overrides import adjust, choose_cache_dir
from loopsafe_mypy.linter.project import read_project
from loopsafe_mypy.linter.report import print_gaps, print_json, print_summary, print_text
from loopsafe_mypy.linter.request import CannotRunError, Request
from loopsafe_mypy.linter.seen import compare, read_seen
from loopsafe_mypy.linter.stats import by_package, json_line, text_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy import build


def run(request: Request) -> int:
    """Check a project and print the findings.

    Returns:
        0 without findings, 1 with findings, 2 when a file cannot be read.

    Raises:
        CannotRunError: When nothing can be checked.
    """
    sys.setrecursionlimit(defaults.RECURSION_LIMIT)
    fscache = FileSystemCache()
    sources, project = read_project(request, fscache)
    seen = read_seen(request.seen) if request.seen is not None else None
    with contextlib.ExitStack() as stack:
        options = adjust(project, request, choose_cache_dir(project, request, stack))
        linting = Linting(options, len(sources), fscache)
        graph = linting.build(sources)
    quiet = silent_files(graph, sources, project)
    findings = sorted(finding for finding in linting.findings if finding.file not in quiet)
    packages = by_package(
        {file: tally for file, tally in linting.tallies.items() if file not in quiet},
        modules_by_file(graph),
    )
    stub_paths = read_config(project.config_file).stub_paths
    counts, gaps = compare(seen or (), findings, _files(graph), stub_paths)
    status = 2 if linting.unreadable else int(bool(findings))
    try:
        if request.output == "json":
            print_json(findings, counts if seen is not None else None, gaps)
            if request.stats:
                print(json_line(packages))
        else:
            print_text(findings, options, fscache, counts)
            print_gaps(gaps, options)
            if not linting.unreadable and options.error_summary:
                print_summary(findings, len(sources), options)
            if request.stats and not linting.unreadable:
                for line in text_lines(packages):
                    print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # Whoever reads our output has seen enough.
    except OSError as error:
        message = f"cannot write the output: {error.strerror}"
        raise CannotRunError(message) from None
    return status


def _files(graph: Mapping[str, build.State]) -> set[str]:
    return {state.xpath for state in graph.values()}
