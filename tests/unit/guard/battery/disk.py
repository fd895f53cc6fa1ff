"""Operations on files and folders."""

from __future__ import annotations

import codecs
import fcntl
import filecmp
import fileinput
import glob
import gzip
import io
import logging
import mmap
import os
import pathlib
import shelve
import shutil
import ssl
import tarfile
import tempfile
import tomllib
import zipfile

from tests.unit.guard.battery import Step, World, blocks, simple

simple(
    "disk",
    open_text=lambda w: open(w.file).close(),
    open_for_writing=lambda w: open(w.folder / "new", "w").close(),
    io_open=lambda w: open(w.file).close(),
    io_open_code=lambda w: io.open_code(str(w.file)).close(),
    io_file_io=lambda w: io.FileIO(w.file).close(),
    codecs_open=lambda w: codecs.open(str(w.file), encoding="utf-8").close(),
    os_open=lambda w: os.close(os.open(w.file, os.O_RDONLY)),
    os_stat=lambda w: os.stat(w.file),
    os_lstat=lambda w: os.lstat(w.file),
    os_access=lambda w: os.access(w.file, os.R_OK),
    os_statvfs=lambda w: os.statvfs(w.folder),
    os_listdir=lambda w: os.listdir(w.folder),
    os_scandir=lambda w: os.scandir(w.folder).close(),
    os_walk=lambda w: list(os.walk(w.folder)),
    os_fwalk=lambda w: list(os.fwalk(w.folder)),
    os_mkdir=lambda w: os.mkdir(w.folder / "made"),
    os_makedirs=lambda w: os.makedirs(w.folder / "a" / "b"),
    os_rmdir=lambda w: os.rmdir(w.folder / "nothing"),
    os_remove=lambda w: os.remove(w.file),
    os_unlink=lambda w: os.unlink(w.file),
    os_rename=lambda w: os.rename(w.file, w.folder / "renamed"),
    os_replace=lambda w: os.replace(w.file, w.folder / "renamed"),
    os_link=lambda w: os.link(w.file, w.folder / "hard"),
    os_symlink=lambda w: os.symlink(w.file, w.folder / "soft"),
    os_readlink=lambda w: os.readlink(w.link),
    os_truncate=lambda w: os.truncate(w.file, 0),
    os_utime=lambda w: os.utime(w.file),
    os_chmod=lambda w: os.chmod(w.file, 0o600),
    os_chown=lambda w: os.chown(w.file, -1, -1),
    os_getxattr=lambda w: os.listxattr(w.file),
    os_path_exists=lambda w: os.path.exists(w.file),
    os_path_isfile=lambda w: os.path.isfile(w.file),
    os_path_islink=lambda w: os.path.islink(w.file),
    os_path_getsize=lambda w: os.path.getsize(w.file),
    os_path_realpath=lambda w: os.path.realpath(w.link),
    os_path_ismount=lambda w: os.path.ismount(w.folder),
    path_read_text=lambda w: w.file.read_text(),
    path_read_bytes=lambda w: w.file.read_bytes(),
    path_write_text=lambda w: (w.folder / "new").write_text("x"),
    path_open=lambda w: w.file.open().close(),
    path_exists=lambda w: w.file.exists(),
    path_iterdir=lambda w: list(w.folder.iterdir()),
    path_glob=lambda w: list(w.folder.glob("*.txt")),
    path_rglob=lambda w: list(w.folder.rglob("*.txt")),
    path_touch=lambda w: (w.folder / "touched").touch(),
    path_resolve=lambda w: w.link.resolve(),
    glob_glob=lambda w: glob.glob(str(w.folder / "*")),
    glob_iglob=lambda w: list(glob.iglob(str(w.folder / "*"))),
    shutil_copyfile=lambda w: shutil.copyfile(w.file, w.folder / "copy"),
    shutil_copytree=lambda w: shutil.copytree(w.folder / "sub", w.folder / "tree"),
    shutil_rmtree=lambda w: shutil.rmtree(w.folder / "sub"),
    shutil_move=lambda w: shutil.move(w.file, w.folder / "moved"),
    shutil_disk_usage=lambda w: shutil.disk_usage(w.folder),
    shutil_make_archive=lambda w: shutil.make_archive(str(w.folder / "z"), "zip", w.folder / "sub"),
    shutil_which=lambda w: shutil.which("python3"),
    tempfile_mkstemp=lambda w: os.close(tempfile.mkstemp(dir=w.folder)[0]),
    tempfile_mkdtemp=lambda w: tempfile.mkdtemp(dir=w.folder),
    tempfile_named=lambda w: tempfile.NamedTemporaryFile(dir=w.folder).close(),
    filecmp_cmp=lambda w: filecmp.cmp(w.file, w.link, shallow=False),
    fileinput_lines=lambda w: list(fileinput.input([str(w.file)])),
    gzip_open=lambda w: gzip.open(w.folder / "x.gz", "wb").close(),
    zipfile_write=lambda w: zipfile.ZipFile(w.folder / "x.zip", "w").close(),
    tarfile_open=lambda w: tarfile.open(w.folder / "x.tar", "w").close(),
    shelve_open=lambda w: shelve.open(str(w.folder / "shelf")).close(),
    ssl_default_context=lambda w: ssl.create_default_context(),
    ssl_load_default_certs=lambda w: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_default_certs(),
    pathlib_stat=lambda w: pathlib.Path(w.file).stat(),
)


