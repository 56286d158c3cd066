"""A page as a PDF: what was written comes back out, nothing is obeyed, nothing is lost."""

from __future__ import annotations

import json
import random
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from iga_core.language import load_words, plain
from iga_core.paths import ROOT
from iga_core.publish import prose
from iga_core.publish.report import (
    Block,
    Document,
    Drawing,
    Heading,
    Prose,
    cited_sources,
    named_drawings,
    to_pdf,
)
from iga_core.record import Record, Row, region_row, rows_of
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.links import region_link, row_address, sources_behind
from pages._shared.tables import markdown_table
from pages._shared.words import speaking
from tests import on_file

WORDS = load_words("id")
BASE = "https://atlas.example.id"
VIEW = f"{BASE}/bandingkan?daerah=11.71&dengan=17.71&tahun=semua"
BANDA_ACEH, BENGKULU = "11.71", "17.71"
BARS: dict[str, Any] = {
    "mark": "bar",
    "data": {"name": "rows"},
    "encoding": {
        "x": {"field": "score", "type": "quantitative", "title": "Skor (0-100)"},
        "y": {"field": "name", "type": "nominal", "title": None},
    },
}
SCORES = [{"name": "Kota Banda Aceh", "score": 65.01}, {"name": "Kota Bengkulu", "score": 48.2}]


@cache
def record() -> Record:
    return on_file.record()


def report(*blocks: Block, sources: tuple[Row, ...] = (), title: str = "Judul") -> Document:
    return Document(title, blocks, sources, BASE, VIEW, "2026-11-22.0123abcd", "2026-11-22")


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def root(pdf: PdfReader) -> Any:  # noqa: ANN401 - a part of the file as it is
    return pdf.trailer["/Root"]


def printed(data: bytes) -> str:
    """All text of a document, without spaces: where lines break is the typesetter's own matter."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in read(data).pages))


def text_of(*blocks: Block) -> str:
    return printed(to_pdf(report(*blocks), WORDS))


def holds(text: str, *parts: str) -> bool:
    return all(re.sub(r"\s+", "", part) in text for part in parts)


def addresses(data: bytes) -> set[str]:
    found = set()
    for page in read(data).pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            found.add(str(action.get("/URI", "")))
    return found


def alt_texts(node: Any) -> list[str]:  # noqa: ANN401 - any part of a document's structure
    """The words that stand for pictures, for those who hear the document."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [text for part in node for text in alt_texts(part)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + alt_texts(node.get("/K", []))


def comparison() -> list[Block]:
    """Both governments' facts, in the texts the pages use."""
    blocks: list[Block] = [Drawing(BARS, SCORES, "Kota Banda Aceh 65,01; Kota Bengkulu 48,20")]
    for code in (BANDA_ACEH, BENGKULU):
        history = atlas.histories()[code]
        blocks.append(Heading(region_link(record(), code)))
        for year in history.years:
            lines = [say.award_line(award) for award in year.awards]
            lines += [*say.predicate_lines(year), *say.innovation_lines(year)]
            blocks += [Heading(str(year.year), 2), Prose("\n".join(f"- {one}" for one in lines))]
        blocks += [Prose(say.dispute_text(dispute), "box") for dispute in history.disputes]
    return blocks


def as_report(blocks: list[Block]) -> Document:
    return report(*blocks, sources=cited_sources(blocks, record(), sources_behind))


def test_the_comparison_comes_back_with_its_words_numbers_and_sources() -> None:
    made = as_report(comparison())
    data = to_pdf(made, WORDS)
    assert data.startswith(b"%PDF")
    pdf, text = read(data), printed(data)
    assert len(pdf.pages) >= 2
    assert holds(text, "Kota Banda Aceh", "Sangat Inovatif", "18 Desember 2020", "274 inovasi")
    assert holds(text, VIEW, f"halaman 1 dari {len(pdf.pages)}", "versi data 2026-11-22.0123abcd")
    assert len(made.sources) > 8
    for source in made.sources:
        where = source["url"] or WORDS("source.no_address")
        assert holds(text, source["publisher"], source["id"], where), source["id"]
    linked = addresses(data)
    assert {source["url"] for source in made.sources if source["url"]} <= linked
    row = f"{BASE}/sumber?bagian=sumber&baris=iga-2020-kota-sangat-inovatif-17.71"
    assert row in linked  # a relative link leads to the app


