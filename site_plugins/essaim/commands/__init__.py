"""The command line's door, one module per command; they fetch, call a room and report."""
