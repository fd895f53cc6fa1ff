"""``loopsafe stubgen``: what it reads from a library, what it writes, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Final

import pytest

from loopsafe import Category
from loopsafe_stubs import Catalogue, Declaration, Target

from .mypy_project import Project, Run

COMMAND = "import sys; from loopsafe.cli import main; sys.exit(main())"
TARGET = Target((3, 13), "linux")

LIBRARY = {
    "acme/__init__.py": "from acme._client import Client as Client, connect as connect\n",
    "acme/_client.py": """\
        import socket
        import threading
        import time
        from contextlib import contextmanager

        from loopsafe import callback, thread_safe


        class _Base:
            def __init__(self, transport=None):
                self.transport = transport
                self._lock = threading.Lock()
                self._done = threading.Event()

            def send(self, data):
                with open("log") as log:
                    log.read()
                return self.transport.write(data)

            def _send(self):
                self.send(b"")


        class Client(_Base):
            def __init__(self, host):
                super().__init__(Transport(host))

            @property
            def size(self):
                with self._lock:
                    return 1

            @size.setter
            def size(self, value):
                self.send(value)

            @property
            def state(self):
                return self.send(b"state")

            @classmethod
            def scan(cls, *, port=1, **options):
                time.sleep(1)

            @contextmanager
            def session(self):
                self.send(b"begin")
                yield

            def rows(self):
                while True:
                    yield self.send(b"next")

            def wait(self):
                self._done.wait()

            def quick(self):
                with self._lock:
                    return 2

            async def later(self):
                self.send(b"")

            @callback
            def on_data(self, data):
                pass

            @thread_safe
            def percent(self):
                return 1

            def dynamic(self, anything):
                return anything.do()


        class _Hidden:
            def nobody_can_call_it(self):
                time.sleep(1)


        class Transport:
            def __init__(self, host):
                self._socket = None
                self._host = host

            def write(self, data):
                if self._socket is None:
                    self._socket = socket.create_connection(self._host)
                self._socket.sendall(data)


        def connect(host, /, timeout=1):
            client = Client(host)
            client.send(b"hello")
            return client


        def harmless():
            return 1


        def apply(action, when=None):
            return action()


        def _private():
            time.sleep(1)
    """,
    "acme/plugins.py": """\
        import asyncio
        import threading
        import time


        class Plugin:
            def load(self):
                raise NotImplementedError


        class Slow(Plugin):
            def load(self):
                time.sleep(1)


        def load(plugin):
            Slow()
            return plugin.load()


        def load_all():
            return load(Slow())


        class Commands:
            def get(self, key):
                return self.execute("get", key)


        class Sync(Commands):
            def execute(self, *words):
                time.sleep(1)


        class Async(Commands):
            async def execute(self, *words):
                await asyncio.sleep(1)


        def in_background(job):
            threading.Thread(target=job).start()


        def soon(loop: asyncio.AbstractEventLoop, job):
            loop.call_soon(job)
    """,
    "acme/quiet.py": "def nothing():\n    return 1\n",
    "acme/tests/test_all.py": "import time\n\ndef test():\n    time.sleep(1)\n",
    "acme/template.py": "def {{ name }}():\n    pass\n",
}


class Library:
    """An installed distribution, and the command."""

    def __init__(self, root: Path) -> None:
        self.site = root / "site"
        self.project = Project(root)
        self.project.environment["PYTHONPATH"] = str(self.site)

    def install(self, name: str, files: dict[str, str]) -> None:
        info = f"{name.replace('-', '_')}-1.2.dist-info"
        for path, text in files.items():
            self.project.write(f"site/{path}", text)
        self.project.write(f"site/{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\n")
        with (self.site / info / "METADATA").open("a", encoding="utf-8") as metadata:
            metadata.write("Version: 1.2\n")
        self.project.write(f"site/{info}/RECORD", "".join(f"{path},,\n" for path in files))

    def stubgen(self, *arguments: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-P", "-c", COMMAND, "stubgen", *arguments],
            cwd=self.project.root,
            env=self.project.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


class Made:
    """The stubs that were made of `LIBRARY`."""

    def __init__(self, library: Library) -> None:
        library.install("acme-client", LIBRARY)
        self.library = library
        self.run = library.stubgen("acme-client", "--output", "effects", "--unknown")
        self.folder = library.project.root / "effects"
        catalogue = Catalogue([self.folder], TARGET)
        catalogue.load_all()
        assert catalogue.problems == []
        self.declarations: dict[str, Declaration] = {}
        self.bases: dict[str, tuple[str, ...]] = {}
        for name in catalogue.modules():
            stub = catalogue.module(name)
            assert stub is not None
            self.declarations.update(stub.declarations)
            self.bases.update(stub.bases)

    def kind(self, name: str) -> str | None:
        """Return how a function blocks, or ``None``."""
        found = self.declarations.get(name)
        return found.signatures[0].kind if found is not None else None

    def text(self, module: str) -> str:
        return (self.folder / module).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(Library(tmp_path_factory.mktemp("made")))


class TestUse:
    """From a library without a stub to findings in a program that uses it."""

    APP = """\
        from acme import Client, connect
        async def main(client: Client) -> None:
            connect("host")
            client.send(b"")
            await client.later()
            client.quick()
    """
    FOUND = ("app.py:3 [blocking-call]", "app.py:4 [blocking-call]")

    def test_findings_appear(self, library: Library) -> None:
        library.install("acme-client", {**LIBRARY, "acme/py.typed": ""})
        project = library.project
        project.write("app.py", self.APP)
        assert project.mypy("app.py").errors == []
        assert library.stubgen("acme-client", "--output", "effects").status == 0
        project.write(
            "mypy.ini", "[mypy]\nplugins = loopsafe_mypy\n[loopsafe]\nstub_paths = effects\n"
        )
        run = project.mypy("app.py")
        assert (run.errors, run.stderr) == ([*self.FOUND], "")

    def test_also_where_mypy_cannot_see_the_library(self, library: Library) -> None:
        """It has no types; its names are followed into the generated stub."""
        library.install("acme-client", LIBRARY)
        project = library.project
        project.write("app.py", self.APP)
        assert library.stubgen("acme-client", "--output", "effects").status == 0
        project.write(
            "mypy.ini", "[mypy]\nplugins = loopsafe_mypy\n[loopsafe]\nstub_paths = effects\n"
        )
        found = [error for error in project.mypy("app.py").errors if "import" not in error]
        assert found == [*self.FOUND]


class TestInference:
    """What blocks, by the library's own source."""

    def test_methods_and_functions(self, made: Made) -> None:
        assert made.kind("acme._client.Transport.write") == "network"
        assert made.kind("acme._client.connect") == "network"
        assert made.kind("acme._client.Client.scan") == "sleep"

    def test_types_come_from_how_functions_are_called(self, made: Made) -> None:
        """Nothing declares that ``self.transport`` is a ``Transport``."""
        assert made.kind("acme._client._Base.send") == "network"

    def test_of_several_kinds_the_one_that_tells_most(self, made: Made) -> None:
        """``send`` opens a file before it sends: ``ignore_kinds = disk`` must not hide it."""
        assert "Transport.write" in made.text("acme/_client.pyi")

    def test_what_a_subclass_implements(self, made: Made) -> None:
        assert made.kind("acme.plugins.Plugin.load") == "sleep"
        assert made.kind("acme.plugins.load_all") == "sleep"

    def test_what_synchronous_and_asynchronous_classes_share(self, made: Made) -> None:
        assert made.kind("acme.plugins.Sync.get") == "sleep"
        assert made.kind("acme.plugins.Commands.get") is None
        assert "acme.plugins.Async.get" not in made.declarations

    def test_short_locks_are_overlooked(self, made: Made) -> None:
        assert made.kind("acme._client.Client.quick") is None
        assert made.kind("acme._client.Client.wait") == "lock"

    def test_marks_are_taken_over(self, made: Made) -> None:
        categories = {
            name: found.signatures[0].category for name, found in made.declarations.items()
        }
        assert categories["acme._client.Client.on_data"] is Category.CALLBACK
        assert categories["acme._client.Client.percent"] is Category.THREAD_SAFE


