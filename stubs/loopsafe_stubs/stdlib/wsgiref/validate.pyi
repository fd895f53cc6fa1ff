# Works on strings and streams that are open already.
