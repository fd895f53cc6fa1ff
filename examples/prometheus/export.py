"""Export a router's figures to Prometheus: a collector that reads them when it is asked.

Run it, and look at ``http://127.0.0.1:8000/metrics``::

    python examples/prometheus/export.py

Needs ``prometheus_client``. Nothing is counted twice: the router counts anyway, and a scrape costs
one snapshot.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

import loopsafe

if TYPE_CHECKING:
    from loopsafe import Histogram


class RouterCollector(Collector):
    """Reads `Router.stats` at each scrape, on whichever thread serves it."""

    def __init__(self, router: loopsafe.Router) -> None:
        self._router = router

    def collect(self) -> Iterator[Metric]:
        """Yield the figures of every executor."""
        label = ["executor"]
        running = GaugeMetricFamily("loopsafe_running", "Jobs that run.", labels=label)
        queued = GaugeMetricFamily("loopsafe_queued", "Jobs that wait.", labels=label)
        jobs = CounterMetricFamily(
            "loopsafe_jobs", "Jobs that are over.", labels=["executor", "outcome"]
        )
        wait = HistogramMetricFamily(
            "loopsafe_wait_seconds", "From the call to the begin of a job.", labels=label
        )
        run = HistogramMetricFamily(
            "loopsafe_run_seconds", "From the begin of a job to its end.", labels=label
        )
        for name, stats in self._router.stats().items():
            running.add_metric([name], stats.running)
            queued.add_metric([name], stats.queued)
            jobs.add_metric([name, "done"], stats.done)
            jobs.add_metric([name, "failed"], stats.failed)
            jobs.add_metric([name, "cancelled"], stats.cancelled)
            for family, histogram in ((wait, stats.wait), (run, stats.run)):
                family.add_metric([name], cumulative(histogram), histogram.total)
        yield from (running, queued, jobs, wait, run)


def cumulative(histogram: Histogram) -> list[tuple[str, float]]:
    """Return buckets as Prometheus wants them: each with all that was below it."""
    buckets = []
    seen = 0
    for bound, count in histogram.buckets:
        seen += count
        buckets.append((f"{bound:g}", float(seen)))
    return [*buckets, ("+Inf", float(histogram.count))]


@loopsafe.blocking(kind="disk")
def read(path: str) -> bytes:
    """Read a file, in a worker."""
    return Path(path).read_bytes()


@loopsafe.blocking
def serve(registry: CollectorRegistry, port: int) -> int:
    """Start Prometheus' server in a thread of its own, and return its port."""
    server, _ = start_http_server(port, "127.0.0.1", registry)
    return server.server_port


async def main(port: int = 8000, *, stop: threading.Event | None = None) -> None:
    """Route a job every second, and serve the figures."""
    registry = CollectorRegistry()
    async with loopsafe.Router() as router:
        registry.register(RouterCollector(router))
        port = await router.run(serve, registry, port)
        print(f"http://127.0.0.1:{port}/metrics", flush=True)
        while stop is None or not stop.is_set():
            await router.run(read, __file__)
            await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
