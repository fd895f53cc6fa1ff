"""Data, images, templates, processes and passwords."""

import io

import bcrypt
import jinja2
import orjson
import pandas as pd
import psutil
import pyarrow.parquet as pq
import yaml
from argon2 import PasswordHasher
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from PIL import Image
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer


async def on_data(frame: "pd.DataFrame", text: str) -> None:
    pd.read_sql("select 1", "sqlite://")  # E: [blocking-call]
    frame.to_sql("table", "sqlite://")  # E: [blocking-call]
    frame.to_csv()
    frame.to_dict()
    pq.write_to_dataset(pq.read_table("file"), "folder")  # E: "pyarrow.parquet.write_to_dataset"  [blocking-call]  # E: "pyarrow.parquet.read_table"  [blocking-call]
    yaml.safe_load(text)
    orjson.loads(text)


async def on_images(image: Image.Image) -> None:
    Image.open(io.BytesIO())
    image.save(io.BytesIO(), "PNG")
    image.resize((1, 1))


async def on_templates(environment: jinja2.Environment) -> None:
    template = environment.get_template("page")  # E: [blocking-call]
    template.render()
    environment.from_string("text").render()
    jinja2.DictLoader({}).get_source(environment, "page")


async def on_processes(process: psutil.Process) -> None:
    psutil.cpu_percent()
    psutil.cpu_percent(interval=1)  # E: [blocking-call]
    psutil.virtual_memory()
    psutil.disk_usage("/")  # E: [blocking-call]
    process.wait(0)
    process.wait()  # E: [blocking-call]
    observer = Observer()
    observer.schedule(FileSystemEventHandler(), "folder")
    observer.start()  # E: [blocking-call]


async def on_passwords(password: bytes) -> None:
    bcrypt.hashpw(password, bcrypt.gensalt())  # E: "bcrypt.hashpw"  [blocking-call]
    PasswordHasher().hash(password)  # E: [blocking-call]
    Scrypt(b"", 32, 2, 8, 1).derive(password)  # E: [blocking-call]
    HKDF(hashes.SHA256(), 32, b"", b"").derive(password)
    rsa.generate_private_key(65537, 4096)  # E: [blocking-call]


async def in_memory(frame: "pd.DataFrame", data: bytes, path: str, text: io.StringIO) -> None:
    pd.read_csv(text)
    pd.read_csv(path)  # E: "pandas.read_csv"  [blocking-call]
    pd.read_parquet(io.BytesIO(data))
    pd.read_parquet(path)  # E: [blocking-call]
    frame.to_json()
    frame.to_json(io.StringIO())
    frame.to_json(path)  # E: [blocking-call]
    Image.open(io.BytesIO(data)).save(io.BytesIO(), "PNG")
    Image.open(path)  # E: "PIL.Image.open"  [blocking-call]
    Image.open(path).save(path)  # E: [blocking-call] # E: [blocking-call]
