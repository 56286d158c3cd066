"""The glossary: every term explained, at an address of its own, linked from where it is used."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.declared.glossary import cached_glossary
from iga_core.language import load_words
from pages._shared import frame
from pages._shared.glossary import linked
from tests.opened import go, html_of, open_page, text

WORDS = load_words("id")
TERMS = cached_glossary()
OPENED = [slug for slug in frame.PAGES if slug != "glosarium"]


def forms(name: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in TERMS[name].forms), re.IGNORECASE
    )


def test_a_term_has_its_own_address() -> None:
    at = open_page("glosarium")
    for name, term in TERMS.items():
        said = text(go(at, "glosarium", istilah=name))
        assert said.count(WORDS(f"glosarium.text_{name}")) == 1, name
        used = WORDS("glosarium.used", pages="").rstrip(". ")
        (remarks,) = [line for line in said.splitlines() if used in line]
        assert all(f"/{slug}?" in remarks for slug in term.pages), name
        assert all(form in remarks for form in term.also), name
        assert re.findall(r'istilah=([^"&]*)" aria-current', html_of(at)) == [name]


def test_every_term_stands_in_the_list_with_what_it_means() -> None:
    at = open_page("glosarium")
    shown = unescape(html_of(at))
    assert sorted(re.findall(r'<dt><a href="[^"]*istilah=([^"&]*)"', shown)) == sorted(TERMS)
    assert all(f"<dd>{WORDS(f'glosarium.text_{name}')}</dd>" in shown for name in TERMS)
    assert WORDS("glosarium.said", number=WORDS.number(len(TERMS))) in shown


def without_links(said: str) -> str:
    """What a reader sees: addresses and the glossary's own line left out."""
    here = WORDS("glosarium.here", terms="").rstrip(". ")
    seen = "\n".join(line for line in said.splitlines() if not line.startswith(here))
    return re.sub(r"\]\([^)]*\)", "]", seen)


@pytest.mark.parametrize("slug", OPENED)
def test_every_term_on_a_page_leads_to_its_explanation(slug: str) -> None:
    at = open_page(slug)
    said = text(at)
    shown = without_links(said)
    for name, term in TERMS.items():
        if forms(name).search(shown):
            assert slug in term.pages, name
        assert (f"istilah={name}" in said) == (slug in term.pages), name


def test_the_pages_a_term_names_exist() -> None:
    assert {slug for term in TERMS.values() for slug in term.pages} <= set(frame.PAGES)


def test_a_term_is_linked_once_where_it_first_appears() -> None:
    found = linked("Predikat dan predikat; IGA, lalu IGA.")
    assert found.count("istilah=predikat") == 1
    assert found.startswith("[Predikat](")
    assert found.count("istilah=iga") == 1


def test_links_and_code_are_left_alone() -> None:
    kept = "[IGA di sini](/x?istilah=y) dan `IGA`"
    assert linked(kept) == kept


@given(st.text(max_size=60))
def test_linking_changes_no_word(said: str) -> None:
    bare = re.sub(r"\[([^\]]*)\]\([^)]*istilah=[^)]*\)", r"\1", linked(said))
    assert bare == said or "istilah=" in said


def test_every_form_of_a_term_finds_it() -> None:
    at = open_page("glosarium")
    for name, term in TERMS.items():
        for form in (*term.also, WORDS(f"glosarium.name_{name}")):
            go(at, "glosarium", cari=form)
            assert f'istilah={name}"' in re.sub(r"&[^\"]*", "", html_of(at)), form


def test_a_search_finds_other_forms_and_says_when_nothing_fits() -> None:
    found = unescape(html_of(open_page("glosarium", cari="OPD")))
    assert WORDS("glosarium.text_perangkat-daerah") in found
    assert WORDS("glosarium.text_gladi") not in found
    nothing = open_page("glosarium", cari="zzzz")
    assert "Tidak ada istilah" in text(nothing) and "<dt>" not in html_of(nothing)
