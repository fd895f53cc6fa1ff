"""Everything known about functions, by full name: from stubs, from summaries, from this run.

Also owns the *names that matter*: the short names of all functions with an effect. Most calls in a
program go to functions of other names and need no further look, which is what makes the plugin
fast. The set only ever grows, and a name too many costs time, never a false answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mypy.nodes import MypyFile

from loopsafe._effects import Category
from loopsafe_mypy import summary
from loopsafe_mypy.compat import read_text
from loopsafe_mypy.infer import LOOP_ONLY, Fact, Mode, declared_effects
from loopsafe_mypy.names import (
    FORM_CATEGORIES,
    INSTANCE,
    PROTOCOL_SLOT,
    SLOTS,
    SUMMARY_SYMBOL,
    UNTYPED,
)
from loopsafe_mypy.operators import SPECIAL
from loopsafe_mypy.uses import HANDED, PRODUCED, is_use, use_of
from loopsafe_stubs import Catalogue, Declaration, Signature, Source

INSTALLERS_FOLDERS: Final = ("site-packages", "dist-packages")
"""Parts of the paths under which installers put packages."""

CONSTRUCTORS: Final = ("__init__", "__new__")


class Knowledge:
    """The facts of one mypy run."""

    def __init__(self, catalogue: Catalogue, markers: frozenset[str] = frozenset()) -> None:
        """Start with nothing known.

        Args:
            catalogue: The effect stubs.
            markers: Short names that matter because a marker may be called by them.
        """
        self.catalogue = catalogue
        self.modules: Mapping[str, MypyFile] = {}
        """mypy's modules, as far as it has come."""
        self._seen: set[str] = set()
        self._by_module: dict[str, list[str]] = {}
        self._stubs: dict[str, Source] = {}
        """The facts that are from stubs now, and whose stubs."""
        self.installed: set[str] = set()
        """Modules of installed packages, of whose bodies mypy keeps only some."""
        self.facts: dict[str, Fact] = {}
        self.names: set[str] = set(markers)
        """Short names of functions with any effect."""
        self.blocking: set[str] = set(markers)
        """Short names of functions with an effect beyond needing the loop."""
        self.handing: set[str] = set(markers)
        """Short names of functions that hand a parameter over to a thread."""
        self.stubbed: set[str] = set()
        """Modules with an effect stub: what it does not name is harmless."""
        self.summarised: set[str] = set()
        """Modules whose functions were inferred, in this run or the one that wrote the cache."""

        self.slots: set[str] = set()
        """Short names of functions that take Protocols with marked methods; `ANY_SLOT` if the
        program declares slots for callables."""
        self.protocol_modules: set[str] = set()
        """Modules that define Protocols with marked methods."""
        self._special: dict[str, set[str]] = {}
        """For special methods with an effect: the packages of the stubs that have it, "" for the
        program's own classes."""
        self._special_blocking: dict[str, set[str]] = {}
        """Likewise for effects beyond needing the loop."""
        self._owners: frozenset[str] = frozenset()
        """All these packages."""
        self._special_of: dict[tuple[frozenset[str], bool], frozenset[str]] = {}
        self.declared: set[str] = set()
        """Short names of functions with a category that overrides inherit."""
        self.protocols: dict[str, frozenset[str]] = {}
        """For stubbed functions that do no more than call special methods of their arguments
        (``len``, ``str``): which ones, by the full name of the function and of its class."""

        self.protocol_methods: set[str] = set()
        """All these special methods."""

        self.holders: set[str] = set()
        """Modules with variables that hold instances of libraries that mypy cannot see."""
        self.held: set[str] = set()
        """The short names of these variables, and of functions that return such instances."""
        self.untyped: dict[str, str] = {}
        """What variables of the program are in libraries without types, by their full names."""

        for key, (category, kind) in FORM_CATEGORIES.items():
            shown = key.rpartition(".")[2].removesuffix("Callable")
            effects = declared_effects(category, kind, None)
            self.add(
                Fact(key, "loopsafe._forms", f"a callable typed {shown}", category, effects=effects)
            )

    def learn(self, modules: dict[str, MypyFile]) -> None:
        """Take in the stubs and summaries of modules that have come since the last call.

        mypy only ever appends to ``modules`` in one build, so the new ones are the last ones.
        """
        self.modules = modules
        new: list[str] = []
        for name in reversed(modules):
            if name in self._seen:
                break
            new.append(name)
        for name in reversed(new):
            self._seen.add(name)
            self._learn_stub(name)
            tree = modules[name]
            if any(folder in tree.path for folder in INSTALLERS_FOLDERS):
                self.installed.add(name)
            if tree.is_cache_skeleton:
                self.learn_summary(tree)

    def learn_untyped(self, written: str) -> None:
        """Take in the stubs of a library that mypy cannot see, as far as a name leads into it."""
        found = self.catalogue.find(written)
        open_ = [*self.catalogue.below(written), *([] if found is None else [found])]
        while open_:
            name = open_.pop()
            module = self.catalogue.module_of(name)
            stub = self.catalogue.module(module) if module is not None else None
            if stub is None or stub.name in self._seen:
                continue
            self._seen.add(stub.name)
            self._learn_stub(stub.name)
            # Nothing but these names tells that a class with a constructor is called.
            spelled = {short_name(item) for item in (*stub.public, *stub.exports)}
            self.names |= spelled
            self.blocking |= spelled
            open_ += [*stub.exports.values(), *stub.results.values()]
            open_ += [base for bases in stub.bases.values() for base in bases]

    def learn_summary(self, tree: MypyFile) -> None:
        """Take in the summary that a module brought from the cache, if it has one."""
        text = read_text(tree, SUMMARY_SYMBOL)
        if text is not None:
            self.summarised.add(tree.fullname)
            for fact in summary.decode(text, tree.fullname):
                # Stubs' own facts are in no summary: this one is a mark that came before a stub.
                self._stubs.pop(fact.key, None)
                self.add(fact)

    def add(self, fact: Fact) -> None:
        """Add a fact; effects that it gains later are announced with `announce`."""
        if not fact.key.endswith(">"):
            pass
        elif fact.key.endswith(SLOTS):
            for word in fact.shown.split():
                if word.startswith("."):  # an attribute that is a slot: calling it matters
                    self.names.add(word[1:])
                    self.blocking.add(word[1:])
                elif word == PROTOCOL_SLOT:
                    self.protocol_modules.add(fact.module)
                else:
                    self.slots.add(word)
        elif fact.key.endswith(UNTYPED):
            self.untyped[fact.key.removesuffix(UNTYPED)] = fact.shown
            if fact.shown.startswith(INSTANCE):
                self.holders.add(fact.module)
                self.held.add(short_name(fact.key.removesuffix(UNTYPED)))
            self.learn_untyped(fact.shown.removeprefix(INSTANCE))
        self.facts[fact.key] = fact
        self._by_module.setdefault(fact.module, []).append(fact.key)
        if fact.category is not None and fact.category is not Category.COROUTINE:
            self.declared.add(short_name(fact.key))
        if fact.signatures:
            self._add_signatures(fact)
        elif fact.effects:
            self.announce(fact)

    def _add_signatures(self, fact: Fact) -> None:
        parameters = [parameter for item in fact.signatures for parameter in item.parameters]
        methods = frozenset(name for parameter in parameters for name in parameter.uses)
        hands_over = any(_hands_over(signature) for signature in fact.signatures)
        if hands_over:
            self.handing.add(called_name(fact.key))
        if fact.effects or hands_over or not methods:
            self.announce(fact)
            return
        self.protocol_methods |= methods
        self.names.update(methods & {"__call__"})
        self.blocking.update(methods & {"__call__"})
        owner, _, name = fact.key.rpartition(".")
        for key in (fact.key, owner) if name in CONSTRUCTORS else (fact.key,):
            self.protocols[key] = self.protocols.get(key, frozenset()) | methods
        if self._is_in_class(fact) and name not in CONSTRUCTORS:
            self.announce(fact)  # a method is found by its name only

    def join(self, fact: Fact) -> Fact:
        """Add a fact about a definition in memory; return the one to work with.

        A name that is defined twice (in both branches of an ``if``) has one fact, unless the
        definitions are declared differently: then only the first can be called by name.
        A stub comes before what the body does, and where the package is installed, what a stub
        does not name is harmless: mypy drops most bodies there, and what is left is not enough to
        go by. A mark in the source comes before a stub, unless it is the project's.
        """
        known = self.facts.get(fact.key)
        source = self._stubs.get(fact.key)
        if source is not None:
            if fact.category is None or source is Source.PROJECT:
                return self._apart(fact)
            del self._stubs[fact.key]
            self.add(fact)
            return fact
        if fact.category is None and fact.module in self.stubbed and fact.module in self.installed:
            return self._apart(fact)
        if known is None or known.module != fact.module or known.signatures:
            self.add(fact)
            return fact
        if (known.category, known.mode) == (fact.category, fact.mode):
            return known
        return self._apart(fact)

    def _apart(self, fact: Fact) -> Fact:
        """Add a fact about a definition that is not what a call by name is judged by."""
        fact.key += "'"
        while fact.key in self.facts:
            fact.key += "'"
        self.add(fact)
        return fact

    def produced(self, key: str, mode: Mode) -> Fact | None:
        """Return the fact about what a function's result does when it is used.

        Args:
            key: The full name of the function.
            mode: How the result is used: it is iterated over, or entered.
        """
        known = self.facts.get(key + PRODUCED)
        fact = self.facts.get(key) if known is None else None
        if fact is None or fact.mode != "call" or fact.signatures:
            return known
        if fact.module in self.summarised or fact.module in self.stubbed:
            return None
        # The function is being inferred: it may turn out to return what does something.
        known = Fact(key + PRODUCED, fact.module, fact.shown, mode=mode)
        self.add(known)
        return known

    def announce(self, fact: Fact) -> str:
        """Note that a fact has an effect now; return the short name that matters from now on.

        None does for what cannot be called by a name.
        """
        name = short_name(fact.key)
        if name.startswith("__") and not self._is_in_class(fact):
            return ""  # a module's __getattr__ is no special method of anything
        blocks = bool(fact.signatures) or any(key != LOOP_ONLY for key in fact.effects)
        if name in SPECIAL:
            package = self._package(fact)
            for special in (self._special, self._special_blocking) if blocks else (self._special,):
                owners = special.setdefault(name, set())
                if package not in owners:
                    owners.add(package)
                    self._owners |= {package}
                    self._special_of.clear()
        self.names.add(name)
        if any(is_use(key) and use_of(key).how in HANDED.values() for key in fact.effects):
            self.handing.add(called_name(fact.key))
        if blocks:
            self.blocking.add(name)
        return name

    @staticmethod
    def _is_in_class(fact: Fact) -> bool:
        return fact.key.count(".") > fact.module.count(".") + 1

    def _package(self, fact: Fact) -> str:
        return fact.module.partition(".")[0] if fact.module in self.stubbed else ""

    def special_of(self, packages: frozenset[str], *, blocking: bool = False) -> frozenset[str]:
        """Return the special methods with an effect that a module may run.

        Args:
            packages: The top-level packages it imports; classes of others are out of its reach,
                or nearly so, and looking at every subscription for their sake would take long.
            blocking: Only those with an effect beyond needing the loop.
        """
        key = (packages & self._owners, blocking)
        known = self._special_of.get(key)
        if known is None:
            special = self._special_blocking if blocking else self._special
            self._special_of[key] = known = frozenset(
                name for name, owners in special.items() if "" in owners or owners & packages
            )
        return known

    def forget(self, module: str) -> None:
        """Drop what was inferred about a module, because it is being processed again."""
        self.summarised.discard(module)
        for key in self._by_module.pop(module, ()):
            self.facts.pop(key, None)
            self.untyped.pop(key.removesuffix(UNTYPED), None)
            self._stubs.pop(key, None)
        self._learn_stub(module)

    def settle(self, module: str) -> None:
        """Drop what other modules do not have to know of a module that mypy is done with."""
        keys = self._by_module.pop(module, ())
        kept: list[str] = []
        for key in keys:
            fact = self.facts.get(key)
            if fact is not None and (key in self._stubs or summary.is_told(fact)):
                kept.append(key)
            else:
                self.facts.pop(key, None)
        if kept:
            self._by_module[module] = kept

    def of_module(self, module: str) -> list[Fact]:
        """Return the facts of one module that are not known from stubs."""
        keys = self._by_module.get(module, ())
        return [self.facts[key] for key in keys if key in self.facts and key not in self._stubs]

    def _learn_stub(self, name: str) -> None:
        stub = self.catalogue.module(name)
        if stub is None:
            return
        self.stubbed.add(name)
        for declaration in stub.declarations.values():
            self._stubs[declaration.fullname] = declaration.source
            self.add(_fact(declaration, name))


def short_name(key: str) -> str:
    """Return the name under which a function is called."""
    name = key.removesuffix(".setter").removesuffix(".deleter").removesuffix(PRODUCED)
    return name[name.rfind(".") + 1 :]


def called_name(key: str) -> str:
    """Return the short name by which a function is called: of a constructor, the class's."""
    owner, _, name = key.rpartition(".")
    return short_name(owner if name in CONSTRUCTORS else key)


def _fact(declaration: Declaration, module: str) -> Fact:
    """Turn a stub's declaration into a fact; overloads keep their signatures."""
    first = declaration.signatures[-1]
    effects = {}
    for signature in declaration.signatures:
        effects.update(declared_effects(signature.category, signature.kind, signature.instead))
    decisive = (
        len(declaration.signatures) > 1
        or _hands_over(first)
        or any(parameter.uses for parameter in first.parameters)
    )
    return Fact(
        declaration.fullname,
        module,
        declaration.shown,
        first.category,
        declaration.mode,
        effects,
        signatures=declaration.signatures if decisive else (),
    )


def _hands_over(signature: Signature) -> bool:
    """Whether a signature says on which thread a callable is called."""
    return signature.decorates is not None or any(
        parameter.form or parameter.plain_form for parameter in signature.parameters
    )
