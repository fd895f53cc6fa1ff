# The rest of socket is in _socket. makefile(), create_server() and socketpair() do not wait.

import sys

from loopsafe import blocking

class socket:
    @blocking(kind="network", instead="loop.sock_accept")
    def accept(self): ...
    @blocking(kind="network", instead="loop.sock_sendfile")
    def sendfile(self, file, offset=0, count=None): ...

if sys.platform != "win32":
    @blocking(kind="network")
    def send_fds(sock, buffers, fds, flags=0, address=None): ...
    @blocking(kind="network")
    def recv_fds(sock, bufsize, maxfds, flags=0): ...

class SocketIO:
    @blocking(kind="network")
    def readinto(self, b): ...
    @blocking(kind="network")
    def write(self, b): ...

@blocking(kind="network", instead="loop.getnameinfo")
def getfqdn(name=""): ...
@blocking(kind="network", instead="asyncio.open_connection")
def create_connection(address, timeout=..., source_address=None, *, all_errors=False): ...
@blocking(kind="network", instead="loop.getaddrinfo")
def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0): ...
