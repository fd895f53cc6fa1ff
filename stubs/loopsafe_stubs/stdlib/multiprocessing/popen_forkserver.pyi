# See popen_fork.
