"""``data/smartcity.toml``: what it says, read strictly, and what it names must be on file."""

import shutil
from pathlib import Path

import pytest

from iga_core.declared.smartcity import FILE, WeightSet, load_smart_city
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import check, describe
from iga_core.record.checks.files import cited_sources
from tests import on_file
from tests.slips import violations_beside

FOUND = load_smart_city()
RECORD = on_file.record()
TEXT = (DATA / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("weights", FOUND.weight_sets, ids=lambda weights: weights.id)
def test_every_weight_set_adds_to_a_hundred(weights: WeightSet) -> None:
    assert sum(fact.known() for fact in weights.facts.values()) == 100


def test_only_the_split_of_the_rest_in_set_a_is_inferred() -> None:
    inferred = {
        (weights.id, name)
        for weights in FOUND.weight_sets
        for name, fact in weights.facts.items()
        if fact.standing == "reconstructed"
    }
    assert inferred == {("a", "baseline"), ("a", "output")}
    assert all(
        fact.how for w in FOUND.weight_sets for n, fact in w.facts.items() if (w.id, n) in inferred
    )


def test_the_sets_differ_in_impact_and_quick_win() -> None:
    a, b = (weights.percent for weights in FOUND.weight_sets)
    assert {name for name in a if a[name] != b[name]} == {"impact", "quick_win"}


def test_every_source_is_on_file() -> None:
    known = set(RECORD.tables["sources"]["id"])
    cited = {source for _, source in cited_sources(FOUND)}
    assert len(cited) > 10 and cited <= known


def test_the_quote_stands_beside_the_programmes_names() -> None:
    own, quoted = set(FOUND.pillars.own.known()), set(FOUND.pillars.quoted.known())
    assert own - quoted == {"Smart Branding", "Smart Society"}
    assert quoted - own == {"Smart Infrastructure", "Smart People"}
    assert FOUND.pillars.quoted.sources == ("kaldera-medan-2021",)


def test_the_top_of_the_scale_is_unknown_and_nothing_seen_is_refused() -> None:
    assert FOUND.scale.top.standing == "unknown" and FOUND.scale.top.value is None
    seen = [v for case in FOUND.cases for v in case.values.known().values()]
    band = FOUND.scale.seen.known()
    assert band.low is not None and band.high is not None
    assert all(band.low <= value <= band.high < FOUND.typing.most for value in seen)


def test_the_index_of_this_prize_is_no_result_of_the_index_of_iga() -> None:
    results = RECORD.tables["results"]
    for case in FOUND.cases:
        same = results[(results["region_code"] == case.region) & (results["year"] == case.year)]
        assert float(case.index.known()) not in set(same["score"].dropna())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("copy") / "data"))


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("schema = 1", "schema = 2", "schema", "schema"),
        ("schema = 1", "schema = ", "", "not_toml"),
        ("schema = 1", "schema = 1\nversion = 3", "version", "unknown_key"),
        ("[programme.partners]", "[programme.friends]", "programme.friends", "unknown_key"),
        ("[contrast.since]", "[contrast.until]", "contrast.until", "unknown_key"),
        ("baseline = { value = 10", "baseline = { value = 15", "weights.a", "sum"),
        ("baseline = { value = 10", 'baseline = { value = "10"', "weights.a.baseline",
         "not_number"),
        ('id = "output"', 'id = "baseline"', "dimension.baseline", "repeated"),
        ('id = "output"', 'id = "Output 2"', "dimension.Output 2.id", "not_slug"),
        ('parameter = "keluaran"', 'parameter = "dasar"', "dimension.dasar", "repeated"),
        ('id = "b"\norigin', 'id = "a"\norigin', "weights.a", "repeated"),
        ("impact = 3.07", "effect = 3.07", "case[1].values.effect", "unknown_key"),
        (", impact = 3.07", "", "case[1].values", "missing"),
        ("[case.index]", "[case.total]", "case[1].total", "unknown_key"),
        ('"Smart Society" = 3.33', '"Smart People" = 3.33', "case[1].pillars.Smart People",
         "unknown_key"),
        ("[scale.top]\n", "[scale.top]\nvalue = 4\n", "scale.top", "unknown_with_value"),
        ("most = 10", "most = 3", "typing.most", "not_allowed"),
        ('value = "impact"', 'value = "effect"', "pillars.mean", "not_allowed"),
        ('standing = "reconstructed", how', 'standing = "guessed", how', "weights.a.baseline",
         "standing"),
        ('"Smart Living", "Smart Society", "Smart Env', '"Smart Living", "Smart Env',
         "case[1].pillars.Smart Society", "unknown_key"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_in_one_clear_line(
    data: Path, old: str, new: str, key: str, reason: str
) -> None:
    assert old in TEXT
    (data / FILE).write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    (violation,) = violations_beside(data)
    assert (violation.file, violation.column, violation.rule) == (FILE, key, f"rulebook_{reason}")
    line = describe(violation, load_words("id"))
    assert line.startswith(f"{FILE}, ") and "\n" not in line


@pytest.mark.parametrize(
    ("old", "new", "key", "value"),
    [
        ('sources = ["kaldera-medan-2021"]', 'sources = ["kaldera"]', "pillars.quoted", "kaldera"),
        ("beda-smart-city-hanya-kominfo", "beda-gone", "disputes", "beda-gone"),
        ('region = "35.71"', 'region = "35.99"', "case[1].region", "35.99"),
    ],
)
def test_what_it_names_must_be_on_file(
    data: Path, old: str, new: str, key: str, value: str
) -> None:
    assert old in TEXT
    head, found, rest = TEXT.rpartition(old)
    (data / FILE).write_text(head + new + rest, encoding="utf-8")
    assert found
    (violation,) = violations_beside(data)
    assert (violation.column, violation.value, violation.rule) == (key, value, "broken_link")


def test_a_pillar_must_be_one_that_awards_are_kept_under(data: Path) -> None:
    changed = TEXT.replace('"Smart Living"', '"Smart Life"')
    (data / FILE).write_text(changed, encoding="utf-8")
    assert {(o.column, o.value) for o in violations_beside(data)} == {
        ("pillars.own", "Smart Life"),
        ("pillars.own", "Smart Living"),
    }


def test_a_file_that_is_gone_is_named(data: Path) -> None:
    (data / FILE).unlink()
    assert [(o.file, o.rule) for o in check(data)] == [(FILE, "rulebook_no_file")]
