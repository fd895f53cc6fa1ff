# Settings of the terminal, which the kernel answers.
