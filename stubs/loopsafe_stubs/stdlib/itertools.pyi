# Works in memory. What it calls for its caller counts where it is called: the effect of an argument
# is inferred.
