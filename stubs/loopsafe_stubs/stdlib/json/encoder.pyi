# A decoder and an encoder keep their hooks for later. They work on strings.
