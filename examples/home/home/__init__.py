"""A home in one process: a state machine, an event bus, services, a lamp and a history.

The core (`bus`, `states`, `services`, `core`) lives on the event loop. The lamp is reached over a
socket and the history is kept in SQLite: both make their thread wait, so they belong in workers.
"""
