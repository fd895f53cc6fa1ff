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

class _CallIterator:
    @blocking(kind="network", instead="grpc.aio.UnaryStreamMultiCallable")
    def __next__(self): ...
    @blocking(kind="network", instead="grpc.aio.UnaryStreamMultiCallable")
    def __iter__(self) -> Generator: ...