def test_its_properties_tell_what_it_is() -> None:
    pdf = read(to_pdf(report(Prose("isi"), title="Kota Banda Aceh"), WORDS))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Kota Banda Aceh"
    assert pdf.metadata.author == "Atlas IGA"
    assert str(pdf.metadata.creation_date)[:10] == "2026-11-22"
    assert root(pdf)["/Lang"] == "id"
    size = pdf.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)


def test_the_same_contents_give_the_same_bytes() -> None:
    made = as_report(comparison())
    with ThreadPoolExecutor(4) as many:  # visitors press at the same time
        files = set(many.map(lambda _: to_pdf(made, WORDS), range(8)))
    assert len(files) == 1


def test_every_form_of_writing_is_printed_as_it_reads() -> None:
    marks = "**tebal** *miring* ~~coret~~ `kode-1` [tautan](/sumber?a=1) baris\\\nbaru"
    lists = "1. satu\n2. dua\n   - dalam\n     - terdalam\n\n> kutipan\n\n---\n\n### Judul kecil"
    text = text_of(Prose(marks), Prose(lists), Prose("    blok\n    kode"), Heading("A **b** c"))
    assert holds(text, "tebal miring coret kode-1 tautan baris baru", "1. satu 2. dua", "Abc")
    assert holds(text, "dalam", "terdalam", "kutipan", "Judul kecil", "blok kode")
    assert "**" not in text and "~~" not in text


def test_signs_of_the_pages_are_printed() -> None:
    signs = "■ ◧ ◨ ⊘ □ ★ ● ▲ ◆ ✕ → ² – “kutip” · × ≥"
    assert holds(text_of(Prose(signs)), signs)
    swatch = ':color[■]{foreground="#aa0000"} Sangat **Inovatif** :small[kecil :red[merah]] 10:30'
    text = text_of(Prose(swatch))
    assert holds(text, "■ Sangat Inovatif kecil merah 10:30")
    assert "foreground" not in text


