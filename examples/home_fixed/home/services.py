"""Services: what the house can be asked to do, by name."""

from collections.abc import Awaitable, Callable

from loopsafe import OnLoop, callback

Service = OnLoop[Callable[[str], Awaitable[None]]]
"""A coroutine function that takes one argument, as text."""


class ServiceRegistry:
    """Finds services by their name."""

    def __init__(self) -> None:
        """Start without services."""
        self._services: dict[str, Service] = {}

    @callback
    def register(self, name: str, service: Service) -> None:
        """Offer a service under a name."""
        self._services[name] = service

    async def call(self, name: str, argument: str = "") -> bool:
        """Call a service and wait for it. Returns whether anybody offers it."""
        service = self._services.get(name)
        if service is None:
            return False
        await service(argument)
        return True
