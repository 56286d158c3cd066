"""Penghargaan: a strip of all award lists that filters, the list, and one row beside it."""

from pages._parts.penghargaan import desk
from pages._shared import atlas, frame

frame.require()
desk.desk(atlas.record())
