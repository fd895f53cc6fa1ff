# What a debugger does in the program is up to the program: see pdb for the one that asks questions.
