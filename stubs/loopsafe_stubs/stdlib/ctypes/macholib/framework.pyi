# Works on strings.
