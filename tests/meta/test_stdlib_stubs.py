"""The effect stubs of the standard library name nothing that typeshed does not know.

A stub that misspells a name, puts it on the wrong class, or forgets that it moved in Python 3.13
says nothing at all, silently: mypy asks for another name and finds none. So every name and every
parameter in the stubs is looked up in the typeshed that comes with mypy, on each supported Python
version and platform.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from loopsafe import Category
from loopsafe_stubs import BUNDLED, Catalogue, Declaration, Parameter, Signature, Target
from loopsafe_stubs.notation import CLASSES, FORMS, PROTOCOLS
from tests.meta.stub_lookup import (
    TARGETS,
    as_function,
    catalogue,
    declaration_of,
    declared_functions,
    definition,
    each_target,
    first_declaration,
    is_read,
    spelled_functions,
    stub_modules,
    typeshed,
)
from tests.meta.typeshed import Class, Function, parameters_of
from tests.meta.typeshed_source import FunctionNode

# Stubs are files that the reader understands.


@each_target
def test_every_stub_can_be_read(target: Target) -> None:
    """A stub that cannot be read counts as absent, which nobody would notice."""
    stubs = Catalogue(BUNDLED, target)
    stubs.load_all()
    assert [str(problem) for problem in stubs.problems] == []


def test_every_stub_is_python() -> None:
    """The reader parses only; the compiler also sees a parameter that is named twice."""
    for path in sorted(BUNDLED[0].rglob("*.pyi")):
        compile(path.read_text(encoding="utf-8"), path, "exec")


def test_only_what_decides_is_annotated() -> None:
    """Types belong to typeshed: an annotation says when, on which thread, or what is done with it.

    The reader passes over a word that it does not know, so a misspelled one would be lost without
    a word.
    """
    meant = {*CLASSES, *FORMS, *PROTOCOLS, "Literal"}
    strays = []
    for place, node in stub_functions():
        args = node.args
        for argument in [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]:
            if argument is not None and argument.annotation is not None:
                names = {outer_name(part) for part in alternatives(argument.annotation)}
                if not names <= meant:
                    strays.append(f"{place}: {ast.unparse(argument)}")
    assert strays == []


def alternatives(annotation: ast.expr) -> list[ast.expr]:
    """Return the members of a union."""
    if isinstance(annotation, ast.BinOp):
        return [*alternatives(annotation.left), *alternatives(annotation.right)]
    return [annotation]


def outer_name(annotation: ast.expr) -> str:
    """Return the name that stands outermost: ``Literal`` of ``Literal[0]``."""
    outer = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return outer.id if isinstance(outer, ast.Name) else ast.unparse(outer)


def stub_functions() -> Iterator[tuple[str, FunctionNode]]:
    """Yield every function in the text of the stubs, whatever the target, with its place."""
    for path in sorted(BUNDLED[0].rglob("*.pyi")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, FunctionNode):
                yield f"{path.relative_to(BUNDLED[0])}:{node.lineno}", node


@each_target
def test_an_overload_that_is_not_the_last_says_when(target: Target) -> None:
    """The first overload that fits counts: one that always fits would hide those after it."""

    def decides(signature: Signature, last: Signature) -> bool:
        needed = {parameter.name for parameter in last.parameters if parameter.required}
        return any(
            parameter.literals is not None
            or parameter.classes
            or (parameter.required and parameter.name not in needed)
            for parameter in signature.parameters
        )

    hiding = [
        declaration.fullname
        for stub, _ in stub_modules(target)
        for declaration in stub.declarations.values()
        for signature in declaration.signatures[:-1]
        if not decides(signature, declaration.signatures[-1])
    ]
    assert hiding == []


# Every name is typeshed's.


def test_every_stub_is_of_a_module_that_exists() -> None:
    """A stub for a module that no supported Python version has is a leftover or a typing error."""
    absent = [
        name
        for name in catalogue(TARGETS[0]).modules()
        if all(typeshed(target).module(name) is None for target in TARGETS)
    ]
    assert absent == []


@each_target
def test_every_class_is_defined_there(target: Target) -> None:
    """A class is named where typeshed defines it: ``_thread.lock`` and not ``threading.Lock``."""
    wrong = [
        fullname
        for stub, module in stub_modules(target)
        for fullname in stub.classes
        if not isinstance(definition(target, module, fullname), Class)
    ]
    assert wrong == []


@each_target
def test_every_function_is_defined_there(target: Target) -> None:
    """A function is named where typeshed defines it, on the targets for which the stub names it."""
    wrong = [
        declaration.fullname
        for stub, module in stub_modules(target)
        for declaration in stub.declarations.values()
        if as_function(target, definition(target, module, declaration.fullname)) is None
    ]
    assert wrong == []


@each_target
def test_every_function_is_of_the_same_kind(target: Target) -> None:
    """A property is read and a coroutine function is awaited: one must not be taken for another."""
    wrong = []
    for declaration, function in declared_functions(target):
        categories = {signature.category for signature in declaration.signatures}
        ours = (declaration.is_property, Category.COROUTINE in categories)
        theirs = (function.is_property, function.is_coroutine)
        if ours != theirs:
            wrong.append(f"{declaration.fullname}: (property, coroutine) is {theirs}, not {ours}")
    assert wrong == []


@each_target
def test_an_alias_of_a_marked_function_is_marked(target: Target) -> None:
    """``open = TarFile.open`` is a variable of its own for mypy: the stub must name both."""
    forgotten = [
        f"{fullname} is {function.fullname}"
        for stub, module in stub_modules(target)
        for fullname, binding, function in spelled_functions(target, module)
        if isinstance(binding, ast.Assign) and fullname not in stub.declarations
        if declaration_of(target, function.module, function.fullname) is not None
    ]
    assert forgotten == []


@each_target
def test_a_redefined_method_is_named_again(target: Target) -> None:
    """The first class of the MRO that has a method decides, in its stub or in typeshed.

    So a subclass that typeshed repeats a marked method in would be harmless without a word, and so
    would one that repeats a method which uses its arguments. The stub says what it is, marked or
    not. Constructors are rarely called for the base class.
    """
    forgotten = []
    for stub, module in stub_modules(target):
        for fullname, _, _ in spelled_functions(target, module):
            owner, _, name = fullname.rpartition(".")
            cls = definition(target, module, owner) if owner != module.name else None
            if isinstance(cls, Class) and fullname not in stub.declarations:
                inherited = first_declaration(target, typeshed(target).mro(cls)[1:], name)
                if inherited is not None and says_more(inherited):
                    forgotten.append(f"{fullname} redefines {inherited.fullname}")
    assert forgotten == []


def says_more(declaration: Declaration) -> bool:
    """Whether a declaration has a category, or is of a method that uses an argument."""
    is_constructor = declaration.fullname.endswith((".__init__", ".__new__"))
    return any(
        one.category is not None
        or (not is_constructor and any(parameter.uses for parameter in one.parameters))
        for one in declaration.signatures
    )


# Every parameter is typeshed's.


@each_target
def test_every_deciding_parameter_exists(target: Target) -> None:
    """What is said of a parameter that does not exist never decides anything."""
    wrong = [
        f"{declaration.fullname}({parameter.name})"
        for declaration, function in declared_functions(target)
        for signature in declaration.signatures
        for parameter in signature.parameters
        if parameter.literals is not None
        or parameter.classes
        or parameter.form is not None
        or parameter.uses
        if not has_parameter(function, signature, parameter)
    ]
    assert wrong == []


def test_every_other_parameter_exists_somewhere() -> None:
    """Parameters that decide nothing are for people to read, so one version may lack them."""
    seen: dict[str, bool] = {}
    for target in TARGETS:
        for declaration, function in declared_functions(target):
            for signature in declaration.signatures:
                for parameter in signature.parameters:
                    name = f"{declaration.fullname}({parameter.name})"
                    found = parameter.variadic or has_parameter(function, signature, parameter)
                    seen[name] = seen.get(name, False) or found
    assert [name for name, found in seen.items() if not found] == []


def has_parameter(function: Function, signature: Signature, parameter: Parameter) -> bool:
    """Whether some overload has a parameter of that name, at that place if it is positional."""
    if parameter.variadic:
        variadic = [
            getattr(node.args, "vararg" if parameter.positional else "kwarg")
            for node in function.nodes
        ]
        return any(argument is not None for argument in variadic)
    ours = without_self([one.name for one in signature.parameters if one.positional])
    for node in function.nodes:
        positional, keywords = parameters_of(node)
        # typeshed marks some positional-only parameters with underscores.
        theirs = [name.lstrip("_") for name in without_self(positional)]
        if not parameter.positional:
            found = parameter.name in keywords
        elif parameter.name in ours:
            place = ours.index(parameter.name)
            found = theirs[place : place + 1] == [parameter.name]
        else:
            found = True  # self
        if found:
            return True
    return False


def without_self(names: list[str]) -> list[str]:
    """Drop ``self``: a function may be an alias of a bound method (``multiprocessing.Pool``)."""
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


# What is read is read in whole.


@each_target
def test_what_a_read_module_offers_is_read_too(target: Target) -> None:
    """What a stub does not name is harmless: so the places its module imports from are read too.

    Otherwise ``pickle.Pickler`` would be harmless and ``pickle.dumps``, which is defined in another
    module than people import it from, unknown.
    """
    unread = {
        f"{module.name}.{name} is {symbol.fullname}"
        for _, module in stub_modules(target)
        for name in typeshed(target).exports(module)
        for symbol in [typeshed(target).attribute(module, name)]
        if isinstance(symbol, (Class, Function)) and not is_read(target, symbol.module)
    }
    assert sorted(unread) == []


@each_target
def test_the_bases_of_a_read_class_are_read_too(target: Target) -> None:
    """A method is looked up along the MRO, so every class there must have been read."""
    unread = {
        f"{base.fullname} is a base of {symbol.fullname}"
        for _, module in stub_modules(target)
        for name in module.names
        for symbol in [typeshed(target).attribute(module, name)]
        if isinstance(symbol, Class) and symbol.module.name == module.name
        for base in typeshed(target).mro(symbol)
        if not is_read(target, base.module)
    }
    assert sorted(unread) == []
