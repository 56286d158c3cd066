"""Boundary files of all kinds: what is found is installed and reported, the rest is refused."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from iga_core.__main__ import main
from iga_core.geo.boundaries import FILE, OutlineReport, describe, install, load_gazetteer
from iga_core.geo.boundary_file import fetch
from iga_core.geo.boundary_match import Gazetteer
from iga_core.geo.boundary_shape import BoundaryError
from iga_core.language import load_words
from iga_core.paths import DATA

HALF = 0.02  # degrees: the squares of the made files
MERAUKE, BANDA_ACEH, BENGKULU = "93.01", "11.71", "17.71"


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return load_gazetteer(DATA)


def square(known: Gazetteer, code: str) -> Polygon:
    point = known.points[code]
    return box(point.x - HALF, point.y - HALF, point.x + HALF, point.y + HALF)


def frame(shapes: list[Any], crs: str | None = "EPSG:4326", **columns: list[Any]) -> Any:  # noqa: ANN401
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def written(path: Path, table: Any) -> str:  # noqa: ANN401
    table.to_file(path)
    return str(path)


def put(source: str, folder: Path, **options: str) -> OutlineReport:
    return install(source, folder / "out", DATA, **options)


def refusal(source: str, folder: Path, **options: str) -> str:
    """Return why ``source`` is refused; nothing may be left behind."""
    with pytest.raises(BoundaryError) as caught:
        put(source, folder, **options)
    assert not (folder / "out").exists()
    error = caught.value
    line = load_words("id")(f"boundaries.error_{error.rule}", **error.details)
    assert line and "\n" not in line and "{" not in line
    return error.rule


def shapes_of(report: OutlineReport) -> dict[str, Any]:
    collection = json.loads(report.path.read_text(encoding="utf-8"))
    return {f["properties"]["code"]: f["geometry"] for f in collection["features"]}


def test_by_code_and_clockwise(known: Gazetteer, tmp_path: Path) -> None:
    codes = [BANDA_ACEH, BENGKULU, MERAUKE]
    table = frame([square(known, c) for c in codes], kode=codes, luas=[1.5, 2.5, 3.5])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert (report.matched, report.column, report.scheme) == (3, "kode", "code")
    assert len(report.missing) == 511 and not report.doubts and not report.unmatched
    shapes = shapes_of(report)
    assert set(shapes) == set(codes)
    for geometry in shapes.values():
        for ring in geometry["coordinates"]:
            assert not shapely.is_ccw(shapely.linearrings(ring[0]))
    assert [path.name for path in report.path.parent.iterdir()] == [FILE]


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp", "zip"])
def test_names_only_in_every_format(known: Gazetteer, tmp_path: Path, suffix: str) -> None:
    names = {"Kota Banda Aceh": BANDA_ACEH, "Kab. Merauke": MERAUKE, "BENGKULU": BENGKULU}
    table = frame([square(known, c) for c in names.values()], nama=list(names))
    source = written(tmp_path / f"a.{'shp' if suffix == 'zip' else suffix}", table)
    if suffix == "zip":
        source = str(tmp_path / "a.zip")
        with zipfile.ZipFile(source, "w") as packed:
            for part in tmp_path.glob("a.*"):
                if part.suffix != ".zip":
                    packed.write(part, f"folder/{part.name}")
    report = put(source, tmp_path)
    assert report.scheme == "name"
    assert set(shapes_of(report)) == set(names.values())


def test_topojson_without_a_coordinate_system(known: Gazetteer, tmp_path: Path) -> None:
    ring = [list(p) for p in square(known, MERAUKE).exterior.coords]
    geometry = {"type": "Polygon", "arcs": [[0]], "properties": {"code": MERAUKE}}
    objects = {"data": {"type": "GeometryCollection", "geometries": [geometry]}}
    source = tmp_path / "a.topojson"
    source.write_text(json.dumps({"type": "Topology", "arcs": [ring], "objects": objects}))
    report = put(str(source), tmp_path)
    assert set(shapes_of(report)) == {MERAUKE}
    assert report.notes == ("crs_assumed",)


def test_old_papua_codes(known: Gazetteer, tmp_path: Path) -> None:
    old = {"91.01": "93.01", "91.02": "95.01", "92.01": "96.01", "92.71": "96.71"}
    table = frame([square(known, c) for c in old.values()], kode=list(old))
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert set(shapes_of(report)) == set(old.values())
    assert not report.doubts


@pytest.mark.parametrize(
    "form", ["{0},{1}", "{0}{1}.0", "{0}-{1}", "{0} {1}", "ID{0}{1}", "{0}.{1}"]
)
def test_a_code_is_read_as_tables_leave_it(known: Gazetteer, tmp_path: Path, form: str) -> None:
    codes = [BANDA_ACEH, BENGKULU, "71.71", "12.10"]
    texts = [form.format(*code.split(".")) for code in codes]
    table = frame([square(known, c) for c in codes], kode=texts, nama=["-"] * 4)
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert (set(shapes_of(report)), report.doubts) == (set(codes), ())


def test_codes_of_the_statistics_office_are_told_from_ours(
    known: Gazetteer, tmp_path: Path
) -> None:
    codes = [BANDA_ACEH, "11.01", "11.02", "12.07", MERAUKE]
    bps = {ours: theirs for theirs, ours in known.bps.items()}
    table = frame([square(known, c) for c in codes], ADM2_PCODE=[f"ID{bps[c]}" for c in codes])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert report.scheme == "bps"
    assert set(shapes_of(report)) == set(codes)


def test_one_name_for_city_and_regency_is_read_by_place(known: Gazetteer, tmp_path: Path) -> None:
    codes = ["32.04", "32.73", "32.01"]
    names = ["Bandung", "Bandung", "Kabupaten Bogor"]
    table = frame([square(known, c) for c in codes], nama=names, prov=["Jawa Barat"] * 3)
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert set(shapes_of(report)) == set(codes)
    assert {doubt.reason for doubt in report.doubts} == {"by_place"}
    assert len(report.doubts) == 2


def test_a_plain_name_is_what_the_city_of_that_name_leaves(
    known: Gazetteer, tmp_path: Path
) -> None:
    """As BIG names them: a city with its type, the regency around it without."""
    city, around = square(known, "32.71"), square(known, "32.01")
    wide = shapely.union_all([city, around]).convex_hull.difference(city)
    table = frame([city, wide, square(known, MERAUKE)], nama=["Kota Bogor", "Bogor", "Merauke"])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert set(shapes_of(report)) == {"32.71", "32.01", MERAUKE}
    assert [(d.code, d.reason) for d in report.doubts] == [("32.01", "by_elimination")]


def test_names_alike_are_told_apart_when_one_of_them_is_known(
    known: Gazetteer, tmp_path: Path
) -> None:
    city = square(known, "32.71")
    wide = shapely.union_all([city, square(known, "32.01")]).convex_hull.difference(city)
    table = frame([wide, city], nama=["Bogor", "Bogor"])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert set(shapes_of(report)) == {"32.71", "32.01"}
    assert {doubt.reason for doubt in report.doubts} == {"by_place"}


def test_a_known_row_without_a_shape_is_no_unknown_one(known: Gazetteer, tmp_path: Path) -> None:
    table = frame([square(known, MERAUKE), None], kode=[MERAUKE, "12.73"], nama=["", ""])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert not report.unmatched and report.shapeless == {"12.73"}
    lines = describe(report, known, load_words("id"))
    assert any("tanpa bentuk di dalam berkas" in line for line in lines)


def test_codes_go_before_names(known: Gazetteer, tmp_path: Path) -> None:
    codes = [BANDA_ACEH, BENGKULU, "lost"]
    shapes = [square(known, c) for c in (BANDA_ACEH, BENGKULU, MERAUKE)]
    table = frame(shapes, nama=["Kota Banda Aceh", "Kota Bengkulu", "Merauke"], kode=codes)
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert (report.column, report.scheme) == ("kode", "code")
    assert [text for text, _ in report.unmatched] == ["lost"]


def test_type_and_province_columns_help(known: Gazetteer, tmp_path: Path) -> None:
    codes = ["32.04", "32.73", "63.03", "32.79"]
    table = frame(
        [square(known, c) for c in codes],
        NAME_1=["Jawa Barat", "Jawa Barat", "Kalimantan Selatan", "Jawa Barat"],
        NAME_2=["Bandung", "Bandung", "Banjar", "Banjar"],
        TYPE_2=["Kabupaten", "Kota", "Kabupaten", "Kota"],
    )
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert set(shapes_of(report)) == set(codes)
    assert not report.doubts and report.column == "NAME_2"


def test_another_coordinate_system(known: Gazetteer, tmp_path: Path) -> None:
    table = frame([square(known, MERAUKE)], kode=[MERAUKE]).to_crs(3857)
    report = put(written(tmp_path / "a.gpkg", table), tmp_path)
    shape = shapely.geometry.shape(shapes_of(report)[MERAUKE])
    assert shape.contains(known.points[MERAUKE])


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_missing_coordinate_system_is_assumed_or_refused(
    known: Gazetteer, tmp_path: Path
) -> None:
    degrees = frame([square(known, MERAUKE)], crs=None, kode=[MERAUKE])
    report = put(written(tmp_path / "a.shp", degrees), tmp_path)
    assert report.notes == ("crs_assumed",)
    metres = frame([box(6e5, 9e6, 6.1e5, 9.1e6)], crs=None, kode=[MERAUKE])
    assert refusal(written(tmp_path / "b.shp", metres), tmp_path / "b") == "no_crs"


def test_turned_axes(known: Gazetteer, tmp_path: Path) -> None:
    turned = shapely.transform(square(known, MERAUKE), lambda points: points[:, ::-1])
    report = put(written(tmp_path / "a.geojson", frame([turned], kode=[MERAUKE])), tmp_path)
    assert report.notes == ("axes_turned",)


def test_invalid_rings_are_repaired(known: Gazetteer, tmp_path: Path) -> None:
    p = known.points[MERAUKE]
    bow = [(-0.1, -0.1), (0.1, 0.1), (0.1, -0.1), (-0.1, 0.1)]
    broken = Polygon([(p.x + x, p.y + y) for x, y in bow])
    assert not broken.is_valid
    report = put(written(tmp_path / "a.geojson", frame([broken], kode=[MERAUKE])), tmp_path)
    assert report.repaired == 1
    assert shapely.geometry.shape(shapes_of(report)[MERAUKE]).is_valid


def test_three_unknown_names_are_named(known: Gazetteer, tmp_path: Path) -> None:
    names = {"Kota Banda Aceh": BANDA_ACEH, "Merauke": MERAUKE, "Kota Bengkulu": BENGKULU}
    lost = ["Kabupaten Marauke", "Atlantis", "Kota Seribu Sungai"]
    shapes = [square(known, c) for c in names.values()] + [box(120, -5, 120.1, -4.9)] * 3
    table = frame(shapes, nama=[*names, *lost])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert {text for text, _ in report.unmatched} == set(lost)
    assert ("Kabupaten Marauke", "Kabupaten Merauke") in report.unmatched
    text = "\n".join(describe(report, known, load_words("id")))
    assert all(name in text for name in lost) and "{" not in text


def test_a_code_in_another_place_is_doubted(known: Gazetteer, tmp_path: Path) -> None:
    codes = [BANDA_ACEH, BENGKULU, MERAUKE]
    shapes = [square(known, BANDA_ACEH), square(known, BENGKULU), box(120, -5, 120.1, -4.9)]
    table = frame(shapes, kode=codes)
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert [(d.code, d.reason) for d in report.doubts] == [(MERAUKE, "elsewhere")]


def test_parts_of_one_region_are_joined(known: Gazetteer, tmp_path: Path) -> None:
    islet = shapely.affinity.translate(square(known, MERAUKE), 0.5, 0.0)
    table = frame([square(known, MERAUKE), islet], kode=[MERAUKE, MERAUKE])
    report = put(written(tmp_path / "a.geojson", table), tmp_path)
    assert len(shapes_of(report)[MERAUKE]["coordinates"]) == 2
    assert not report.doubts


def test_named_columns(known: Gazetteer, tmp_path: Path) -> None:
    table = frame([square(known, MERAUKE)], a=["Merauke"], b=["94.01"])
    source = written(tmp_path / "a.geojson", table)
    assert put(source, tmp_path, name_column="a").column == "a"
    assert refusal(source, tmp_path / "b", code_column="missing") == "no_column"


def test_large_files_become_small(known: Gazetteer, tmp_path: Path) -> None:
    codes = list(known.points)[:60]
    wide = [known.points[c].buffer(0.5, quad_segs=800) for c in codes]
    source = written(tmp_path / "a.gpkg", frame(wide, kode=codes))
    report = put(source, tmp_path)
    assert report.matched == 60 and report.tolerance > 0
    assert report.size <= 1_500_200  # the source's name stands before the shapes


def test_no_polygon(known: Gazetteer, tmp_path: Path) -> None:
    points = frame([Point(120, -5), LineString([(120, -5), (121, -5)])], kode=["93.01", "11.71"])
    assert refusal(written(tmp_path / "a.geojson", points), tmp_path) == "no_polygon"
    empty = tmp_path / "b.geojson"
    empty.write_text('{"type":"FeatureCollection","features":[]}')
    assert refusal(str(empty), tmp_path) == "no_polygon"


def test_nothing_that_fits(known: Gazetteer, tmp_path: Path) -> None:
    lost = frame([square(known, MERAUKE)] * 3, x=["one", "two", "three"])
    assert refusal(written(tmp_path / "a.geojson", lost), tmp_path) == "nothing_to_match"
    few = frame([square(known, MERAUKE)] * 3, x=["Merauke", "two", "three"])
    assert refusal(written(tmp_path / "b.geojson", few), tmp_path) == "few_matches"
    far = frame([box(2, 48, 3, 49)], kode=[MERAUKE])
    assert refusal(written(tmp_path / "c.geojson", far), tmp_path) == "off_map"


@pytest.mark.parametrize(
    "text", ["", "{", '{"type":"FeatureCollection","features":[{"type":', "<OGRVRTDataSource/>"]
)
def test_broken_files(tmp_path: Path, text: str) -> None:
    source = tmp_path / "a.geojson"
    source.write_text(text)
    assert refusal(str(source), tmp_path) in {"unreadable", "not_a_map"}


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "none.geojson"), tmp_path) == "no_file"


def test_too_large_is_refused_unread(tmp_path: Path) -> None:
    source = tmp_path / "a.geojson"
    with source.open("wb") as file:
        file.truncate(300_000_001)
    assert refusal(str(source), tmp_path) == "too_large"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.geojson", b"{" + b" " * 50_000_000)
    assert source.stat().st_size < 100_000
    assert refusal(str(source), tmp_path) == "zip_bomb"


def test_zips_without_a_map_or_broken(tmp_path: Path) -> None:
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w") as packed:
        packed.writestr("../../readme.txt", "hello")
    assert refusal(str(source), tmp_path) == "no_map_in_zip"
    with zipfile.ZipFile(source, "w") as packed:
        packed.writestr("a.geojson", '{"type":' * 100)
    raw = bytearray(source.read_bytes())
    raw[60:80] = b"\0" * 20
    source.write_bytes(bytes(raw))
    assert refusal(str(source), tmp_path) == "bad_zip"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_from_an_address(known: Gazetteer, tmp_path: Path) -> None:
    written(tmp_path / "a.geojson", frame([square(known, MERAUKE)], kode=[MERAUKE]))
    with serving(tmp_path) as address:
        report = put(f"{address}/a.geojson", tmp_path)
        assert set(shapes_of(report)) == {MERAUKE}
        assert refusal(f"{address}/none.geojson", tmp_path / "b") == "no_answer"
        (tmp_path / "room").mkdir()
        with pytest.raises(BoundaryError, match="download_too_large"):
            fetch(f"{address}/a.geojson", tmp_path / "room", limit=100)
    assert refusal(f"{address}/a.geojson", tmp_path / "c") == "no_answer"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/a.geojson"])
def test_other_addresses(tmp_path: Path, address: str) -> None:
    assert refusal(address, tmp_path) == "not_http"


def test_an_old_file_stays_when_a_new_one_fails(known: Gazetteer, tmp_path: Path) -> None:
    put(written(tmp_path / "a.geojson", frame([square(known, MERAUKE)], kode=[MERAUKE])), tmp_path)
    before = (tmp_path / "out" / FILE).read_bytes()
    with pytest.raises(BoundaryError):
        put(str(tmp_path / "none.geojson"), tmp_path)
    assert (tmp_path / "out" / FILE).read_bytes() == before


def test_the_verb(known: Gazetteer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "a.geojson", frame([square(known, MERAUKE)], kode=[MERAUKE]))
    assert main(["boundaries", source, "--out", str(tmp_path / "out")]) == 0
    assert "1 dari 514" in capsys.readouterr().out
    for wrong in (
        [],
        [str(tmp_path / "none")],
        ["--url", "nowhere"],
        [source, "--url", "http://x"],
    ):
        assert main(["boundaries", *wrong, "--out", str(tmp_path / "new")]) == 2
        said = capsys.readouterr()
        assert said.err.count("\n") == 1 and not said.out
    assert not (tmp_path / "new").exists()
