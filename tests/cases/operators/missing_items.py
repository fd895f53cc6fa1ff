"""Case 44: a dictionary asks "__missing__" for what it does not have."""

import time
from collections import UserDict


class Files(dict[str, str]):
    def __missing__(self, key: str) -> str:
        with open(key) as file:
            return file.read()


class Waits(UserDict[str, str]):
    def __missing__(self, key: str) -> str:
        time.sleep(1)
        return key


class Own(dict[str, str]):
    def __getitem__(self, key: str) -> str:
        return key

    def __missing__(self, key: str) -> str:
        time.sleep(1)
        return key


async def main(files: Files, waits: Waits, own: Own, plain: dict[str, str]) -> None:
    files["a"]  # E: "Files.__missing__"  [blocking-call]
    waits["a"]  # E: "Waits.__missing__" reaches "time.sleep"  [blocking-call]
    files["a"] = "b"
    files.get("a")
    own["a"]
    plain["a"]
