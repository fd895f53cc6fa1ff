# Works on messages in memory. What parses or writes a stream gets one that is open already.
