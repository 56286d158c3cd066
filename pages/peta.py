"""Peta: the land with a mark for each government, one year or all of them."""

from pages._parts.peta import desk
from pages._shared import atlas, frame

frame.require()
desk.desk(atlas.record())
