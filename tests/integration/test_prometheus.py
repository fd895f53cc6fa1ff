"""The example's figures, as Prometheus' own parser reads them."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from loopsafe import Router

prometheus = pytest.importorskip("prometheus_client", reason="prometheus_client is not installed")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "prometheus" / "export.py"


@pytest.fixture
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("loopsafe_prometheus_example", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_figures(example: ModuleType) -> None:
    parser: Any = importlib.import_module("prometheus_client.parser")
    registry = prometheus.CollectorRegistry()

    async def main() -> str:
        async with Router() as router:
            registry.register(example.RouterCollector(router))
            for _ in range(3):
                assert await router.run(example.read, str(EXAMPLE)) == EXAMPLE.read_bytes()
            with pytest.raises(FileNotFoundError):
                await router.run(example.read, "no such file")
            text: bytes = prometheus.generate_latest(registry)
            return text.decode()

    samples: dict[tuple[str, ...], float] = {}
    for family in parser.text_string_to_metric_families(asyncio.run(main())):
        for sample in family.samples:
            samples[sample.name, *sample.labels.values()] = sample.value
    assert samples["loopsafe_jobs_total", "default", "done"] == 3
    assert samples["loopsafe_jobs_total", "default", "failed"] == 1
    assert samples["loopsafe_running", "default"] == 0
    assert samples["loopsafe_run_seconds_count", "default"] == 4
    assert samples["loopsafe_run_seconds_bucket", "default", "+Inf"] == 4
    assert samples["loopsafe_run_seconds_sum", "default"] > 0
    buckets = [value for key, value in samples.items() if key[0] == "loopsafe_run_seconds_bucket"]
    assert max(buckets) == 4
