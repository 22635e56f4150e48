"""An analysis as plain lines for a terminal."""

from __future__ import annotations

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.advice import KINDS
from prongsai.core.finding import GOOD, Finding
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Lang, Text
from prongsai.render.terminal import points

KEEP = Text("รักษาระดับ: {codes}", "Keep: {codes}")


def analysis_text(analysis: Analysis, lang: Lang) -> str:
    """Return the weak findings in full, the most urgent first, and the good ones as a list of codes."""
    weak = [each for each in analysis.findings if each.kind not in GOOD]
    lines = [line for kind in ("urgent", "improve") for line in _kind(kind, weak, analysis, lang)]
    good = runs_of_codes([each.code for each in analysis.findings if each.kind in GOOD])
    if good:
        lines.append(KEEP.format(codes=", ".join(good)).say(lang))
    return "\n".join(lines)


def _kind(kind: str, weak: list[Finding], analysis: Analysis, lang: Lang) -> list[str]:
    found = [each for each in weak if each.kind == kind]
    lines = [KINDS[kind].say(lang)] if found else []
    for each in found:
        title = analysis.scored.recipe.framework.label(each.code).say(lang)
        score = "" if each.score is None else points(each.score)
        lines += [f"  {title}  {score}", f"    {each.finding.say(lang)}", f"    → {each.words(lang)}"]
    return lines
