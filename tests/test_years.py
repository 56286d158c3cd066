"""One default year per purpose; a year that is not there is said and never replaced."""

import re
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.default_years import preparing_year, results_year
from iga_core.language import load_words
from iga_core.rules import cached_rulebook, rulebook_years
from tests import on_file
from tests.opened import go, html_of, open_page, text, type_into

WORDS = load_words("id")
RECORD = on_file.record()
RESULTS, PREPARING = results_year(RECORD), preparing_year(RECORD, rulebook_years())
ABSENT = 2031


def test_the_newest_results_and_the_season_after_them() -> None:
    awards, results = RECORD.tables["awards"], RECORD.tables["results"]
    given = awards[awards["programme"] == "IGA"]["year"]
    assert pd.concat([given, results["year"]]).max() == RESULTS
    later = [year for year in rulebook_years() if year > RESULTS]
    assert later[0] == PREPARING
    assert preparing_year(RECORD, [RESULTS - 1, RESULTS]) == RESULTS
    assert preparing_year(RECORD, [RESULTS, RESULTS + 3, RESULTS + 2]) == RESULTS + 2


@pytest.mark.parametrize(
    ("slug", "name", "year"),
    [
        ("kriteria", "tahun", PREPARING),
        ("cek_mandiri", "tahun", PREPARING),
        ("aturan", "tahun", PREPARING),
        ("hukum", "tahun", PREPARING),
        ("bandingkan", "aturan", PREPARING),
        ("beranda", "tahun", RESULTS),
        ("peta", "tahun", RESULTS),
    ],
)
def test_a_page_opens_on_the_year_of_its_purpose(slug: str, name: str, year: int) -> None:
    at = open_page(slug)
    assert at.query_params[name] in (str(year), [str(year)])


def told_absent(at: AppTest, year: int) -> str:
    """The one line that says a year is not there."""
    (told,) = [warning.value for warning in at.warning]
    assert f"`{year}`" in told and "\n" not in told
    return str(told)


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        *((slug, "tahun") for slug in ("beranda", "peta", "daerah", "bandingkan", "peringkat")),
        *((slug, "tahun") for slug in ("kriteria", "cek_mandiri", "aturan", "hukum")),
        *((slug, "tahun") for slug in ("penghargaan", "smart_city")),
        ("bandingkan", "aturan"),
        ("peringkat", "dari"),
        ("peringkat", "ke"),
    ],
)
def test_a_year_that_is_not_there_is_said_and_no_other_is_shown(slug: str, name: str) -> None:
    at = open_page(slug, **{name: str(ABSENT)})
    told = told_absent(at, ABSENT)
    (first, *_) = re.findall(rf"\[\d+\]\(\?[^)]*{name}=\d+[^)]*\)", told)
    assert first
    assert at.query_params[name] in (str(ABSENT), [str(ABSENT)])
    assert not re.findall(r"^\| ", text(at), re.MULTILINE)
    assert not at.header and not at.metric and not at.get("vega_lite_chart")
    assert WORDS("frame.footer") in text(at)


def test_a_season_without_results_is_not_shown_as_the_newest_results() -> None:
    told_absent(open_page("beranda", tahun=str(PREPARING)), PREPARING)
    told_absent(open_page("peta", tahun=str(PREPARING)), PREPARING)


@pytest.mark.parametrize("slug", ["aturan", "kriteria", "beranda", "peta"])
def test_a_year_typed_into_the_box_is_said_as_well(slug: str) -> None:
    at = open_page(slug, **({"tahun": "2020"} if slug == "beranda" else {}))
    (box,) = [s for s in at.selectbox if str(s.key).endswith("_tahun")]
    assert box.proto.accept_new_options
    type_into(box, str(ABSENT))
    told_absent(at.run(), ABSENT)
    assert not at.metric and not re.findall(r"^\| ", text(at), re.MULTILINE)


def test_the_stages_of_the_season_say_what_is_known_and_what_was_not_found() -> None:
    year = max(int(y) for y in RECORD.tables["season"]["year"])
    at = open_page("aturan", tahun=str(year), bagian="tahapan")
    below, picture = text(at), html_of(at)
    window = cached_rulebook(year).eligibility
    for day in (window.applied_from.known(), window.applied_to.known()):
        assert WORDS.day(day.isoformat()) in below
    assert WORDS.term("season_stage", "entry") in picture
    nominees = open_page("aturan", tahun=str(year), bagian="nominator")
    assert WORDS("aturan.no_nominees") in text(nominees)
    assert f"nas-{year - 1}-" not in below  # no figure of another year


def test_the_law_answers_for_the_season_unless_asked() -> None:
    first = cached_rulebook(PREPARING).eligibility.applied_from.known()
    before = date(first.year - 1, 1, 1).isoformat()
    at = open_page("hukum", tanggal=before)
    outside = WORDS("hukum.window_unmet")
    said = WORDS("hukum.window_said", given=WORDS.day(before), year=PREPARING, answer=outside)
    assert said in html_of(at)


def test_a_year_of_results_seen_elsewhere_is_not_the_laws() -> None:
    at = open_page("daerah", daerah="17.71", tahun="2024")
    at = go(at, "hukum")
    assert at.query_params["tahun"] == str(PREPARING)
