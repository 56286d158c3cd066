"""What a view of Peta asks, and the addresses of views that differ from it in one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from iga_core.analysis.mapping import LAYERS, YEARS, MapView, map_view
from iga_core.regions import RegionType
from pages._shared import atlas
from pages._shared.filters import ALL, COUNTRY, TABLES, Value, Values, write
from pages._shared.links import href

PAGE = "peta"


@dataclass(frozen=True, slots=True)
class Asked:
    """One map. ``written``: the parameters that differ from their defaults, as an address has them.

    ``measure`` is ``YEARS`` for all years, up to ``year``. ``part``, ``province``, ``chosen``: ""
    for none; ``classes``: the only ones drawn, none for all.
    """

    year: int
    programme: str
    measure: str
    layer: str
    part: str
    province: str
    classes: tuple[str, ...]
    chosen: str
    tiles: bool
    written: tuple[tuple[str, str], ...]

    @property
    def all_years(self) -> bool:
        """Whether the years are counted together."""
        return self.measure == YEARS

    @property
    def place(self) -> str:
        """The part of the country that is chosen, by name; "" for all of it."""
        return atlas.record().register.get(self.province).name if self.province else self.part

    def view(self) -> MapView:
        """Return what the map shows."""
        return _view(
            self.year, self.programme, self.measure, LAYERS[self.layer], self.part, self.province
        )

    def of_country(self) -> Asked:
        """Return the same for the whole country."""
        return replace(self, part="", province="")

    def as_tiles(self) -> Asked:
        """Return the same as tiles."""
        return replace(self, tiles=True)

    def to(self, **changed: str) -> str:
        """Return the address of this view with some parameters changed."""
        return href(PAGE, **{**dict(self.written), **changed})

    def toggled(self, group: str) -> str:
        """Return the address of this view with a class of the legend more, or less."""
        rest = tuple(name for name in self.classes if name != group)
        return self.to(kelas=",".join(rest if group in self.classes else (*rest, group)) or ALL)


def asked(values: Values) -> Asked:
    """Return what the values of Peta's address ask."""
    table = TABLES[PAGE](atlas.record())
    whole = values.text("rentang") == ALL
    default: dict[str, Value] = {param.name: param.default for param in table}
    written = write(table, values)
    return Asked(
        year=atlas.map_facts().years[-1] if whole else values.number("tahun"),
        programme=values.text("program"),
        measure=YEARS if whole else values.text("ukuran"),
        layer=values.text("lapis"),
        part="" if values.text("pulau") == COUNTRY else values.text("pulau"),
        province="" if values.text("provinsi") == ALL else values.text("provinsi"),
        classes=values.many("kelas"),
        chosen="" if values.text("daerah") == ALL else values.text("daerah"),
        tiles=values.text("tampilan") == "ubin" and values.text("lapis") != "provinsi",
        written=tuple((name, written[name]) for name in written if values[name] != default[name]),
    )


@lru_cache(maxsize=256)
def _view(
    year: int,
    programme: str,
    measure: str,
    types: tuple[RegionType, ...],
    part: str,
    province: str,
) -> MapView:
    return map_view(atlas.map_facts(), year, programme, measure, types, part, province)
