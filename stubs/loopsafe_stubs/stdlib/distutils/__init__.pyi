# Builds and installs packages. Gone since Python 3.12.
