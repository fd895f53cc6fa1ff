# Another name for the module without "compression".
