# Works in memory. Context.run() calls its argument in place: the effect of an argument is inferred.
