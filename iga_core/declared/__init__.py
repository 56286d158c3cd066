"""WHAT IS DECLARED beside the tables: a file of ``data/*.toml`` each, one reader for all."""
