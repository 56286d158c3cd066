"""Who takes part: the register of governments, and the way from a written name to its code."""

from iga_core.regions.former import former_text, span
from iga_core.regions.names import Name, normalise
from iga_core.regions.register import (
    TYPE_CATEGORY,
    TYPES,
    Alias,
    AliasKind,
    Region,
    RegionNotFoundError,
    RegionType,
    Register,
    display_name,
    load_aliases,
    load_register,
    place_name,
    short_name,
    short_names,
)
from iga_core.regions.resolve import Candidate, Resolution, Resolver, build_resolver, resolve

__all__ = [
    "TYPES",
    "TYPE_CATEGORY",
    "Alias",
    "AliasKind",
    "Candidate",
    "Name",
    "Region",
    "RegionNotFoundError",
    "RegionType",
    "Register",
    "Resolution",
    "Resolver",
    "build_resolver",
    "display_name",
    "former_text",
    "load_aliases",
    "load_register",
    "normalise",
    "place_name",
    "resolve",
    "short_name",
    "short_names",
    "span",
]
