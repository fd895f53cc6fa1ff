# A loop of its own, without waiting: see asyncore.
