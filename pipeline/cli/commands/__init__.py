"""One module a command: a function `run` that takes the call and returns an exit code."""