class TestNotation:
    """How it is written."""

    def test_when_the_body_runs(self, made: Made) -> None:
        assert made.declarations["acme._client.Client.rows"].mode == "iterate"
        assert made.declarations["acme._client.Client.session"].mode == "enter"
        assert made.declarations["acme._client.Client.state"].is_property
        assert made.kind("acme._client.Client.size") is None
        assert made.kind("acme._client.Client.size.setter") == "network"

    def test_parameters(self, made: Made) -> None:
        text = made.text("acme/_client.pyi")
        assert "def connect(host, /, timeout=...): ..." in text
        assert "def scan(cls, *, port=..., **options): ..." in text

    def test_what_is_done_with_arguments(self, made: Made) -> None:
        assert "def apply(action: Callable, when=...): ..." in made.text("acme/_client.pyi")
        plugins = made.text("acme/plugins.pyi")
        assert "def in_background(job: InWorker[Callable[..., object]]): ..." in plugins
        assert "def soon(loop, job: OnLoop[Callable[..., object]]): ..." in plugins

    def test_the_chain_is_a_comment(self, made: Made) -> None:
        expected = """\
# Calls "_Base.send", which calls "Transport.write", which calls "socket.create_connection"
@blocking(kind="network")
def connect(host, /, timeout=...): ...
"""
        assert expected in made.text("acme/_client.pyi")

    def test_the_first_line_says_where_it_comes_from(self, made: Made) -> None:
        assert made.text("acme/_client.pyi").startswith(
            "# Made by loopsafe stubgen from acme-client 1.2"
        )

    def test_what_is_private_is_left_out(self, made: Made) -> None:
        """But for a class that a public one inherits from."""
        names = set(made.declarations)
        assert "acme._client._Base.send" in names
        assert not {
            name for name in names if "nobody" in name or name.endswith(("._send", "_private"))
        }
        assert made.bases["acme._client.Client"] == ("acme._client._Base",)

    def test_what_is_harmless_is_left_out(self, made: Made) -> None:
        assert "acme._client.harmless" not in made.declarations
        assert "acme._client.Client.later" not in made.declarations
        assert not (made.folder / "acme/quiet.pyi").exists()
        assert not (made.folder / "acme/tests").exists()

    def test_the_package_says_where_its_names_are_defined(self, made: Made) -> None:
        text = made.text("acme/__init__.pyi")
        assert "from acme._client import Client as Client" in text
        assert "from acme._client import connect as connect" in text

    def test_what_is_not_known_stands_there_without_a_marker(self, made: Made) -> None:
        expected = """\
            # Not known: it calls "do"
            def dynamic(self, anything): ...
        """
        assert textwrap.indent(textwrap.dedent(expected), "    ") in made.text("acme/_client.pyi")

    def test_a_module_that_is_no_python_is_left_out(self, made: Made) -> None:
        assert "template.py" in made.run.stderr
        assert "the module is left out" in made.run.stderr
        assert made.run.status == 0

    def test_the_last_line_says_what_to_do(self, made: Made) -> None:
        last = made.run.stderr.splitlines()[-1]
        assert last.startswith("loopsafe: acme-client 1.2: ")
        assert last.endswith('; add "effects" to stub_paths')


