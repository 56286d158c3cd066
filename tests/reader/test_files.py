"""Files of the press: their text, lists and all, and what cannot be read."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from iga_core.reader import PressFileError, press_file
from tests.reader.desk import desk

LIST = ("Kota Surabaya", "Kota Semarang", "Kota Yogyakarta")
HEAD = "Daftar Kota Terinovatif IGA 2023:"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(list_of_links: str, around: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>x</title><script>Kota Padang</script></head><body>"
        f"<nav>{around}</nav><article><h1>IGA</h1><p>{HEAD}</p>{list_of_links}</article></body></html>"
    ).encode()


def links() -> str:
    items = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in LIST)
    return f"<ul>{items}</ul>"


def docx(document: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def word(body: str) -> bytes:
    return docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: tuple[str, ...]) -> str:
    cells = "".join(
        f"<w:tr><w:tc>{paragraph(str(n))}</w:tc><w:tc>{paragraph(r)}</w:tc></w:tr>"
        for n, r in enumerate(rows, 1)
    )
    return f"<w:tbl>{cells}</w:tbl>"


def pdf() -> bytes:
    text = f"{HEAD}\n" + "\n".join(f"+ {name}" for name in LIST)
    return bytes(typst.compile(text.encode(), format="pdf"))


FILES = {
    "txt": "\n".join((HEAD, *LIST)).encode(),
    "windows": "\n".join((HEAD + " \u2013", *LIST)).encode("cp1252"),
    "utf-16": "\n".join((HEAD, *LIST)).encode("utf-16"),
    "html": page(links()),
    "docx": word(paragraph(HEAD) + table(LIST)),
    "pdf": pdf(),
}


@pytest.mark.parametrize("kind", FILES)
def test_each_name_of_a_list_is_in_the_text_of_its_file(kind: str) -> None:
    claims = desk().read(press_file(FILES[kind]).text).claims
    assert [c.claim.region for c in claims] == ["35.78", "33.74", "34.71"]


def test_what_stands_around_an_article_and_names_a_government_is_told() -> None:
    file = press_file(page(links(), around="<a>Beranda</a><a>Kabupaten Bogor</a>"))
    assert "Bogor" not in file.text
    assert list(desk().dropped(file)) == ["Kabupaten Bogor"]
    assert "Kabupaten Bogor" in desk().dropped(file)["Kabupaten Bogor"]


def test_nothing_is_told_of_a_page_whose_text_is_all_there() -> None:
    assert desk().dropped(press_file(page(links()))) == {}
    assert desk().dropped(press_file(FILES["txt"])) == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"%PDF-1.7 nothing", "broken"),
        (b"PK\x03\x04 nothing", "broken"),
        (docx("<not closed"), "broken"),
        (b"\0\1\2\3", "unknown"),
        (b"a" * (6 * 1024 * 1024), "too_large"),
        (docx("<w/>" + " " * (21 * 1024 * 1024)), "too_large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(PressFileError) as error:
        press_file(data)
    assert error.value.reason == reason


def test_no_entity_of_a_document_is_followed() -> None:
    bomb = "<!DOCTYPE w [<!ENTITY a 'Kota Solok'><!ENTITY b '&a;&a;&a;'>]>"
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("x &b;")}</w:body></w:document>'
    assert "Solok" not in press_file(docx(bomb + body)).text


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>"]))
def test_any_bytes_are_read_or_refused(data: bytes, beginning: bytes) -> None:
    try:
        assert press_file(beginning + data).text.strip()
    except PressFileError as error:
        assert error.reason in ("empty", "broken", "unknown", "too_large")
