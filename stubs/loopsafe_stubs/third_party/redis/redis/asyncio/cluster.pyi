# A node of a cluster has its address looked up when it is made, even here; that is left out,
# because it is mostly a number.
