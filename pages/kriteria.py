"""Kriteria: the whole framework of a year in one picture, and what is seen of a government."""

from pages._parts.kriteria import desk
from pages._shared import atlas, frame

frame.require()
desk.desk(atlas.record())
