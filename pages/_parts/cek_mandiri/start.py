"""Begin and bring back a portfolio: template, upload, example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from iga_core.language import unlinked
from iga_core.portfolio import (
    Portfolio,
    PortfolioError,
    example_years,
    load_example,
    prefilled_note,
    problem_count,
    problem_lines,
)
from iga_core.portfolio.file.apart import shared_reader
from iga_core.rules import Rulebook, RulebookNotFoundError, RuleUnknownError
from pages._parts.cek_mandiri import blank, session
from pages._shared import atlas, filters
from pages._shared.files.link import link
from pages._shared.links import file_href
from pages._shared.rule_text import unknown_rule
from pages._shared.words import t, words

AGREED = f"{session.PAGE}_agreed"
FOLLOWED = f"{session.PAGE}_followed"  # the region of a file that was brought, until it is chosen
SAID = f"{session.PAGE}_said"  # what is said of a file once it is
BOX = f"{session.PAGE}_open"  # the box of these ways, once there is work


@cache
def _example(year: int) -> Portfolio | None:
    """Return our own sample of a year, read once. A team's work is never kept like this."""
    return load_example(atlas.rulebooks()[year])


def filled(portfolio: Portfolio, book: Rulebook) -> Portfolio:
    """Return ``portfolio`` with the lines that public statistics give, where it says nothing."""
    said = {*portfolio.spd, *portfolio.spd_values}
    found = blank.given(book, portfolio.region)
    new = {code: line for code, line in found.items() if code not in said}
    return replace(
        portfolio,
        spd_values={**portfolio.spd_values, **{code: x.value for code, x in new.items()}},
        spd_evidence={
            **portfolio.spd_evidence,
            **{code: prefilled_note(x, words()) for code, x in new.items()},
        },
    )


def refused(error: Exception) -> str:
    """Return why a file was not taken, in one line."""
    if isinstance(error, PortfolioError):
        place = t("portfolio.at", place=unlinked(error.place, 80)) if error.place else ""
        return place + unlinked(t(f"portfolio.{error.reason}", **error.details), 400)
    if isinstance(error, RulebookNotFoundError):
        known = " ".join(map(str, error.known))
        return t("rules.no_rulebook", year=error.year, known=known)
    if isinstance(error, RuleUnknownError):
        return unknown_rule(error)
    raise error


def read(
    file: UploadedFile, year: int, *, earlier: bool = False
) -> tuple[Portfolio | None, list[str]]:
    """Return the portfolio in a file and what to say of it, first how much; None when not taken.

    A file that names no year is read by the rules of ``year``; with ``earlier`` also one of a
    year whose own rules do not suffice to read it. The server lets go of the file.
    """
    data = file.getvalue()
    session.let_go(file)
    try:
        portfolio, problems = shared_reader().read(data, words(), year, earlier=earlier)
    except (PortfolioError, RulebookNotFoundError, RuleUnknownError) as error:
        return None, [refused(error)]
    if not problems:
        return portfolio, []
    number = words().number(problem_count(problems))
    lines = (unlinked(line, 800) for line in problem_lines(problems, words()))
    return portfolio, [t("cek_mandiri.problems", number=number), *lines]


def tell(told: Sequence[str]) -> None:
    """Draw what ``read`` says of a file that was taken."""
    if told:
        st.warning(told[0])
        st.markdown("\n".join(f"- {line}" for line in told[1:]))


def follow(view: filters.View) -> None:
    """Choose the region of a file that was brought, before its widget is drawn."""
    code = st.session_state.pop(FOLLOWED, "")
    if code in view.options("daerah"):
        view.put("daerah", code)


def taken() -> None:
    """Say what was read of a file whose region the page has followed since."""
    if said := st.session_state.pop(SAID, ""):
        st.success(said)


