from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "flask"

class Scaffold:
    def get(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def post(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def put(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def delete(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def patch(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def route(
        self, rule, **options
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def endpoint(
        self, endpoint
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def errorhandler(
        self, code_or_exception
    ) -> Callable[
        [InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]], object
    ]: ...
    def before_request(
        self, f: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]
    ): ...
    def after_request(
        self, f: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]
    ): ...
    def teardown_request(
        self, f: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]
    ): ...