@blocks("disk")
def file_read(w: World) -> Step:
    file = w.open()
    return lambda: file.read()


@blocks("disk")
def file_readline(w: World) -> Step:
    file = w.open()
    return lambda: file.readline()


@blocks("disk")
def file_readlines(w: World) -> Step:
    file = w.open()
    return lambda: file.readlines()


@blocks("disk")
def file_iterated(w: World) -> Step:
    file = w.open()
    return lambda: list(map(str.strip, file))


@blocks("disk")
def binary_file_read(w: World) -> Step:
    file = w.open("rb")
    return lambda: file.read(10)


@blocks("disk")
def binary_file_readinto(w: World) -> Step:
    file = w.open("rb")
    return lambda: file.readinto(bytearray(10))


@blocks("disk")
def binary_file_readline(w: World) -> Step:
    file = w.open("rb")
    return lambda: file.readline()


@blocks("disk")
def binary_file_iterated(w: World) -> Step:
    file = w.open("rb")
    return lambda: next(iter(file))


@blocks("disk")
def raw_file_read(w: World) -> Step:
    file = w.open("rb", 0)
    return lambda: file.read(10)


@blocks("disk")
def raw_file_write(w: World) -> Step:
    file = w.open("wb", 0)
    return lambda: file.write(b"x")


@blocks("disk")
def file_write(w: World) -> Step:
    file = w.open("w")
    return lambda: file.write("x")


@blocks("disk")
def file_writelines(w: World) -> Step:
    file = w.open("w")
    return lambda: file.writelines(["x", "y"])


@blocks("disk")
def file_flush(w: World) -> Step:
    file = w.open("w")
    file.write("x")
    return lambda: file.flush()


@blocks("disk")
def binary_file_write(w: World) -> Step:
    file = w.open("wb")
    return lambda: file.write(b"x")


@blocks("disk")
def binary_file_flush(w: World) -> Step:
    file = w.open("wb")
    file.write(b"x")
    return lambda: file.flush()


@blocks("disk")
def random_file_read(w: World) -> Step:
    file = w.open("r+b")
    return lambda: file.read(1)


@blocks("disk")
def print_to_file(w: World) -> Step:
    file = w.open("w")
    return lambda: print("x", file=file)


@blocks("disk")
def os_read(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.read(number, 10)


@blocks("disk")
def os_write(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.write(number, b"x")


@blocks("disk")
def os_pread(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: os.pread(number, 10, 0)


@blocks("disk")
def os_pwrite(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.pwrite(number, b"x", 0)


@blocks("disk")
def os_fsync(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.fsync(number)


@blocks("disk")
def os_fdatasync(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.fdatasync(number)


@blocks("disk")
def os_ftruncate(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.ftruncate(number, 5)


@blocks("disk")
def os_scandir_next(w: World) -> Step:
    entries = w.stack.enter_context(os.scandir(w.folder))
    return lambda: next(entries)


@blocks("disk")
def os_sendfile(w: World) -> Step:
    source, target = w.open("rb").fileno(), w.open("wb").fileno()
    return lambda: os.sendfile(target, source, 0, 10)


@blocks("disk")
def mmap_file(w: World) -> Step:
    number = w.open("rb").fileno()
    return lambda: mmap.mmap(number, 0, access=mmap.ACCESS_READ).close()


@blocks("disk")
def mmap_flush(w: World) -> Step:
    memory = w.stack.enter_context(mmap.mmap(w.open("r+b").fileno(), 0))
    return lambda: memory.flush()


@blocks("disk")
def logging_to_file(w: World) -> Step:
    handler = logging.FileHandler(w.folder / "log.txt")
    w.stack.callback(handler.close)
    logger = logging.Logger("battery")
    logger.addHandler(handler)
    return lambda: logger.warning("x")


@blocks("disk")
def logging_basic_config(w: World) -> Step:
    def configure() -> None:
        before = logging.root.handlers[:]
        try:
            logging.basicConfig(filename=w.folder / "log.txt", force=True)
        finally:
            logging.root.handlers[:] = before

    return configure


@blocks("disk")
def logging_file_handler(w: World) -> Step:
    return lambda: logging.FileHandler(w.folder / "log.txt").close()


@blocks("disk")
def zipfile_read(w: World) -> Step:
    with zipfile.ZipFile(w.folder / "x.zip", "w") as archive:
        archive.writestr("x", "x" * 100)
    archive = w.stack.enter_context(zipfile.ZipFile(w.folder / "x.zip"))
    return lambda: archive.read("x")


@blocks("disk")
def tomllib_load(w: World) -> Step:
    (w.folder / "x.toml").write_text("x = 1")
    file = w.stack.enter_context((w.folder / "x.toml").open("rb"))
    return lambda: tomllib.load(file)


@blocks("lock")
def fcntl_flock(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: fcntl.flock(number, fcntl.LOCK_EX)


@blocks("lock")
def fcntl_lockf(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: fcntl.lockf(number, fcntl.LOCK_EX)


@blocks("lock")
def os_lockf(w: World) -> Step:
    number = w.open("wb").fileno()
    return lambda: os.lockf(number, os.F_LOCK, 0)
