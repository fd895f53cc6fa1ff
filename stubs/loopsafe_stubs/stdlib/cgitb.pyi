# Tracebacks with more lines of source: see traceback.
