# open() takes a path or a file object; see aifc.