def _bring(year: int, region: str) -> None:
    """Take an uploaded file, once; ask before work that nobody has saved gives way.

    The choice of ``region`` follows the file.
    """
    file: UploadedFile | None = st.file_uploader(
        t("cek_mandiri.upload"),
        key=f"{session.PAGE}_file",
        help=t("cek_mandiri.upload_help"),
    )
    shared_reader().prepare()
    if file is None or st.session_state.get(f"{session.PAGE}_taken") == file.file_id:
        return
    if session.unsaved() and not _may_replace():
        return
    st.session_state[f"{session.PAGE}_taken"] = file.file_id
    portfolio, told = read(file, year)
    if portfolio is None:
        st.error(told[0])
        if session.held() is not None:
            st.caption(t("cek_mandiri.nothing_lost"))
        return
    session.take(portfolio, told)
    taken = t("cek_mandiri.taken", number=words().number(len(portfolio.innovations)))
    if portfolio.region in ("", region):
        st.success(taken)
        return
    st.session_state.update({FOLLOWED: portfolio.region, SAID: taken})
    st.rerun()


def _agree() -> None:
    st.session_state[AGREED] = True


def _may_replace() -> bool:
    """Say whether the visitor has agreed that unsaved work gives way; ask until then."""
    if st.session_state.pop(AGREED, False):
        return True
    st.warning(t("cek_mandiri.replace"))
    st.button(t("cek_mandiri.replace_yes"), key=f"{session.PAGE}_replace", on_click=_agree)
    return False


def begin(
    label: str,
    key: str,
    make: Callable[[], Portfolio],
    *,
    saved: bool,
    year: int | None = None,
    estimate: Decimal | None = None,
) -> None:
    """Draw a button that begins with ``make()``; unsaved work is asked for first.

    ``year``: the year of the rules to go on with, when it is not the one chosen; ``estimate``: the
    index of the quick estimate that it is made of.
    """

    def take() -> None:
        if session.unsaved() and st.session_state.get(f"{session.PAGE}_sure") != key:
            st.session_state[f"{session.PAGE}_sure"] = key
            return
        st.session_state.pop(f"{session.PAGE}_sure", None)
        session.take(make(), saved=saved, estimate=estimate)
        st.session_state[BOX] = False
        if year is not None:
            st.session_state[filters.key(session.PAGE, "tahun")] = str(year)

    st.button(label, key=f"{session.PAGE}_{key}", on_click=take)
    if st.session_state.get(f"{session.PAGE}_sure") == key and session.unsaved():
        st.warning(t("cek_mandiri.replace_again"))


def buttons(book: Rulebook, region: str) -> None:
    """Draw the ways to begin that need no file: blank, or by the example."""
    work = session.held()
    begin(
        t("cek_mandiri.empty" if work is None else "cek_mandiri.anew"),
        "empty",
        lambda: filled(Portfolio(region=code_of(region), year=book.year), book),
        saved=True,
    )
    # a season that has none of its own yet is shown the newest there is, under its own rules
    year = book.year if book.year in example_years() else max(example_years())
    example = _example(year)
    if example is not None:
        label = t(
            "cek_mandiri.example" if year == book.year else "cek_mandiri.example_of", year=year
        )
        begin(label, "example", lambda: example, saved=True, year=year)


def code_of(region: str) -> str:
    """Return the code of a region in the address, "" for none."""
    return "" if region == filters.ALL else region


def files(book: Rulebook, region: str) -> None:
    """Draw the ways to begin with a file: the blank workbook, and what comes back."""
    asked = {"tahun": str(book.year), "daerah": region}
    link(t("cek_mandiri.template", year=book.year), file_href("templat.xlsx", asked))
    _bring(book.year, region)
    st.caption(t("cek_mandiri.ways"))


def anew(book: Rulebook, region: str) -> None:
    """Draw every way to begin again, and to fill what is held from public statistics."""
    work, code = session.held(), code_of(region)
    with st.container(horizontal=True):
        buttons(book, region)
        if work is not None and code and not work.portfolio.example:
            begin(
                t("cek_mandiri.fill"),
                "fill",
                lambda: filled(replace(work.portfolio, region=code), book),
                saved=False,
            )
    files(book, region)