class TestOutput:
    """Where it goes."""

    SMALL: Final = {"small.py": "import time\n\ndef wait():\n    time.sleep(1)\n"}

    def test_standard_output(self, library: Library) -> None:
        library.install("small", self.SMALL)
        run = library.stubgen("small")
        assert run.status == 0
        assert run.stdout.startswith("# --- small.pyi\n")
        assert '@blocking(kind="sleep")\ndef wait(): ...\n' in run.stdout

    def test_files_that_exist_are_kept(self, library: Library) -> None:
        library.install("small", self.SMALL)
        stub = library.project.write("effects/small.pyi", "# mine\n")
        run = library.stubgen("small", "-o", "effects")
        assert run.status == 2
        assert '"effects/small.pyi" exists' in run.stderr
        assert stub.read_text(encoding="utf-8") == "# mine\n"
        assert library.stubgen("small", "-o", "effects", "--force").status == 0
        assert "wait" in stub.read_text(encoding="utf-8")

    def test_the_output_is_a_file(self, library: Library) -> None:
        library.install("small", self.SMALL)
        library.project.write("effects", "")
        run = library.stubgen("small", "-o", "effects")
        expected = 'loopsafe: error: "effects" is no folder: name another one with --output\n'
        assert (run.status, run.stderr) == (2, expected)

    def test_nothing_blocks(self, library: Library) -> None:
        library.install("small", {"small.py": "def wait():\n    return 1\n"})
        run = library.stubgen("small")
        expected = (1, "", "loopsafe: nothing in small 1.2 is known to block\n")
        assert (run.status, run.stdout, run.stderr) == expected

    def test_a_stub_of_the_library_is_no_source(self, library: Library) -> None:
        """The library is to speak for itself, whatever an effect stub says of it."""
        library.install(
            "requests", {"requests/__init__.py": "", "requests/api.py": "def get(): ..."}
        )
        assert library.stubgen("requests").status == 1


