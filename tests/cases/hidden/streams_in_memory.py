"""Case 46: what reads or writes a stream waits for a file; a buffer is in memory, and opens nothing."""

import bz2
import gzip
import io
import json
import lzma
import pickle
import plistlib
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import IO, BinaryIO
from xml.etree import ElementTree

from loopsafe import callback


@callback
def in_memory(payload: bytes) -> None:
    buffer = io.BytesIO(payload)
    text = io.StringIO()
    json.dump([1], text)
    json.load(buffer)
    pickle.dump([1], buffer)
    pickle.load(buffer)
    plistlib.dump([1], fp=buffer)
    tomllib.load(buffer)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("name", "text")
    with gzip.open(buffer) as unpacked:
        unpacked.read()
    bz2.BZ2File(buffer)
    lzma.open(buffer)
    tarfile.open("shown.tar", fileobj=buffer)
    tarfile.open("shown.tar", "w", buffer)
    zipfile.is_zipfile(buffer)
    for _event, _element in ElementTree.iterparse(buffer):
        pass


def unpack(payload: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return archive.namelist()


def parse(stream: BinaryIO) -> object:
    return ElementTree.parse(stream)


def load(stream: IO[bytes] | io.BytesIO) -> object:
    return json.load(stream)


@callback
def through_helpers(payload: bytes) -> None:
    unpack(payload)
    parse(io.BytesIO(payload))
    load(io.BytesIO(payload))  # E: "load" reaches "json.load"


@callback
def on_disk(path: Path, stream: IO[str], mixed: Path | io.BytesIO) -> None:
    json.load(stream)  # E: Blocking call on the event loop: "json.load"
    zipfile.ZipFile(path)  # E: Blocking call on the event loop: "zipfile.ZipFile"
    zipfile.ZipFile(mixed)  # E: Blocking call on the event loop: "zipfile.ZipFile"
    gzip.open(path)  # E: Blocking call on the event loop: "gzip.open"
    tarfile.open(path)  # E: Blocking call on the event loop: "tarfile.open"
    ElementTree.parse(path)  # E: Blocking call on the event loop: "xml.etree.ElementTree.parse"


@callback
def opened_elsewhere(file: "tempfile._TemporaryFileWrapper[bytes]") -> None:
    zipfile.ZipFile(file)
