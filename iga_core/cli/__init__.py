"""The command line, a file per kind of verb; heavy imports wait until a verb needs them."""
