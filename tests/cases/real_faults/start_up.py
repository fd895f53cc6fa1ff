"""Cases 5, 43, 45: what a start-up reads from disk. A time zone is read once, so it may."""

import os
import glob
import zoneinfo
import platform
import logging

def themes(folder: str) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".yaml")]

async def setup(folder: str) -> None:
    themes(folder)  # E: [blocking-call]
    glob.glob("*.py")  # E: [blocking-call]
    os.path.exists(folder)  # E: [blocking-call]
    zoneinfo.ZoneInfo("Europe/Berlin")
    logging.getLogger().addHandler(logging.FileHandler("log"))  # E: [blocking-call]
    for root, _, files in os.walk(folder):  # E: [blocking-call]
        print(root, files)
