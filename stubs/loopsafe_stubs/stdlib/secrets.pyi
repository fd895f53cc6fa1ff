# The kernel gives random bytes without waiting, once it has started.
