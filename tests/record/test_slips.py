"""A wrong cell of any file beside the tables is told once: its key, its value, the rule."""

import re
from pathlib import Path

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import describe
from iga_core.record.checks.beside import LOADERS, load_files
from tests.slips import told_of

LANGUAGES = [load_words(language) for language in ("id", "en")]
# by file: what stands there, what is written in its place; told: key, beginning of value, rule
# fmt: off
SLIPS = {
    "smartcity.toml": [
        ("schema = 1", "schema = 2", "schema", "2", "rulebook_schema"),
        ("schema = 1", "schema = ", "", "schema =", "rulebook_not_toml"),
        ("schema = 1", "schema = 1\nversion = 3", "version", "3", "rulebook_unknown_key"),
        ("[programme.partners]", "[programme.friends]", "programme.friends", "",
         "rulebook_unknown_key"),
        ("[contrast.since]", "[contrast.until]", "contrast.until", "", "rulebook_unknown_key"),
        ("baseline = { value = 10", "baseline = { value = 15", "weights.a", "", "rulebook_sum"),
        ("baseline = { value = 10", 'baseline = { value = "10"', "weights.a.baseline", "",
         "rulebook_not_number"),
        ('id = "output"', 'id = "baseline"', "dimension.baseline", "", "rulebook_repeated"),
        ('id = "output"', 'id = "Output 2"', "dimension.Output 2.id", "Output 2",
         "rulebook_not_slug"),
        ('parameter = "keluaran"', 'parameter = "dasar"', "dimension.dasar", "",
         "rulebook_repeated"),
        ('id = "b"\norigin', 'id = "a"\norigin', "weights.a", "", "rulebook_repeated"),
        ("impact = 3.07", "effect = 3.07", "case[1].values.effect", "", "rulebook_unknown_key"),
        (", impact = 3.07", "", "case[1].values", "", "rulebook_missing"),
        ("[case.index]", "[case.total]", "case[1].total", "", "rulebook_unknown_key"),
        ('"Smart Society" = 3.33', '"Smart People" = 3.33', "case[1].pillars.Smart People", "",
         "rulebook_unknown_key"),
        ("[scale.top]\n", "[scale.top]\nvalue = 4\n", "scale.top", "",
         "rulebook_unknown_with_value"),
        ("most = 10", "most = 3", "typing.most", "3", "rulebook_not_allowed"),
        ('value = "impact"', 'value = "effect"', "pillars.mean", "", "rulebook_not_allowed"),
        ('standing = "reconstructed", how', 'standing = "guessed", how', "weights.a.baseline", "",
         "rulebook_standing"),
        ('"Smart Living", "Smart Society", "Smart Env', '"Smart Living", "Smart Env',
         "case[1].pillars.Smart Society", "", "rulebook_unknown_key"),
        ('sources = ["kaldera-medan-2021"]', 'sources = ["kaldera"]', "pillars.quoted", "kaldera",
         "broken_link"),
        ("beda-smart-city-hanya-kominfo", "beda-gone", "disputes", "beda-gone", "broken_link"),
        ('region = "35.71"', 'region = "35.99"', "case[1].region", "35.99", "broken_link"),
        ('standing = "single_source", printed = "10%"', 'standing = "verified", printed = "10%"',
         "weights.b.baseline", "verified", "standing_sources"),
        ('printed = "3,31"', 'printed = "3,13"', "case[1].index", "3.31", "printed"),
        ('pedoman-evaluasi-smart-city-5-dimensi"]\nstanding = "single_source"',
         'pedoman-evaluasi-smart-city-5-dimensi"]\nstanding = "verified"', "programme.name",
         "verified", "standing_sources"),
    ],
    "law.toml": [
        ('id = "pembaruan"', 'id = "manfaat"', "criterion.manfaat", "", "rulebook_repeated"),
        ('field = "renewal"', 'field = "name"', "criterion[1].field", "name",
         "rulebook_not_allowed"),
        ('field = "renewal"', "field = []", "criterion[1].field", "[]", "rulebook_not_allowed"),
        ('{ by = "answer", yes = "met", no = "unmet" }', '{ by = "guess" }',
         "criterion[1].step[1].by", "guess", "rulebook_not_allowed"),
        ('yes = "met"', 'yes = "perhaps"', "criterion[1].step[1].yes", "perhaps",
         "rulebook_not_allowed"),
        ('by = "affair",', 'by = "affair", level = 2,', "criterion[4].step[2]", "",
         "rulebook_unknown_key"),
        ("level = 1", 'level = "satu"', "criterion[2].step[2].level", "satu",
         "rulebook_not_whole"),
        ('criterion = "tanpa-beban"', 'criterion = "beban"', "paraphrase[3].criterion", "beban",
         "rulebook_not_allowed"),
        ("schema = 1", "schema = 2", "schema", "2", "rulebook_schema"),
        ('standing = "verified"', 'standing = "sure"', "criterion[1].text", "",
         "rulebook_standing"),
        ("[[form]]", "[[shape]]", "shape", "", "rulebook_unknown_key"),
        ("schema = 1", "schema = = 1", "", "schema = = 1", "rulebook_not_toml"),
        ('"kompas-2017-09-28"', '"kompas-2018"', "criterion[1].text", "kompas-2018",
         "broken_link"),
        ('line = "sid_benefit"', 'line = "sid_nothing"', "criterion[2].step.line", "sid_nothing",
         "broken_link"),
        ('id = "penerapan"', 'id = "terapan"', "stage", "penerapan", "broken_link"),
        ('sources = ["kompas-2017-09-28", "paparan-bskdn-2022-03"], standing = "verified"',
         'sources = ["kompas-2017-09-28"], standing = "verified"', "criterion[1].text", "verified",
         "standing_sources"),
    ],
    "rulebooks/2026.toml": [
        ("weight = { value = 0.75", "weight = { value = 1.0", "line.spd_unemployment_drop.whole",
         "", "rulebook_sum"),
        ("weight = { value = 1,", "weight = { value = 1.25,", "maxima.spd", "", "rulebook_sum"),
        ("value = 0.38", "value = 0.40", "maxima.count", "", "rulebook_sum"),
        ("value = 25.20", "value = 25.30", "shares.spd", "", "rulebook_sum"),
        ("value = 40.01", "value = 70.01", "class[4]", "", "rulebook_class_order"),
        ("family]\nvalue", "family]\nvalue2", "family.value2", "iid-2026", "rulebook_unknown_key"),
        ("[divisor]", "[divisors]", "divisors", "", "rulebook_unknown_key"),
        ('standing = "verified"\nnote', 'standing = "sure"\nnote', "standing", "sure",
         "rulebook_standing"),
        ("low = 2.05, high = 5.23", "low = 2.07, high = 5.23", "line.spd_income_per_capita.levels",
         "", "rulebook_band_gap"),
        ("level = 2, value", "level = 3, value", "line.spd_vision.levels[2].level", "3",
         "rulebook_level_order"),
        ('value = "5–20% unit"', 'value = "5–25% unit"', "line.sid_benefit.levels[1].parts[2]", "",
         "rulebook_part"),
        ('code = "spd_pad"', 'code = "spd_vision"', "line.spd_vision", "", "rulebook_repeated"),
        ("value = 12\n", 'value = "12"\n', "divisor", "", "rulebook_not_whole"),
        ("value = 0.38", "value = nan", "count.points", "", "rulebook_not_number"),
        ("value = 5\n", "value = 7\n", "basic_services.required", "", "rulebook_disorder"),
        ("year = 2026", "year = 2025", "year", "2025", "rulebook_year"),
        ("schema = 1", "schema = 1\nschema = 1", "", "schema = 1", "rulebook_not_toml"),
        ("how = ", "note2 = ", "family.note2", "Batas kelas 40,01 dan pembagi ",
         "rulebook_unknown_key"),
        ("2024-01-01", "2027-01-01", "eligibility.applied_to", "", "rulebook_disorder"),
        ("how = ", "note = ", "family", "", "rulebook_missing"),
        ('["scored"]', '["seen"]', "counting.counts_in_n[1]", "", "rulebook_not_allowed"),
        ('"github-inovahub-sumbawa"]\nstanding = "verified"\nnote = "Jumlah',
         ']\nstanding = "verified"\nnote = "Jumlah', "divisor", "verified", "standing_sources"),
        ('sources = ["kode-publik-57486725890"], standing = "single_source"',
         'sources = ["kode-publik-57486725890"], standing = "verified"',
         "line.sid_regulation.evidence", "verified", "standing_sources"),
        ("40,01–65,00", "40,01–64,00", "class[3]", "40.01", "printed"),
        ("65,01–100,00", "65,01–99,00", "class[4]", "65.01", "printed"),
        ("value = 0.38\n", 'value = 0.38\nprinted = "0,40"\n', "count.points", "0.38", "printed"),
        ("value = { low = 2.05, high = 5.23 },",
         'value = { low = 2.05, high = 5.23 }, printed = "2,05–5,32",',
         "line.spd_income_per_capita.levels[2]", "Band(low=Decimal('2.05'), high", "printed"),
        ("40,01–65,00", "kira-kira 40", "class[3]", "40.01", "printed_form"),
        ('unit = "poin indeks"\n', "", "scale", "", "rulebook_missing"),
        ("2024-01-01", '"1 Januari"', "eligibility.applied_from", "", "rulebook_not_date"),
        ("2024-01-01", "2024-01-01T00:00:00", "eligibility.applied_from", "", "rulebook_not_date"),
    ],
    "rulebooks/2018.toml": [
        ('standing = "single_source"\nprinted = "501', 'standing = "verified"\nprinted = "501',
         "class[3]", "verified", "standing_sources"),
        ("1.001 ke atas", "1.000 ke atas", "class[4]", "1001", "printed"),
    ],
    "rulebooks/2025.toml": [
        ('"github-brida-inovasi"], also = ["github-sigap-new"]',
         '"github-brida-inovasi", "github-sigap-new"]', "line.sid_staff.levels[1]",
         "single_source", "standing_sources"),
    ],
    "rulebooks/2024.toml": [
        ('printed = "di bawah 35"', 'printed = "di bawah 36"', "class[2]", "0.01", "printed"),
    ],
    "rulebooks/2020.toml": [
        ("di atas 1.000", "di atas 1.001", "class[4]", "1001", "printed"),
    ],
    "press.toml": [
        ('value = "IGA"', 'value = "IGI"', "form.IGI.value", "IGI", "rulebook_not_allowed"),
        ('"Tertinggal", ', '"Perbatasan", ', "form.Daerah Tertinggal", "", "rulebook_repeated"),
        ('vocabulary = "level"', 'vocabulary = "tier"', "form.Terinovatif.vocabulary", "tier",
         "rulebook_not_allowed"),
        ('"pertama", ', '"kedua", ', "ordinals", "", "rulebook_repeated"),
    ],
    "peers.toml": [
        ("schema = 1", "schema = 2", "schema", "2", "rulebook_schema"),
        ("schema = 1", "schema = ", "", "schema =", "rulebook_not_toml"),
        ("number = 5", "number = 0", "number", "0", "rulebook_not_allowed"),
        ("number = 5", "peers = 5", "peers", "5", "rulebook_unknown_key"),
        ("stressed = 3", "stressed = 0.5", "stressed", "0.5", "rulebook_not_allowed"),
        ("least_known = 0.5", "least_known = 1.5", "least_known", "1.5", "rulebook_not_allowed"),
        ("near = 0.1", "", "near", "", "rulebook_missing"),
        ('id = "luas"', 'id = "penduduk"', "feature.penduduk", "", "rulebook_repeated"),
        ('id = "luas"', 'id = "Luas tanah"', "feature.Luas tanah.id", "Luas tanah",
         "rulebook_not_slug"),
        ('kind = "named"', 'kind = "border"', "feature.pksn.kind", "border",
         "rulebook_not_allowed"),
        ('kind = "ordinal"', 'kind = "number"', "feature.predikat", "", "rulebook_not_allowed"),
        ("weight = 0.25", "weight = -1", "feature.pulau.weight", "-1", "rulebook_not_allowed"),
        ("weight = 0.25", 'weight = "a lot"', "feature.pulau.weight", "a lot",
         "rulebook_not_number"),
        ("empty_counts = true", "empty_counts = 1", "feature.papua.empty_counts", "1",
         "rulebook_not_flag"),
        ('weight = 0.5\ncolumns = ["pksn', 'weight = 0.5\nempty_counts = true\ncolumns = ["pksn',
         "feature.pksn.empty_counts", "True", "rulebook_not_allowed"),
        ('["island_group"]', '["island_group", "papua_cluster"]', "feature.pulau.columns", "",
         "rulebook_not_allowed"),
        ('["island_group"]', "[]", "feature.pulau.columns", "[]", "rulebook_not_list"),
        ('["island_group"]', '["island"]', "feature.pulau.columns", "island",
         "rulebook_not_allowed"),
        ('["island_group"]', '["name"]', "feature.pulau.columns", "name", "rulebook_not_allowed"),
        ('["area_km2"]', '["seat"]', "feature.luas.columns", "seat", "rulebook_not_allowed"),
        ('"pksn_2025_2029"]', '"tertinggal_2020_2024"]', "feature.pksn.columns",
         "tertinggal_2020_2024", "rulebook_not_allowed"),
        ('year = 2025, series = ["T14"', 'year = 2030, series = ["T14"',
         "feature.ipm.statistic.year", "2030", "rulebook_not_allowed"),
        ('"T16", "T17"', '"T16", "T12"', "feature.ipm.statistic.series", "T12",
         "rulebook_not_allowed"),
        ("predicate = { year = 2025", "predicate = { year = 2017",
         "feature.predikat.predicate.year", "2017", "rulebook_not_allowed"),
        ('bases = ["index_report"]', 'bases = ["rumour"]', "feature.predikat.predicate.bases",
         "rumour", "rulebook_not_allowed"),
        ('"Kurang Inovatif", "Inov', '"Terinovatif", "Inov', "feature.predikat.predicate.order",
         "Terinovatif", "rulebook_not_allowed"),
        ("area_km2", "area", "feature.luas.columns", "area", "rulebook_not_allowed"),
    ],
    "workbench.toml": [
        ("schema = 1", "schema = 2", "schema", "2", "rulebook_schema"),
        ('"assumption"', '"verified"', "standing", "verified", "rulebook_not_allowed"),
        ("[plan]", "[plans]", "plans", "", "rulebook_unknown_key"),
        ("[plan]\n", "[plan]\nmost = 3\n", "plan.most", "3", "rulebook_unknown_key"),
        ("sid = [1, 2, 3]", "sid = [1, -2, 3]", "effort.sid[2]", "-2", "rulebook_effort"),
        ("sid = [1, 2, 3]", "sid = [1, 2.125, 3]", "effort.sid[2]", "2.125", "rulebook_effort"),
        ("sid = [1, 2, 3]", "sid = [1, nan, 3]", "effort.sid[2]", "nan", "rulebook_not_number"),
        ("sid = [1, 2, 3]", "sid = 3", "effort.sid", "3", "rulebook_not_list"),
        ("sid = [1, 2, 3]", "", "effort.sid", "", "rulebook_missing"),
        ("innovation = 10", 'innovation = "10"', "effort.innovation", "10", "rulebook_not_number"),
        ('unit = "hari kerja"', 'unit = ""', "effort.unit", "", "rulebook_not_text"),
        ("[effort.line]\n", "[effort.line]\nsid_video = 3\n", "effort.line.sid_video", "3",
         "rulebook_not_list"),
        ("[effort.line]\n", "[effort.line]\nsid_vidio = [3]\n", "effort.line.sid_vidio",
         "sid_vidio", "broken_link"),
        ("most_new = 20", "most_new = -1", "plan.most_new", "-1", "rulebook_not_whole"),
        ("seconds = 10", "seconds = 0", "plan.seconds", "0", "rulebook_not_positive"),
        ("draws = 1000", "draws = 0", "risk.draws", "0", "rulebook_not_positive"),
        ("0.25, 0.5", "0.5, 0.25", "risk.quantiles", "[0.05, 0.5, 0.25, 0.75, 0.95]",
         "rulebook_disorder"),
        ("innovation = 0.02", "innovation = 1.2", "risk.preset[1].innovation", "1.2",
         "rulebook_chance"),
        ('id = "sedang"', 'id = "ringan"', "risk.preset", "", "rulebook_repeated"),
        ("[effort]", "[effort", "", "[effort", "rulebook_not_toml"),
    ],
    "rehearsal.toml": [
        ("schema = 1", "schema = 2", "schema", "2", "rulebook_schema"),
        ("schema = 1", "schema = ", "", "schema =", "rulebook_not_toml"),
        ("value = 90", "value = 101", "threshold.name_similarity.value", "101",
         "rulebook_not_allowed"),
        ("value = 90", "value = 0", "threshold.name_similarity.value", "0",
         "rulebook_not_allowed"),
        ("value = 90", "value = 90.5", "threshold.name_similarity.value", "90.5",
         "rulebook_not_whole"),
        ("value = 90", "valeu = 90", "threshold.name_similarity.valeu", "90",
         "rulebook_unknown_key"),
        ("threshold.edge_days", "threshold.edges", "threshold.edges", "", "rulebook_unknown_key"),
        ("value = 40", "value = 80", "threshold.gap", "", "rulebook_disorder"),
        ("of = 111", "of = 80", "threshold.mature.of", "80", "rulebook_disorder"),
        ('["http", "https"]', '["http", "https:"]', "list.link_schemes.value",
         "['http', 'https:']", "rulebook_not_text"),
        ('["http", "https"]', "[]", "list.link_schemes.value", "[]", "rulebook_missing"),
        ('severity = "red"', 'severity = "merah"', "finding.services_unmet.severity", "merah",
         "rulebook_not_allowed"),
        ("[finding.rejected]", "[finding.refused]", "finding.refused", "", "rulebook_unknown_key"),
        ('reason = "Seluruh poin jumlah inovasi hilang"', 'reason = " "',
         "finding.services_unmet.reason", " ", "rulebook_not_text"),
        ('"github-simonda", ', '"github-nobody", ', "threshold.mature.sources", "github-nobody",
         "broken_link"),
    ],
    "glossary.toml": [
        ('id = "iga"', 'id = "iid"', "term", "", "rulebook_repeated"),
        ('also = ["IGA"]', 'also = ["IID"]', "term", "", "rulebook_repeated"),
        ("schema = 1", "schema = 3", "schema", "3", "rulebook_schema"),
        ("pages = [", "page = [", "term[1].page", "", "rulebook_unknown_key"),
        ('"bskdn-kemendagri-tt-p-13569"', '"tidak-ada"', "iga.sources", "tidak-ada",
         "broken_link"),
    ],
    "rulebooks/2021.toml": [
        ("value = { above = 29.35, to = 30.37 }",
         'value = { above = 29.35, to = 30.37 }\nprinted = "30,00–60,00"', "class[3]",
         "ValueInterval(above=Decimal('2", "printed"),
        ("above = 29.35", "above = 31.35", "class[3]", "", "rulebook_disorder"),
        ("above = 29.35", 'above = "29,35"', "class[3].above", "", "rulebook_not_number"),
    ],
    "rulebooks/2022.toml": [
        ('standing = "unknown"', 'standing = "unknown"\nvalue = 10', "divisor", "",
         "rulebook_unknown_with_value"),
        ('[divisor]\nstanding = "unknown"\n', "[divisor]\n", "divisor.standing", "",
         "rulebook_missing"),
    ],
}
# fmt: on
ROWS = [(file, *row) for file, rows in SLIPS.items() for row in rows]


