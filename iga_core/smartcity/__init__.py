"""SMART CITY, the other prize: its programme, its two weight sets, its index. Never IID or IGA."""

from iga_core.smartcity.model import Case, Contrast, Dimension, SmartCity, WeightSet
from iga_core.smartcity.reading import FILE, cached_smart_city, load_smart_city
from iga_core.smartcity.scoring import Weighed, closest, mean, weigh

__all__ = [
    "FILE",
    "Case",
    "Contrast",
    "Dimension",
    "SmartCity",
    "Weighed",
    "WeightSet",
    "cached_smart_city",
    "closest",
    "load_smart_city",
    "mean",
    "weigh",
]
