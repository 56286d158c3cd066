"""WHAT FOLLOWS from the record: selections, counts and profiles. Never a new fact."""
