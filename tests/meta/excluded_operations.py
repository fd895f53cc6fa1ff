"""Operations that others report as blocking and that the effect stubs call harmless, and why.

The operations are rows of ``blocking_operations.csv``. The rule behind every entry is that a false
alarm costs more than a missed one: what the kernel answers from memory, what is nearly always done
already, and what depends on a size that no type shows, is not reported.
"""

from __future__ import annotations

from typing import Final

EXCLUDED: Final = {
    "builtins.__import__": (
        "nearly all imports find the module loaded; importlib.import_module() is marked, because "
        "who calls it loads something new"
    ),
    "ctypes foreign calls": (
        "a foreign function may do anything, so it stays unknown: ctypes has no effect stub"
    ),
    "ctypes.CDLL": "as for foreign calls: ctypes has no effect stub, so it stays unknown",
    "fcntl.fcntl": "the kernel answers at once for nearly all commands; flock() and lockf() wait",
    "fcntl.ioctl": "the kernel answers at once for nearly all requests",
    "os.chdir": "changes one entry of the process table, after one look at a path",
    "os.execv": "never returns: nobody is left to wait",
    "os.execve": "never returns: nobody is left to wait",
    "os.fchdir": "changes one entry of the process table",
    "os.getcwd": "the kernel answers from memory",
    "os.fdopen": "wraps a descriptor that is open already",
    "os.kill": "the kernel only notes the signal",
    "os.killpg": "the kernel only notes the signal",
    "os.path.abspath": "joins strings, and asks for the working directory at most",
    "os.path.expanduser": "takes the home folder from the environment, in nearly all programs",
    "os.path.isjunction": "asks nothing, except on Windows; there a reparse point is rare",
    "os.path.normpath": "works on a string",
    "os.path.relpath": "joins strings, and asks for the working directory at most",
    "os.path.samestat": "compares two results that the caller has already",
    "pathlib.Path.absolute": "joins strings, and asks for the working directory at most",
    "pathlib.Path.cwd": "the kernel answers from memory",
    "pathlib.Path.expanduser": (
        "takes the home folder from the environment, in nearly all programs"
    ),
    "pathlib.Path.home": "takes the home folder from the environment, in nearly all programs",
    "poplib.POP3._putline": "private: the public methods that end there are marked",
    "resource.setrlimit": "changes one entry of the process table",
    "signal.pthread_kill": "the kernel only notes the signal",
    "socket.gethostname": "the kernel answers from memory; getfqdn() is what asks the network",
    "socket.socket.bind": "reserves an address in the kernel and sends nothing",
    "syslog.syslog": "hands one datagram to a local socket; logging on the loop is accepted",
    "zlib.compress": (
        "takes time in proportion to its input, which no type shows: 100 kB take a quarter of a "
        "millisecond; bz2.compress() and lzma.compress(), ten times slower and more, are marked"
    ),
}
"""The name of the operation, and the reason why it is not marked."""
