"""Rewrite a case so that each statement of a declared function tells what became of it.

Every statement goes into a ``try`` of its own: an error of the guard is noted with the line and the
next statement runs. What a statement calls is left alone, unless it is declared itself: a violation
in an undeclared helper comes out at the statement that has called it, where the plugin reports it.
"""

from __future__ import annotations

import ast
from typing import Final

NOTE: Final = "__note__"
"""The function that is told ``(file, "first-last", exception or None)``: the lines of a statement,
of a compound one those of its head."""
DECLARED: Final = frozenset({"callback", "thread_safe", "blocking"})
SHORT: Final = 0.001
Function = ast.FunctionDef | ast.AsyncFunctionDef


def rewritten(source: str, file: str) -> ast.Module:
    """Return the module of a case."""
    tree = ast.parse(source, file)
    _Shorter().visit(tree)
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.AsyncFunctionDef) or (
            isinstance(node, ast.FunctionDef) and is_declared(node)
        ):
            node.body = [_noting(statement, file) for statement in node.body]
    return ast.fix_missing_locations(tree)


def is_declared(node: Function) -> bool:
    """Whether a function says where it runs."""
    if isinstance(node, ast.AsyncFunctionDef):
        return True
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")
        if name in DECLARED:
            return not any(item.arg == "unchecked" for item in getattr(decorator, "keywords", ()))
    return False


def _noting(statement: ast.stmt, file: str) -> ast.stmt:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Global)):
        return statement
    if isinstance(statement, (ast.Nonlocal, ast.Import, ast.ImportFrom, ast.Match)):
        return statement
    body = getattr(statement, "body", None)
    last = max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno
    for field in ("body", "orelse", "finalbody"):
        inner = getattr(statement, field, None)
        if inner:
            setattr(statement, field, [_noting(item, file) for item in inner])
    for handler in getattr(statement, "handlers", ()):
        handler.body = [_noting(item, file) for item in handler.body]
    if isinstance(statement, (ast.Try, ast.Break, ast.Continue, ast.Pass)):
        return statement
    lines = f"{statement.lineno}-{last}"
    tell = f"{NOTE}({file!r}, {lines!r}, "
    wrapper = ast.parse(
        f"try:\n    pass\nexcept BaseException as __error__:\n"
        f"    {tell}__error__)\nelse:\n    {tell}None)\n"
    ).body[0]
    assert isinstance(wrapper, ast.Try)
    wrapper.body = [statement]
    return ast.copy_location(wrapper, statement)


class _Shorter(ast.NodeTransformer):
    """Makes cases sleep for a moment only."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = name or getattr(node.func, "id", "")
        if name == "sleep":
            node.args = [
                ast.Constant(min(item.value, SHORT))
                if isinstance(item, ast.Constant) and isinstance(item.value, (int, float))
                else item
                for item in node.args
            ]
        return node
