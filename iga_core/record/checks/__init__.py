"""The rules that what is in ``data/`` must keep, by subject: tables, sources, categories, files."""