class TestErrors:
    """What cannot be done is said in one line."""

    @pytest.mark.parametrize(
        ("files", "expected"),
        [
            (
                {"fast.cpython-313-x86_64-linux-gnu.so": ""},
                (
                    'distribution "fast" has only compiled modules, which cannot be read: '
                    "write a stub by hand, see docs/effect-stubs.md"
                ),
            ),
            (
                {"__editable__.fast-1.2.pth": ""},
                (
                    'distribution "fast" is installed in editable mode, so that its modules are '
                    "not on record: install it without -e"
                ),
            ),
            ({"fast.txt": ""}, 'distribution "fast" has no modules'),
            ({}, 'distribution "fast" has no record of its files: install it again, with pip'),
            (
                {"fast.py": "def {{ name }}(): ..."},
                'distribution "fast" has too many modules that mypy cannot read',
            ),
        ],
        ids=["compiled", "editable", "no modules", "no record", "no Python"],
    )
    def test_there_is_nothing_to_read(
        self, library: Library, files: dict[str, str], expected: str
    ) -> None:
        library.install("fast", files)
        run = library.stubgen("fast")
        assert (run.status, run.stdout) == (2, "")
        assert run.stderr.splitlines()[-1] == f"loopsafe: error: {expected}"

    def test_it_is_not_installed(self, library: Library) -> None:
        run = library.stubgen("nowhere")
        assert run.status == 2
        assert run.stderr == (
            'loopsafe: error: distribution "nowhere" is not installed in this environment: install '
            "it, or name another one with --python-executable\n"
        )

    def test_a_module_was_named(self, library: Library) -> None:
        library.install("acme-client", {"acme/__init__.py": ""})
        run = library.stubgen("acme")
        assert run.stderr == (
            'loopsafe: error: distribution "acme" is not installed: '
            'its module comes with the distribution "acme-client"\n'
        )

    def test_the_interpreter_does_not_exist(self, library: Library) -> None:
        run = library.stubgen("acme", "--python-executable", "/nowhere/python")
        assert run.status == 2
        assert run.stderr == (
            "loopsafe: error: invalid python executable '/nowhere/python': "
            "No such file or directory\n"
        )
