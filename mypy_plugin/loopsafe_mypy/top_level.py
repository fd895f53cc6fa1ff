"""A module's top level, and the bodies of its classes, as a function that nobody calls.

Nothing is wrong with a blocking call there: it runs when the module is imported. But what it hands
to a thread, or puts into a slot, is called later: ``BUS.listen(save)``.
"""

from __future__ import annotations

from mypy.nodes import (
    AssignmentStmt,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Var,
)

from loopsafe_mypy.body import ASSIGNED, Binding
from loopsafe_mypy.definitions import inside
from loopsafe_mypy.index import Function, ModuleIndex
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.walk import walk_expressions


def top_level(index: ModuleIndex, *, slots: bool) -> Function:
    """Return the calls of a module's top level as those of a function.

    Args:
        index: The module.
        slots: Whether what is assigned matters as well, since a type may be that of a slot.
    """
    module = index.tree.fullname
    body = walk_expressions(index.calls)
    known = {function.node for function in index.functions}
    body.inner = [
        node
        for node in body.inner
        if (type(node) is LambdaExpr or type(node) is GeneratorExpr) and node not in known
    ]
    for statement, _ in inside(index.tree.defs, module) if slots else ():
        if type(statement) is AssignmentStmt:
            for target in statement.lvalues:
                if type(target) is NameExpr and type(target.node) is Var:
                    binding = Binding(ASSIGNED, statement.rvalue)
                    body.bindings.setdefault(target.node, []).append(binding)
                elif type(target) is MemberExpr or type(target) is IndexExpr:
                    body.stored.append((target, statement.rvalue))
    function = Function(LambdaExpr(), Fact(f"{module}.<module>", module, "<module>"))
    function.use(body)
    return function
