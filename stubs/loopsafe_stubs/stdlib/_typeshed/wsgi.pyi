# Protocols and aliases for type checkers: see _typeshed.
