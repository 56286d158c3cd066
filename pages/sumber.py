"""Sumber: where every number comes from, where sources disagree, and what is still missing."""

from pages._parts.sumber import desk
from pages._shared import atlas, filters, frame

frame.require()
record = atlas.record()
desk.desk(record, filters.open_view("sumber", record))
