"""How what a generated program does is written: tables from forms to Python.

``{0}`` is what is called or passed, ``{1}`` the suffix of the module's globals; primitives have
only the latter.
"""

from __future__ import annotations

CONSTRUCTORS = ("__init__", "__post_init__")
"""Methods that return nothing."""

PRIMITIVES = {
    "sleep": "time.sleep(1)",
    "open": 'open("file")',
    "path": 'pathlib.Path("file").read_text()',
    "listdir": "os.listdir()",
    "subprocess": 'subprocess.run(["true"])',
    "acquire": "LOCK_{0}.acquire()",
    "acquire_now": "LOCK_{0}.acquire(blocking=False)",
    "queue": "QUEUE_{0}.get()",
    "queue_now": "QUEUE_{0}.get(block=False)",
    "result": "FUTURE_{0}.result()",
    "input": "input()",
    "event": "EVENT_{0}.set()",
    "stop": "LOOP_{0}.stop()",
    "call_soon": "LOOP_{0}.call_soon(len, ())",
    "threadsafe": "LOOP_{0}.call_soon_threadsafe(len, ())",
    "length": "len(())",
    "upper": '"text".upper()',
}

DRESSES = {
    "statement": "{call}",
    "assign": "x{at} = {call}",
    "comprehension": "[{call} for _ in (1,)]",
    "lazy": "list({call} for _ in (1,))",
    "assert": "assert {call}, 1",
    "text": 'f"{{({call})}}"',
    "ternary": "{call} if JOBS_{module} else 0",
    "and": "JOBS_{module} and {call}",
    "tuple": "({call}, 1)",
    "condition": "if {call}: pass",
    "argument": "str({call})",
    "walrus": "(x{at} := {call})",
}

LIBRARY = {
    "sorted": "sorted([1, 2], key={0})",
    "sort": "[1, 2].sort(key={0})",
    "min": "min([1, 2], key={0})",
    "max": "max((1, 2), key={0})",
    "map": "list(map({0}, [1, 2]))",
    "filter": "list(filter({0}, [1, 2]))",
    "loop": "for _ in map({0}, [1, 2]): pass",
    "reduce": "reduce(lambda one, two: ({0})(one), [1, 2])",
    "unused_map": "map({0}, [1, 2])",
}

ITERATIONS = {
    "for": "for _ in {0}: pass",
    "list": "list({0})",
    "tuple": "tuple({0})",
    "next": "next({0})",
    "sum": "sum({0})",
    "max": "max({0})",
    "any": "any({0})",
    "sorted": "sorted({0})",
    "in": "1 in {0}",
    "comprehension": "[_ for _ in {0}]",
    "set": "{{_ for _ in {0}}}",
    "unpack": "one, *more = {0}",
    "star": "[0, *{0}]",
    "zip": "for _, _ in zip({0}, [1]): pass",
    "enumerate": "for _, _ in enumerate({0}): pass",
    "from": "yield from {0}",
    "make": "{0}",
}

HANDOFFS = {
    "call_soon": "LOOP_{1}.call_soon({0})",
    "call_later": "LOOP_{1}.call_later(1, {0})",
    "threadsafe": "LOOP_{1}.call_soon_threadsafe({0})",
    "thread": "threading.Thread(target={0})",
    "executor": "LOOP_{1}.run_in_executor(None, {0})",
    "submit": "POOL_{1}.submit({0})",
    "to_thread": "await asyncio.to_thread({0})",
}

STARTS = {
    "drop": "{0}",
    "await": "await {0}",
    "gather": "await asyncio.gather({0})",
    "loop_task": "LOOP_{1}.create_task({0})",
    "create_task": "asyncio.create_task({0})",
    "threadsafe": "asyncio.run_coroutine_threadsafe({0}, LOOP_{1})",
    "run": "asyncio.run({0})",
    "until_complete": "LOOP_{1}.run_until_complete({0})",
    "store": "JOBS_{1}.append({0})",
    "unused": "x{at} = {0}",
    "truth": "if {0}: pass",
    "text": 'f"{{({0})}}"',
}

DEAD = {
    "type_checking": ("if TYPE_CHECKING:",),
    "false": ("if False:",),
    "while_false": ("while False:",),
    "else_true": ("if True:", "    pass", "else:"),
    "version": ("if sys.version_info < (3, 8):",),
    "platform": ('if sys.platform == "plan9":',),
}
