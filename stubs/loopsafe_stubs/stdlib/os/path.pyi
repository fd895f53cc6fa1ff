# See posixpath, genericpath and ntpath.
