"""Run the plugin's conformance cases under the guard, to compare the two verdicts line by line."""
