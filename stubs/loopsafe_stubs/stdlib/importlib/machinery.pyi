# The machinery of import statements. What programs call is in importlib.
