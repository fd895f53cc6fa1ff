"""The sensors: each sees one sort of violation, in the way this Python version offers.

| file | sees | how |
| --- | --- | --- |
| `monitoring` | Python functions | local events of ``sys.monitoring`` (3.12+) |
| `prologue` | Python functions | a few instructions at the beginning of their code (3.11) |
| `marks` | which functions are marked | looks through what the interpreter holds |
| `stubbed` | which functions and methods the effect stubs name | as modules are imported |
| `audit` | operations of the interpreter | audit events |
| `patches` | C functions and methods | takes their place, exactly restored |
| `watchdog` | callbacks that take too long | a thread that looks at the loop's stack |

A sensor finds out; what is a violation is for `loopsafe.guard.judge` to say.
"""
