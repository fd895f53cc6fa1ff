# What codecs.lookup() imports once, by name.
