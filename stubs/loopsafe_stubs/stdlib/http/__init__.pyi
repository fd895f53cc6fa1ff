# Status codes and methods.
