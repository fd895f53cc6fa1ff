"""Cases 10 and 11: recursion through methods, a property and local functions."""

import time

from loopsafe import callback


class Node:
    def __init__(self, children: list["Node"]) -> None:
        self.children = children

    def visit(self) -> None:
        for child in self.children:
            child.visit()
        self.load()

    def load(self) -> None:
        if not self.children:
            time.sleep(1)
        else:
            self.children[0].visit()

    def size(self) -> int:
        return 1 + sum(child.size() for child in self.children)

    @property
    def depth(self) -> int:
        return 1 + max(child.depth for child in self.children)

    @property
    def age(self) -> int:
        time.sleep(1)
        return self.children[0].age + 1


def with_local(number: int) -> None:
    def inner(left: int) -> None:
        if left:
            with_local(left - 1)
        time.sleep(1)

    inner(number)


@callback
def enters(node: Node) -> None:
    node.visit()  # E: reaches "time.sleep"  [blocking-call]
    node.load()  # E: reaches "time.sleep"  [blocking-call]
    node.size()
    node.depth
    node.age  # E: reaches "time.sleep"  [blocking-call]
    with_local(2)  # E: reaches "time.sleep"  [blocking-call]
