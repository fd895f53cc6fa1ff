"""Cases 43, 50: a file is read piece by piece, with iter(function, end)."""

import hashlib

def digest(path: str) -> str:
    found = hashlib.md5()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(4096), b""):
            found.update(chunk)
    return found.hexdigest()

async def verify(path: str, wanted: str) -> bool:
    return digest(path) == wanted  # E: [blocking-call]
