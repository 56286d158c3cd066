"""What the law asks of an innovation: criteria, how the press says them, lists, provisions."""

from __future__ import annotations

from collections.abc import Callable

from iga_core.declared.law import Criterion, Paraphrase, Term, cached_law
from iga_core.language import plain
from pages._shared.canvas import Canvas
from pages._shared.links import source_link
from pages._shared.rule_text import basis
from pages._shared.tables import markdown_table
from pages._shared.words import DEFAULT, t, words


def _asked(criterion: Criterion) -> str:
    """Return what a criterion asks, as the law says it, with its gloss."""
    return plain(words().glossed("criterion", criterion.text.known(), criterion.id), 400)


def criteria(canvas: Canvas) -> None:
    """Draw the five criteria, and where each is written."""
    head = [t(f"hukum.head_{name}") for name in ("criterion", "asks", "basis")]
    rows = [
        [
            f"{number}. **{words().term('criterion', criterion.id)}**",
            _asked(criterion),
            basis(criterion.text),
        ]
        for number, criterion in enumerate(cached_law().criteria, 1)
    ]
    canvas.markdown(t("hukum.criteria_intro"))
    canvas.markdown(markdown_table(head, rows))


def _paraphrase_row(paraphrase: Paraphrase) -> list[str]:
    criterion = cached_law().criterion(paraphrase.criterion)
    remark = f"{t(f'hukum.relation_{paraphrase.relation}')} {plain(paraphrase.note, 400)}"
    return [
        f"“{plain(paraphrase.said)}”",
        f"**{words().term('criterion', criterion.id)}**: {_asked(criterion)}",
        remark.strip(),
        "; ".join(source_link(source) for source in paraphrase.sources),
    ]


def paraphrases(canvas: Canvas) -> None:
    """Draw how the press words the criteria, and whether that is the same."""
    canvas.markdown(t("hukum.press_intro"))
    head = [t(f"hukum.head_{name}") for name in ("said", "criterion", "same", "source")]
    canvas.markdown(markdown_table(head, map(_paraphrase_row, cached_law().paraphrases)))


def _terms(
    canvas: Canvas, title: str, terms: tuple[Term, ...], name: Callable[[Term], str]
) -> None:
    canvas.subheader(title)
    head = [t("hukum.head_content"), t("hukum.head_basis")]
    canvas.markdown(markdown_table(head, [[name(term), basis(term.text)] for term in terms]))


def _provision(term: Term) -> str:
    return plain(words().glossed("provision", term.text.known(), term.id), 400)


def _in_words(vocabulary: str) -> Callable[[Term], str]:
    """Return what names a term: in our words, and beside them as the law says it elsewhere."""

    def name(term: Term) -> str:
        said = words().term(vocabulary, term.id)
        return said if words().language == DEFAULT else f"{plain(term.text.known(), 300)} ({said})"

    return name


def lists(canvas: Canvas) -> None:
    """Draw the forms, who may propose, the stages and the kinds."""
    law = cached_law()
    _terms(canvas, t("hukum.forms"), law.forms, _in_words("innovation_form"))
    _terms(canvas, t("hukum.initiators"), law.initiators, _in_words("initiator"))
    _terms(canvas, t("hukum.stages"), law.stages, _in_words("stage"))
    _terms(canvas, t("hukum.kinds"), law.kinds, _in_words("innovation_type"))


def provisions(canvas: Canvas) -> None:
    """Draw who must and may do what."""
    head = [t("hukum.head_content"), t("hukum.head_basis")]
    rows = [[_provision(term), basis(term.text)] for term in cached_law().provisions]
    canvas.markdown(markdown_table(head, rows))
