"""Sockets and descriptors that do not wait, and addresses that need no look-up.

See the package: a condition must not wait itself, and change nothing.
"""

from __future__ import annotations

import os
from typing import Any

from loopsafe.guard.conditions.arguments import Args, Kwargs


def socket_without_waiting(args: Args, _kwargs: Kwargs) -> bool:
    """A socket in non-blocking mode returns at once, or raises ``BlockingIOError``."""
    return bool(args[0].gettimeout() == 0.0)


def socket_stream_without_waiting(args: Args, _kwargs: Kwargs) -> bool:
    """A stream over a socket in non-blocking mode."""
    return bool(args[0]._sock.gettimeout() == 0.0)


def datagram_or_without_waiting(args: Args, kwargs: Kwargs) -> bool:
    """Connecting a datagram socket only notes the peer's address."""
    import socket  # noqa: PLC0415  (it is there if a socket is)

    return args[0].type == socket.SOCK_DGRAM or socket_without_waiting(args, kwargs)


def address_is_numeric(args: Args, kwargs: Kwargs) -> bool:
    """A host and a port that are written in numbers need no look-up."""
    host = args[0] if args else kwargs.get("host")
    port = args[1] if len(args) > 1 else kwargs.get("port")
    if isinstance(port, (str, bytes)) and not port.isdigit():
        return False
    return host is None or _is_address(host)


def host_is_numeric(args: Args, _kwargs: Kwargs) -> bool:
    """An address that is written in numbers needs no look-up."""
    return _is_address(args[0])


def _is_address(host: Any) -> bool:
    import ipaddress  # noqa: PLC0415  (seldom needed)

    text = os.fsdecode(host)
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def select_ready(args: Args, _kwargs: Kwargs) -> bool:
    """One of the descriptors is ready."""
    import select  # noqa: PLC0415  (it is there if it is called)

    return any(select.select(args[0], args[1], args[2], 0))


def poll_ready(args: Args, _kwargs: Kwargs) -> bool:
    """One of the descriptors is ready. An ``epoll`` forgets what it has told: it is not asked."""
    return bool(args[0].poll(0))


def connection_ready(args: Args, _kwargs: Kwargs) -> bool:
    """A multiprocessing connection that has something to read."""
    return bool(args[0].poll(0))