HOSTILE = [
    "#set page(width: 1cm)", "#panic()", "$x^2$", "*tebal_", "[tanpa akhir", "<script>x()</script>",
    '#import "@preview/x:0.1.0"', '#read("/etc/passwd")', "\\u{41} \\#", "@label <label>", "- x",
    "// bukan komentar", "/* juga bukan */", "= bukan judul", "`" * 7, "```", "{{ 1 }}", "' \" ''",
    "![gambar](https://x.example/a.png)", "[x](javascript:alert(1))", "~ --- ...", "a\\\nb",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_of_the_record_is_printed_and_never_obeyed(text: str) -> None:
    made = to_pdf(report(Heading(plain(text)), Prose(plain(text), "caption"), title=text), WORDS)
    shown = printed(made)
    wanted = "".join(c if c.isprintable() else " " for c in text)
    assert shown.count(re.sub(r"\s+", "", wanted)) >= 3  # title, heading, text
    assert round(read(made).pages[0].mediabox.width) == 595
    assert not any("x.example" in to or "script" in to for to in addresses(made))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_no_more_than_markdown(text: str) -> None:
    made = to_pdf(report(Prose(text), Prose(text, "box"), Heading(text)), WORDS)
    assert round(read(made).pages[0].mediabox.width) == 595
    assert all(to.startswith(("https://", "http://")) for to in addresses(made))


@pytest.mark.parametrize(
    "text",
    [
        "&lt;b&gt; &#0; &nope; \x00\x01\x07nol\ud800\ufdd0",
        "\u202ekanan ke kiri\u202c \u2066x\u2069 \u200f",
        "😀 日本語 العربية",
        "> " * 300 + "dalam",
        "- " * 200 + "dalam",
        "*a " * 400 + "b*" * 400,
        "[" * 3000 + "x" + "]" * 3000,
        ":a[" * 300 + "x" + "]" * 300,
        "| a |\n|---|\n" + "| b |\n" * 400,
    ],
    ids=[
        "controls",
        "direction",
        "scripts",
        "quotes",
        "lists",
        "stars",
        "links",
        "colours",
        "rows",
    ],
)
def test_strange_text_is_printed_or_stripped(text: str) -> None:
    blocks = (Prose(text), Prose(text, "box"), Heading(text[:200]))
    shown = text_of(*blocks, Prose("sesudahnya"))
    assert holds(shown, "sesudahnya")
    assert not re.search(r"[\x01-\x08\u202a-\u202e\u2066-\u2069]", shown)


def test_what_nests_too_deep_is_printed_as_written() -> None:
    assert holds(text_of(Prose("- " * 200 + "terdalam")), "- " * 200, "terdalam")


def test_a_million_letters_do_no_harm() -> None:
    for text in ("x" * 1_000_000, "kata " * 200_000):
        assert len(read(to_pdf(report(Prose(text)), WORDS)).pages) > 100


letters = st.text(
    st.sampled_from("ab 1\n\t|-#*_`[]()<>!\\:~$&{}=\"'.") | st.characters(), max_size=80
)


@given(st.lists(letters, min_size=1, max_size=8))
@example(["| a |\n|---|", "1. ", "#", "[](x)", "[x]()", "```", "|", "- \n  1.", "[a](http://[)"])
@settings(max_examples=60)
def test_no_text_at_all_breaks_a_document(texts: list[str]) -> None:
    kinds: list[Any] = ["body", "caption", "box"]
    blocks: list[Block] = [Prose(text, kinds[i % 3]) for i, text in enumerate(texts)]
    blocks.append(Heading(texts[0]))
    made = report(*blocks, title=texts[-1], sources=cited_sources(blocks, record(), sources_behind))
    assert to_pdf(made, WORDS).startswith(b"%PDF")


def table(rows: int, note: str = "") -> str:
    head = ["Daerah", "Tahun", "Kategori", "Tingkat", "Sumber", "Skor", "Catatan"]
    body = [
        [f"Kabupaten Hulu Sungai Selatan {i}", "2020", "Kabupaten", "Sangat Inovatif",
         "[jurnalbengkulu.com, 10 Desember 2025](https://x.example/a)", f"{i},5", note]
        for i in range(rows)
    ]  # fmt: skip
    return markdown_table(head, body, numbers=[1, 5])


def test_a_long_table_spans_pages_and_repeats_its_head() -> None:
    pdf = read(to_pdf(report(Prose(table(150))), WORDS))
    holding = [page.extract_text() for page in pdf.pages if "Sungai" in page.extract_text()]
    assert len(holding) > 2
    assert all(re.search(r"Daerah.*?Tahun.*?Kategori", text, re.DOTALL) for text in holding)
    joined = re.sub(r"\s+", "", "".join(holding))
    assert all(f"{i},5" in joined for i in range(150))


def test_no_cell_runs_into_its_neighbour() -> None:
    node = prose.blocks(table(5, "Daftar 20 kota dan 35 kabupaten muncul dalam artikel. " * 4))[0]
    room = [share / sum(node["columns"]) * prose.TABLE_WIDTH for share in node["columns"]]
    words = ("Kabupaten", "Tahun", "Kategori", "Inovatif", "bengkulu.com", "Skor", "kabupaten")
    assert all(len(word) < wide for word, wide in zip(words, room, strict=True))
    assert max(room) == room[-1]
    assert node["align"] == ["left", "right", "left", "left", "left", "right", "left"]


def test_tables_of_the_same_heads_stand_in_the_same_columns() -> None:
    nodes = prose.blocks(f"{table(1)}\n\nteks\n\n{table(2, 'catatan panjang ' * 9)}")
    first, _, second = prose.aligned(nodes)
    assert first["columns"] == second["columns"] != []


def test_a_chart_is_drawn_with_its_words_and_numbers() -> None:
    data = to_pdf(report(Heading("Skor"), Drawing(BARS, SCORES, "Banda Aceh 65,01")), WORDS)
    assert holds(printed(data), "Kota Banda Aceh", "Skor (0-100)")
    assert not read(data).pages[0].images  # lines and letters, no pixels
    assert "Banda Aceh 65,01" in alt_texts(root(read(data))["/StructTreeRoot"])


def test_a_chart_that_would_be_fetched_is_refused() -> None:
    spec = {**BARS, "data": {"url": "http://127.0.0.1:9/rows.json"}}
    with pytest.raises(ValueError, match="not allowed"):
        to_pdf(report(Drawing(spec, [], "dari luar")), WORDS)


def test_an_unknown_block_is_an_error_not_a_gap() -> None:
    with pytest.raises(TypeError, match="dict"):
        to_pdf(report({"kind": "body"}), WORDS)  # type: ignore[arg-type]


def test_charts_are_named_by_their_headings() -> None:
    one, two, three = (Drawing(BARS, [{"score": i}], "alt") for i in range(3))
    named = named_drawings([one, Heading("Skor **2022**"), two, Prose("x"), three])
    assert named == {"alt": one, "Skor 2022": two, "Skor 2022 (2)": three}


def cited(text: str) -> set[str]:
    return {row["id"] for row in cited_sources([Prose(text)], record(), sources_behind)}


def test_cited_is_what_the_links_lead_to_and_nothing_else() -> None:
    awards, sources = (rows_of(record().tables[name]) for name in ("awards", "sources"))
    award = next(row for row in awards if len(row["source_ids"].split()) > 3)
    homeless = next(row["id"] for row in sources if not row["url"])
    row_link = f"[x](/sumber?bagian=sumber&baris={award['id']})"
    assert cited("tanpa tautan, juga baris=x") == set()
    assert cited(row_link) == set(award["source_ids"].split())
    both = f"[x](/sumber?bagian=sumber&baris={award['id']}%2C{awards[0]['id']})"
    assert cited(both) == {*award["source_ids"].split(), *awards[0]["source_ids"].split()}
    assert cited(f"[x](/sumber?bagian=sumber&cari={homeless})") == {homeless}
    assert cited("[x](/penghargaan?daerah=11.71) [y](/sumber?baris=tidak-ada)") == set()
    columns = record().tables["column_sources"]
    wanted = " ".join(columns.loc[columns["table"] == "regions", "source_ids"])
    assert cited(f"[x](/sumber?baris={region_row(BENGKULU)})") == set(wanted.split())
    assert cited_sources([Heading(row_link)], record(), sources_behind)
    with speaking("en"):
        assert cited(f"[x]({row_address(award['id'])})") == set(award["source_ids"].split())


def test_every_source_address_on_file_is_recognised_again() -> None:
    sources = [row for row in rows_of(record().tables["sources"]) if row["url"]]
    random.Random(1).shuffle(sources)
    text = " ".join(
        f"[x]({row['url'].replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"
        for row in sources
    )
    found = {row["id"] for row in cited_sources([Prose(text)], record(), sources_behind)}
    assert {row["id"] for row in sources} <= found


def test_the_tree_is_plain_data() -> None:
    nodes = prose.blocks("**a** [b](/c)\n\n- d", BASE)
    assert json.loads(json.dumps(nodes)) == nodes
    assert nodes[0]["content"][2] == {
        "kind": "link",
        "to": f"{BASE}/c",
        "content": [{"kind": "text", "text": "b"}],
    }


def test_the_template_reads_nothing_but_what_it_is_given() -> None:
    template = (ROOT / "iga_core/publish/report.typ").read_text(encoding="utf-8")
    assert not re.search(r"#?\b(import|include|eval|read|plugin)\b\s*\(?[\"(]", template)
