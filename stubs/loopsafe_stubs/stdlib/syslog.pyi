# Sending a line to the system log does not wait in nearly all uses.
