# A socket of a transport, without what would wait.
