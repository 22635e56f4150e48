"""An analysis as plain lines for a terminal."""

from __future__ import annotations

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.advice import KINDS
from prongsai.core.finding import GOOD, Finding
from prongsai.core.framework import TOTAL
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Lang, Text
from prongsai.render.terminal import points

KEEP = Text("รักษาระดับ: {codes}", "Keep: {codes}")
AMONG = Text("เทียบกับหน่วยงานประเภทเดียวกัน: {words_th}", "Beside agencies of the same type: {words_en}")
KINDS_IN_ORDER = ("urgent", "improve", "strength", "keep")


def analysis_text(analysis: Analysis, lang: Lang) -> str:
    """Return the weak findings in full, the most urgent first, then the good ones: in full if worded, else codes."""
    full = [each for each in analysis.findings if each.kind not in GOOD or each.edited]
    lines = [line for kind in KINDS_IN_ORDER for line in _kind(kind, full, analysis, lang)]
    good = runs_of_codes([each.code for each in analysis.findings if each not in full])
    if good:
        lines.append(KEEP.format(codes=", ".join(good)).say(lang))
    total = analysis.peers.get(TOTAL)
    if total is not None:
        lines.append(AMONG.format(words_th=total.words.th, words_en=total.words.en).say(lang))
    return "\n".join(lines)


def _kind(kind: str, full: list[Finding], analysis: Analysis, lang: Lang) -> list[str]:
    found = [each for each in full if each.kind == kind]
    lines = [KINDS[kind].say(lang)] if found else []
    for each in found:
        title = analysis.scored.recipe.framework.label(each.code).say(lang)
        score = "" if each.score is None else points(each.score)
        lines += [f"  {title}  {score}", f"    {each.finding.say(lang)}", f"    → {each.words(lang)}"]
    return lines
