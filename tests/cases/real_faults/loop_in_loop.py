"""Case 23: a sync front calls asyncio.run, and is used from a coroutine in the end."""

import asyncio

async def before_all(names: list[str]) -> list[str]:
    return names

class Runner:
    def invoke(self, names: list[str]) -> list[str]:
        return asyncio.run(before_all(names))

    async def run(self) -> list[str]:
        return self.invoke(["a"])  # E: [blocking-call]
