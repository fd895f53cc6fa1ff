# The classes of ast.
