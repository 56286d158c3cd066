"""Atlas IGA's core: the record, the rules and fair comparison. Knows no user-interface library."""
