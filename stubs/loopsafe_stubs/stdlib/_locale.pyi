# The locale is read from a small file by those who set one, once.
