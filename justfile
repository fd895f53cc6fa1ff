# Thin fronts: each recipe also works as it stands, in a virtual environment with ".[dev]".

# Run all tests.
test *ARGS:
    pytest -n2 --dist loadscope {{ARGS}}

# Run the quick tests.
unit *ARGS:
    pytest tests/unit tests/meta tests/typing {{ARGS}}

# Run the conformance cases whose group or name matches.
cases NAME="":
    pytest tests/cases -k '{{NAME}}'

# Compare the plugin with the oracle's judge on many generated programs.
oracle EXAMPLES="5000" SEED="1000":
    LOOPSAFE_ORACLE_EXAMPLES={{EXAMPLES}} LOOPSAFE_ORACLE_SEED={{SEED}} pytest -n2 --dist load tests/oracle

# Check style and imports.
lint:
    ruff check
    ruff format --check
    lint-imports

# Check types, with our own plugin.
types:
    mypy

# Report which functions of the standard library the effect stubs have considered.
stub-coverage *ARGS:
    python -m scripts.stub_coverage {{ARGS}}

# Measure branch coverage, and hold its floor.
coverage:
    coverage erase
    coverage run -m pytest -n2 --dist loadscope --ignore=tests/unit/guard
    coverage combine --quiet
    coverage report

# Compare mypy with and without the plugin on Home Assistant.
bench *ARGS:
    python benchmarks/home_assistant.py {{ARGS}}

# Build a wheel in which mypyc has compiled the hot parts of the plugin; needs a C compiler.
compiled:
    LOOPSAFE_COMPILE=1 python -m build --wheel

# Compare generated effect stubs with ours, in an environment that has the distributions.
compare-generated PYTHON *ARGS:
    python -m scripts.compare_generated --python {{PYTHON}} {{ARGS}}

# Install each distribution that has effect stubs, and look up every name in them.
verify-stubs *ARGS:
    pytest tests/third_party {{ARGS}}

# Measure what effect stubs cost at the start of a run.
bench-stubs *ARGS:
    python benchmarks/stubs.py {{ARGS}}

# Compare the router with every other way to get a function onto its thread.
bench-dispatch *ARGS:
    python benchmarks/dispatch.py --goals {{ARGS}}

# Put a million jobs through two routers, ten times.
stress TIMES="10":
    for _ in $(seq {{TIMES}}); do LOOPSAFE_STRESS_JOBS=1000000 pytest -n0 -q tests/unit/router/test_stress.py || exit 1; done

# Run the router with the libraries of the extra "interop".
interop *ARGS:
    pytest -n0 tests/integration {{ARGS}}

# Compare what the guard costs with what other tools cost.
bench-guard *ARGS:
    python benchmarks/guard.py {{ARGS}}

# Say what the guard sees at each level, in docs/guard.md.
guard-table:
    python -m scripts.guard_table --write

# Run the test suites of real libraries under the guard.
guard-libraries *ARGS:
    python -m scripts.guard_libraries {{ARGS}}

# Run everything as a new user would, in fresh virtual environments.
ci:
    .ci/run
