# The exceptions of urllib. An HTTPError is a response too: see urllib.response.
