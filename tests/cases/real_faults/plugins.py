"""Case 45: plugins are imported, one by one or in a pool that is waited for."""

import asyncio
import importlib
import concurrent.futures
import tempfile
import shutil

def load(name: str) -> object:
    return importlib.import_module(f"plugins.{name}")

async def setup(names: list[str]) -> None:
    for name in names:
        load(name)  # E: [blocking-call]
    with concurrent.futures.ThreadPoolExecutor() as pool:  # E: [blocking-call]
        futures = [pool.submit(load, name) for name in names]
        concurrent.futures.wait(futures)  # E: [blocking-call]
        for future in concurrent.futures.as_completed(futures):  # E: [blocking-call]
            print(future.result())  # E: [blocking-call]
    file = tempfile.NamedTemporaryFile()  # E: [blocking-call]
    print(file.name)
    shutil.disk_usage("/")  # E: [blocking-call]
