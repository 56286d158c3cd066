"""``score``, ``plan``, ``rehearse``, ``classify``: exit 0 (1 for red), or 2 with one line."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from iga_core.__main__ import main
from iga_core.declared.rehearsal import FILE
from iga_core.paths import DATA
from iga_core.rules import cached_rulebook
from tests.portfolio.made import clean
from tests.portfolio.test_reading import BAD, SHORT


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as error:
        code = int(str(error.code))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "portfolio.json"
    path.write_text(json.dumps(SHORT), encoding="utf-8")
    return path


def test_score(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, out, err = run(capsys, "score", str(file), "--year", "2026", "--json")
    found = json.loads(out)
    assert (code, err, found["iid"], found["predicate"]) == (0, "", 2.6, "Kurang Inovatif")
    keys = "iid predicate spd count_points sid total max_total divisor n basic_services lines notes"
    assert set(keys.split()) <= set(found)


def test_score_in_words(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, out, _ = run(capsys, "score", str(file), "--year", "2027")
    assert code == 0
    assert "Perkiraan" in out


@pytest.mark.parametrize("verb", ["score", "plan"])
@pytest.mark.parametrize("data", [bad[0] for bad in BAD], ids=[b[1] + " " + b[2] for b in BAD])
def test_bad_files_give_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, verb: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    code, out, err = run(capsys, verb, str(path), "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Traceback" not in err


@pytest.mark.parametrize("verb", ["score", "plan"])
@pytest.mark.parametrize("year", ["2018", "2020", "2023", "2025", "2017", "abc"])
def test_a_year_that_cannot_score(
    capsys: pytest.CaptureFixture[str], file: Path, year: str, verb: str
) -> None:
    code, out, err = run(capsys, verb, str(file), "--year", year, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert year in err


def plan_json(capsys: pytest.CaptureFixture[str], file: Path, *more: str) -> dict[str, Any]:
    code, out, err = run(capsys, "plan", str(file), "--json", *more)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_plan(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    found = plan_json(capsys, file)
    keys = (
        "score effort_unit assumptions steps steps_number held plan entries best_subset cliff risk"
    )
    assert set(found) == set(keys.split())
    assert found["score"]["iid"] == found["plan"]["iid_before"] == 2.6
    assert found["plan"]["target"] == 40.01  # the next class
    assert found["plan"]["status"] == "proven"
    assert found["plan"]["iid_after"] >= 40.01
    assert len(found["steps"]) == 20 < found["steps_number"]
    assert found["assumptions"].startswith("Anggapan awal")
    assert [x["name"] for x in found["entries"]] == ["Antar Obat"]
    assert found["cliff"]["affairs"]["kesehatan"] == [1]
    assert found == plan_json(capsys, file)


def test_plan_with_wishes(capsys: pytest.CaptureFixture[str], file: Path, tmp_path: Path) -> None:
    assert plan_json(capsys, file, "--target", "50,5")["plan"]["iid_after"] >= 50.5
    assert plan_json(capsys, file, "--budget", "12")["plan"]["effort"] <= 12
    assert plan_json(capsys, file, "--target", "100")["plan"]["status"] == "unreachable"
    assert len(plan_json(capsys, file, "--steps", "3")["steps"]) == 3
    seeds = [plan_json(capsys, file, "--preset", "berat", "--seed", x)["risk"] for x in "11234"]
    assert seeds[0] == seeds[1]
    assert len({json.dumps(x["histogram"]) + str(x["mean"]) for x in seeds}) > 1
    own = tmp_path / "upaya.toml"
    text = (DATA / "workbench.toml").read_text(encoding="utf-8")
    own.write_text(text[text.index("[effort]") : text.index("[plan]")].replace("kerja", "orang"))
    assert plan_json(capsys, file, "--efforts", str(own))["effort_unit"] == "hari orang"


@pytest.mark.parametrize(
    "more", [(), ("--target", "60"), ("--budget", "30"), ("--target", "99"), ("--verified",)]
)
def test_plan_in_words(
    capsys: pytest.CaptureFixture[str], file: Path, more: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, "plan", str(file), *more)
    assert (code, err) == (0, "")
    for word in ("IID 2,60", "Anggapan awal", "Rencana", "Simpan atau lepas", "validator menolak"):
        assert word in out


@pytest.mark.parametrize(
    "more",
    [
        ("--target", "2.501"),
        ("--target", "abc"),
        ("--budget", "-1"),
        ("--target", "60", "--budget", "3"),
        ("--preset", "lain"),
        ("--efforts", "tidak-ada.toml"),
        ("--seed", "-1"),
        ("--steps", "x"),
    ],
)
def test_plan_refuses(
    capsys: pytest.CaptureFixture[str], file: Path, more: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, "plan", str(file), "--json", *more)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Traceback" not in err


def test_a_perfect_portfolio_needs_a_wish(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "perfect.json"
    book = cached_rulebook(2026)
    levels = {line.code: 3 for line in book.aspect("SID")}
    affairs = book.basic_services.affairs.known()
    items = [{"name": f"{n}", "affair": affairs[n % 6], "levels": levels} for n in range(60)]
    spd = {line.code: 3 for line in book.aspect("SPD")}
    path.write_text(json.dumps({"year": 2026, "spd": spd, "innovations": items}), encoding="utf-8")
    assert plan_json(capsys, path)["plan"] is None
    code, out, _ = run(capsys, "plan", str(path))
    assert code == 0
    assert "kelas tertinggi" in out


@pytest.mark.parametrize("name", ["none.json", "."])
def test_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    code, out, err = run(capsys, "score", str(tmp_path / name), "--year", "2026")
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("score", "year", "status", "predicate"),
    [
        ("62", "2024", "determined", "Sangat Inovatif"),
        ("62,5", "2025", "determined", "Inovatif"),
        ("30.00", "2021", "undetermined", None),
        ("2501", "2020", "determined", "Sangat Inovatif"),
        ("2501", "2023", "off_scale", None),
        ("62", "2019", "no_rule", None),
    ],
)
def test_classify(
    capsys: pytest.CaptureFixture[str], score: str, year: str, status: str, predicate: str | None
) -> None:
    code, out, err = run(capsys, "classify", score, "--year", year, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["status"], found["predicate"]) == (status, predicate)
    assert list(found) == ["year", "score", "status", "predicate", "candidates", "basis", "to_next"]


@pytest.mark.parametrize("score", ["2.501", "nan", "abc", "-5", "", "-5,5", "1e9", "62\n63"])
def test_classify_refuses(capsys: pytest.CaptureFixture[str], score: str) -> None:
    code, out, err = run(capsys, "classify", score, "--year", "2023", "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("score", ["2.501", "2,501", "2501"])
def test_a_sum_is_read_as_the_scale_of_its_year_has_it(
    capsys: pytest.CaptureFixture[str], score: str
) -> None:
    code, out, _ = run(capsys, "classify", score, "--year", "2020", "--json")
    assert (code, json.loads(out)["score"]) == (0, 2501)


def test_classify_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "classify", "30", "--year", "2021")
    assert code == 0
    assert "Kurang Inovatif / Inovatif" in out


def test_a_template_is_written_and_scored_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "contoh.json"  # told by its contents, not by its name
    code, out, err = run(capsys, "template", "--year", "2026", "--example", str(path))
    assert (code, out.strip(), err) == (0, str(path), "")
    assert path.read_bytes().startswith(b"PK")
    code, out, err = run(capsys, "score", str(path), "--json")
    original = run(capsys, "score", "examples/portfolio_2026.json", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(original[1])


def test_a_template_of_a_region_is_filled_from_statistics(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    assert run(capsys, "template", "--year", "2026", "--region", "11.71", str(path))[0] == 0
    code, out, err = run(capsys, "score", str(path), "--json")
    found = json.loads(out)
    assert (code, found["region"]) == (0, "11.71")
    assert {x["no"] for x in found["lines"] if "value" in x} == {"10a", "10b", "11a", "11b"}
    assert "tidak ada inovasi" in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--year", "2025"), "2025"),
        (("--year", "2017"), "2017"),
        (("--year", "2027", "--example"), "2027"),
        (("--year", "2026", "--region", "99.99"), "99.99"),
        (("--year", "2026", "--region", "11.71", "--example"), "--region"),
    ],
)
def test_a_template_that_cannot_be_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    path = tmp_path / "a.xlsx"
    code, out, err = run(capsys, "template", *arguments, str(path))
    assert (code, out, err.count("\n"), path.exists()) == (2, "", 1, False)
    assert word in err
    assert run(capsys, "template", "--year", "2026", str(tmp_path / "no/a.xlsx"))[0] == 2


def faultless(tmp_path: Path, **first: object) -> Path:
    """The faultless portfolio as a file, keys of its first innovation changed."""
    made = clean()
    claim = {"claimed": 3, "verified": 3}
    items = [
        {
            **{k: v for k, v in asdict(item).items() if k not in {"levels", "crossing_affairs"}},
            "levels": dict.fromkeys(item.levels, claim),
        }
        for item in made.innovations
    ]
    items[0] |= first
    content = {
        "region": made.region,
        "year": made.year,
        "spd": dict.fromkeys(made.spd, claim),
        "spd_evidence": dict(made.spd_evidence),
        "innovations": items,
    }
    path = tmp_path / "faultless.json"
    path.write_text(json.dumps(content, default=str), encoding="utf-8")
    return path


def test_rehearse(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "rehearse", str(faultless(tmp_path)), "--json")
    found = json.loads(out)
    assert (code, err, found["passed"], found["findings"]) == (0, "", True, [])
    assert found["counts"] == {"red": 0, "amber": 0, "green": 0}
    assert [item["status"] for item in found["innovations"]] == ["green"] * 13


def test_rehearse_with_amber_alone_passes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = faultless(tmp_path, agency="")
    code, out, _ = run(capsys, "rehearse", str(path), "--json")
    found = json.loads(out)
    assert (code, found["passed"], found["checks"]) == (0, True, {"agency_unsaid": 1})


def test_rehearse_with_red_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = faultless(tmp_path, words=299)
    code, out, err = run(capsys, "rehearse", str(path), "--json")
    found = json.loads(out)
    assert (code, err, found["passed"]) == (1, "", False)
    (finding,) = found["findings"]
    assert (finding["check"], finding["severity"], finding["position"]) == ("words_short", "red", 1)
    assert finding["details"] == {"words": 299, "least": 300}
    assert finding["rules"][0]["sources"] == ["github-simonda"]
    code, out, _ = run(capsys, "rehearse", str(path))
    assert code == 1
    assert "1 merah, 0 kuning" in out
    assert "299 kata" in out


@pytest.mark.parametrize("data", [bad[0] for bad in BAD], ids=[b[1] + " " + b[2] for b in BAD])
def test_rehearse_refuses_a_bad_file_as_score_does(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    scored = run(capsys, "score", str(path), "--json")
    assert run(capsys, "rehearse", str(path), "--json") == scored
    assert scored[0] == 2


@pytest.mark.parametrize("year", ["2018", "2020", "2023", "2025", "2017", "abc"])
def test_rehearse_in_a_year_that_cannot_score(
    capsys: pytest.CaptureFixture[str], file: Path, year: str
) -> None:
    code, out, err = run(capsys, "rehearse", str(file), "--year", year)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert year in err


def test_rehearse_with_broken_standards(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, file: Path
) -> None:
    for name in ("regions", "rulebooks"):
        (tmp_path / name).symlink_to(DATA / name)
    (tmp_path / FILE).write_text("schema = 2\n", encoding="utf-8")
    code, out, err = run(capsys, "--data", str(tmp_path), "rehearse", str(file))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert FILE in err
