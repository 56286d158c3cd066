"""The dictionary of ``data/``: every table and column in words, generated from the schema."""

from __future__ import annotations

from iga_core.language import Words
from iga_core.record.declaration import Column, Schema, Table

FILE = "README.md"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _allowed(column: Column, words: Words) -> str:
    if column.links_to:
        return words("dictionary.link", target=column.links_to)
    if column.vocabulary:
        return words("dictionary.vocabulary", name=column.vocabulary)
    if column.minimum is None and column.maximum is None:
        return ""
    low, high = (f"{v:.12g}" if v is not None else "" for v in (column.minimum, column.maximum))
    return words("dictionary.limits", low=low, high=high)


def _table(table: Table, words: Words) -> list[str]:
    head = ("column", "type", "unit", "allowed", "empty", "meaning")
    lines = [
        f"## {table.name}",
        "",
        table.description + ".",
        "",
        words("dictionary.file", path=table.path, key=", ".join(table.key)),
        "",
        "| " + " | ".join(words(f"dictionary.{name}") for name in head) + " |",
        "|" + " --- |" * len(head),
    ]
    for column in table.columns:
        empty = column.empty_means if not column.required else words("dictionary.never")
        cells = (
            f"`{column.name}`",
            words.term("column_type", column.type),
            column.unit,
            _allowed(column, words),
            empty,
            column.description,
        )
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return [*lines, ""]


def _vocabularies(schema: Schema, words: Words) -> list[str]:
    lines = [f"## {words('dictionary.vocabularies')}", ""]
    for name, values in schema.vocabularies.items():
        shown = []
        for value in values:
            term = words.term(name, value)
            shown.append(f"`{value}`" if term == value else f"`{value}` ({term})")
        lines.append(f"- **{name}**: {'; '.join(shown)}")
    return lines


def dictionary(schema: Schema, words: Words) -> str:
    """Return the dictionary as Markdown; the text of ``data/README.md``."""
    lines = [f"# {words('dictionary.title')}", "", words("dictionary.intro"), ""]
    for table in schema.tables.values():
        lines += _table(table, words)
    return "\n".join([*lines, *_vocabularies(schema, words)]).rstrip("\n") + "\n"
