"""What the press writes, read as the words on file: "Kab.", "Kategori Kota", "Juara III"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from iga_core.declared.press import PressWords
from iga_core.language import Words
from iga_core.record.ids import slug
from iga_core.regions import TYPE_CATEGORY
from iga_core.regions.names import type_of, words

_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_NUMERALS = [tens * "x" + unit for tens in range(4) for unit in _UNITS]
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS) if numeral}
CLASS = ("category", "level")


class PressReader:
    """Reads words of ``vocabularies``, as they are now, by their own and other ``said`` forms."""

    def __init__(
        self, said: PressWords, vocabularies: Mapping[str, Collection[str]], words: Words
    ) -> None:
        """``words``: how a language shows the words on file; that is read too."""
        self._said, self._vocabularies, self._words = said, vocabularies, words
        self._other = {(f.vocabulary, _key(w)): f.value for f in said.forms for w in f.written}

    def word(self, vocabulary: str, text: str) -> str:
        """Return the word on file that ``text`` means, empty for none."""
        known = self._vocabularies[vocabulary]
        own = {_key(value): value for value in known}
        own |= {_key(self._words.term(vocabulary, value)): value for value in known}
        for said in self._after(text, self._said.before):
            found = own.get(_key(said)) or self._other.get((vocabulary, _key(said)))
            type_ = type_of(said) if vocabulary == "category" else None
            if found or type_:
                return found or TYPE_CATEGORY[type_ or ""]
        return ""

    def parts(self, vocabulary: str, text: str) -> dict[str, str]:
        """Return what a cell under ``vocabulary`` says: that word, or category and level in one."""
        if found := self.word(vocabulary, text):
            return {vocabulary: found}
        tokens = words(text)
        for cut in range(1, len(tokens)):
            halves = (" ".join(tokens[:cut]), " ".join(tokens[cut:]))
            for order in (CLASS, CLASS[::-1]):
                said = {
                    name: self.word(name, half) for name, half in zip(order, halves, strict=True)
                }
                if all(said.values()):
                    return said
        return {name: found for name in CLASS if (found := self.word(name, text))}

    def rank(self, text: str) -> str:
        """Return the digits of a rank said in words or Roman numerals; any other text as it is.

        Numerals are capitals: a small x is a tick.
        """
        *_, said = self._after(text, self._said.before_rank)
        if said in self._said.ordinals:
            return str(self._said.ordinals.index(said) + 1)
        if said.isdecimal():
            return said
        return str(_ROMAN[said]) if said in _ROMAN and said.upper() in text else text

    @staticmethod
    def _after(text: str, before: Collection[str]) -> Iterator[str]:
        """Yield ``text``, then what is left of it behind each of the words ``before``."""
        yield text
        tokens = words(text)
        for start in range(len(tokens)):
            yield " ".join(tokens[start:])
            if tokens[start] not in before:
                break


def _key(text: str) -> str:
    return slug(text).replace("-", "")
