"""The award list as a page: what is found, the strip that filters, the list and a row beside it.

One ``FacetCounts`` holds the rows: sentence, list, count, picture and files take them from there.
A choice is an address: everything that is pressed is a link, and Back takes it back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from iga_core.analysis import award_sentences
from iga_core.analysis.awards import match_name
from iga_core.analysis.facets import LIST_FACETS, FacetCounts, result, uncounted
from iga_core.analysis.headlines import Sentence
from iga_core.analysis.lists import key_of
from iga_core.analysis.presets import concerned
from iga_core.chart import html
from iga_core.record import Record
from pages._parts.penghargaan import answers, counting, download, filters, listing, row, strip
from pages._parts.penghargaan.asked import MAIN, PAGE, Asked, asked
from pages._shared import atlas, first, glossary, lazy
from pages._shared.filters import AWARD_PARTS, Values, View, key, open_view
from pages._shared.words import t, words


def desk(record: Record) -> None:
    """Draw the page."""
    view = open_view(PAGE, record)
    wanted = asked(record, view)
    headline = said(record, view, wanted)
    with first.row(t("page.penghargaan")):
        st.text_input(
            t("filter.nama"),
            key=key(PAGE, "nama"),
            placeholder=t("filter.nama"),
            width=230,
            label_visibility="collapsed",
        )
        st.html(filters.programmes(view), width="content")
        lazy.popover(
            t("filter.open"),
            f"{PAGE}_filter",
            lambda: st.html(filters.choices(record, view, wanted.counts)),
        )
        lazy.popover(
            t("take.box"),
            f"{PAGE}_take",
            lambda: download.contents(view, wanted, _spoken(headline)),
        )
    part = view.text("bagian")
    above = html.sentences(headline, t("chart.proof"))
    if part == "daftar":
        _list(record, view, wanted, above)
        return
    st.html(above + _chips(view, wanted) + _parts(view, wanted.counts))
    {
        "berulang": partial(answers.repeated, record, wanted),
        "silang": partial(counting.block, view, wanted),
        "kutip": partial(_reading, view, wanted, _spoken(headline)),
    }[part]()


def _spoken(sentences: Sequence[html.ShownSentence]) -> str:
    """Return sentences as one text to be copied."""
    texts = (one.text.rstrip(".") for one in sentences)
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in texts)


def _reading(view: View, wanted: Asked, sentence: str) -> None:
    """Draw how complete the lists are, and how to read and to cite them."""
    counts, lists = wanted.counts, wanted.counts.coverage.concerned
    if wanted.preset:
        lists = concerned(atlas.facets(), counts.selection, wanted.preset)
    st.markdown(glossary.linked(t("penghargaan.intro")))
    download.citing(view, sentence)
    lazy.fold(
        t("list.title", number=words().number(len(lists))),
        f"{PAGE}_lists",
        lambda: listing.completeness(counts, lists),
    )


def _list(record: Record, view: View, wanted: Asked, above: str) -> None:
    """Draw the strip and the list below it, and beside it the row that is open."""
    counts = wanted.counts
    if wanted.preset:
        st.html(above)
        answers.answer(record, view, wanted, wanted.preset)
        above, picture = "", _chips(view, wanted)
    else:
        picture = _picture(view, wanted)
    drawn = picture + _parts(view, counts) + listing.table(view, wanted)
    if view.text("penghargaan"):
        st.html(above)
        with st.container(key=f"{PAGE}_open"):  # style.css puts the row to the right of the list
            beside, main = st.columns([2, 3], gap="medium")
            with beside, st.container(border=True):
                row.card(record, view)
            with main:
                st.html(drawn)
    else:
        st.html(above + drawn)
    listing.absent(counts)


def _picture(view: View, wanted: Asked) -> str:
    """Return the strip of all lists, what its marks mean, and the chips below it (HTML)."""
    figure = strip.strip(wanted, view)
    legend = first.legend(*(group.label for group in figure.groups))
    note = html.filled("note.html", text=t("heat.note"))
    return "".join(
        [
            html.write(figure),
            legend,
            note,
            _chips(view, wanted, ready=strip.programme_of(wanted) == MAIN),
        ]
    )


def _chips(view: View, wanted: Asked, *, ready: bool = False) -> str:
    """Return the active filters, each to be taken back, and with ``ready`` the sessions (HTML)."""
    chips = filters.chips(view, wanted)
    return html.filled(
        "chips.html",
        chips=chips,
        cleared=filters.cleared(view) if chips else "",
        sessions=filters.sessions(view, strip.sessions()) if ready else [],
        clear=t("filter.clear"),
    )


def _parts(view: View, counts: FacetCounts) -> str:
    number = words().number(counts.total)
    parts = [
        filters.Choice(
            t(f"penghargaan.part_{name}"),
            number if name == "daftar" else "",
            view.address(bagian=name, penghargaan="", hal="1"),
            name == view.text("bagian"),
        )
        for name in AWARD_PARTS
    ]
    return html.filled("parts.html", label=t("page.penghargaan"), parts=parts)


def said(record: Record, view: Values, wanted: Asked) -> list[html.ShownSentence]:
    """Return what the page answers: the first sentence stands large, the others in a line below."""
    proofs = first.Proofs()
    if view.text("bagian") == "berulang":
        return [html.ShownSentence(answers.repeated_said(record, wanted), 0, "")]
    counts, chosen = wanted.counts, wanted.chosen
    searched = match_name(record, view.text("nama"))
    if searched and not searched.known:
        return [html.ShownSentence(_not_known(record, view.text("nama"), searched.codes), 0, "")]
    if one := _one_list(wanted):
        found = first.said([one], proofs)
    elif not wanted.preset and wanted.untouched:
        found = first.said([atlas.newest_headline()], proofs)
    else:
        found = [html.ShownSentence(f"{result(counts, words(), wanted.question)}.", 0, "")]
        lists = counts.coverage.lists
        if len(lists) > 1 and not wanted.preset:
            complete = words().number(sum(bool(count.complete) for count in lists))
            told = t("penghargaan.lists", complete=complete, number=words().number(len(lists)))
            found.append(html.ShownSentence(told, 0, ""))
    rows = listing.ordered(counts)
    more = [award_sentences.most_often(record, atlas.recipients(), rows)]
    if len(chosen.year) == 1:
        year = int(chosen.year[0])
        more.append(award_sentences.recorded_before(record, atlas.recipients(), rows, year))
    found += first.said([one for one in more if one], proofs)
    if not chosen.empty and (besides := uncounted(counts, words())):
        found.append(html.ShownSentence(besides, 0, ""))
    return found


def _not_known(record: Record, text: str, nearest: Collection[str]) -> str:
    """Return that a text was typed which names nobody, and whom the list shows instead."""
    names = sorted(record.register.get(code).name for code in nearest)
    if not names:
        return t("penghargaan.name_unknown", text=text[:60])
    return t("penghargaan.name_nearest", text=text[:60], names=", ".join(names))


def _one_list(wanted: Asked) -> Sentence | None:
    """Return the sentence on the one IGA list that the filters choose, if they choose just one.

    Its names stand in the list below: the proof is the row that says how long the list is.
    """
    only = wanted.counts.coverage.only
    others = wanted.chosen.choosing(dict.fromkeys((*LIST_FACETS, "region_type"), ()))
    if wanted.preset or only is None or not others.empty or only.programme != MAIN:
        return None
    sentence = atlas.headlines().award_list(only.year, only.level, only.category)
    size = atlas.award_lists().get(key_of(only))
    return replace(sentence, rows=(size["id"],) if size else ())