@pytest.mark.parametrize(("file", "old", "new", "key", "value", "rule"), ROWS)
def test_a_wrong_cell_is_told_in_one_line(
    tmp_path: Path, file: str, old: str, new: str, key: str, value: str, rule: str
) -> None:
    (told,) = told_of(tmp_path, file, old, new)
    assert (told.file, told.column, told.rule) == (file, key, rule)
    assert told.value.startswith(value)
    for words in LANGUAGES:
        line = describe(told, words)
        assert line.startswith(f"{file}, ") and key in line and "\n" not in line


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    _, told = load_files(tmp_path)
    assert [(o.file, o.rule) for o in told] == [(file, "rulebook_no_file") for file in LOADERS]


def test_a_limit_that_moves_is_told_with_the_class_that_ends_there(tmp_path: Path) -> None:
    told = told_of(tmp_path, "rulebooks/2026.toml", "value = 40.01", "value = 41.01")
    assert [(o.column, o.value, o.rule) for o in told] == [
        ("class[2]", "0.01", "printed"),
        ("class[3]", "41.01", "printed"),
    ]


def test_another_form_of_the_same_number_is_no_slip(tmp_path: Path) -> None:
    new = 'value = 25.20\nprinted = "25,2 persen"\n'
    assert told_of(tmp_path, "rulebooks/2026.toml", "value = 25.20\n", new) == []


def test_no_feature_of_peers_without_any_weight(tmp_path: Path) -> None:
    text = (DATA / "peers.toml").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^weight = .*", "weight = 0", text)
    told = told_of(tmp_path, "peers.toml", text, changed)
    assert [(o.column, o.rule) for o in told] == [("feature", "rulebook_not_allowed")]


def test_a_pillar_of_smart_city_is_one_that_awards_are_kept_under(tmp_path: Path) -> None:
    text = (DATA / "smartcity.toml").read_text(encoding="utf-8")
    changed = text.replace('"Smart Living"', '"Smart Life"')
    told = told_of(tmp_path, "smartcity.toml", text, changed)
    assert {(o.column, o.value) for o in told} == {
        ("pillars.own", "Smart Life"),
        ("pillars.own", "Smart Living"),
    }
