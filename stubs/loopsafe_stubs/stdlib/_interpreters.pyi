# Code of another interpreter runs in place, in this thread. What it does nobody can see, as with
# exec().
