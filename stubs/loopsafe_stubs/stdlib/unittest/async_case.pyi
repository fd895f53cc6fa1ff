# It runs a loop of its own for each test.
