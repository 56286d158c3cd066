"""HOW IT LEAVES: tables, the release, citations and sentences. Never a new fact."""
