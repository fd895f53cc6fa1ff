# Handlers of start-up and shutdown run on the loop, whatever they are.

from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "fastapi"

class FastAPI:
    def get(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def put(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def post(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def delete(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def options(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def head(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def patch(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def trace(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def api_route(
        self, path, *args, **kwargs
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def add_api_route(
        self,
        path,
        endpoint: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...
    def exception_handler(
        self, exc_class_or_status_code
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def on_event(
        self, event_type
    ) -> Callable[
        [OnLoop[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
