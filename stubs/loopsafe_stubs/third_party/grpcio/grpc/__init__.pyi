# Making a channel does not connect. Reading a stream of answers waits for each.

from collections.abc import Generator
from typing import Literal, overload

from loopsafe import blocking

class Future:
    @overload
    def result(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def result(self, timeout=...): ...
    @overload
    def exception(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def exception(self, timeout=...): ...
    @overload
    def traceback(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="lock")
    def traceback(self, timeout=...): ...

class Server:
    @blocking(kind="lock", instead="grpc.aio.Server.wait_for_termination")
    def wait_for_termination(self, timeout=...): ...

class UnaryUnaryMultiCallable:
    @blocking(kind="network", instead="grpc.aio.UnaryUnaryMultiCallable")
    def __call__(
        self,
        request,
        timeout=...,
        metadata=...,
        credentials=...,
        wait_for_ready=...,
        compression=...,
    ): ...
    @blocking(kind="network")
    def with_call(
        self,
        request,
        timeout=...,
        metadata=...,
        credentials=...,
        wait_for_ready=...,
        compression=...,
    ): ...
    def future(self, *args, **kwargs) -> Future: ...

class StreamUnaryMultiCallable:
    @blocking(kind="network", instead="grpc.aio.StreamUnaryMultiCallable")
    def __call__(
        self,
        request_iterator,
        timeout=...,
        metadata=...,
        credentials=...,
        wait_for_ready=...,
        compression=...,
    ): ...
    @blocking(kind="network")
    def with_call(
        self,
        request_iterator,
        timeout=...,
        metadata=...,
        credentials=...,
        wait_for_ready=...,
        compression=...,
    ): ...
    def future(self, *args, **kwargs) -> Future: ...

class _CallIterator:
    @blocking(kind="network", instead="grpc.aio.UnaryStreamMultiCallable")
    def __next__(self): ...
    @blocking(kind="network", instead="grpc.aio.UnaryStreamMultiCallable")
    def __iter__(self) -> Generator: ...

class UnaryStreamMultiCallable:
    def __call__(self, request, *args, **kwargs) -> _CallIterator: ...

class StreamStreamMultiCallable:
    def __call__(self, request_iterator, *args, **kwargs) -> _CallIterator: ...

class Channel:
    def unary_unary(self, method, *args, **kwargs) -> UnaryUnaryMultiCallable: ...
    def unary_stream(self, method, *args, **kwargs) -> UnaryStreamMultiCallable: ...
    def stream_unary(self, method, *args, **kwargs) -> StreamUnaryMultiCallable: ...
    def stream_stream(self, method, *args, **kwargs) -> StreamStreamMultiCallable: ...

def insecure_channel(target, *args, **kwargs) -> Channel: ...
def secure_channel(target, credentials, *args, **kwargs) -> Channel: ...
def channel_ready_future(channel) -> Future: ...
def server(thread_pool, *args, **kwargs) -> Server: ...
