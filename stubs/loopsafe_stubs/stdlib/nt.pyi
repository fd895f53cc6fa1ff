# The functions of os, on Windows.
