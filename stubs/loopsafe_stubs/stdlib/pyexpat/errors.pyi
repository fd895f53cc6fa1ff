# Constants.
