"""The agency's own words on findings, kept apart from the generated ones."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.errors import InputError
from prongsai.core.plan.check import LONGEST_TEXT, TOO_LONG
from prongsai.core.plan.draft import read_words
from prongsai.core.summary import Plain
from prongsai.web.actions import Actor, Conflict, Done, action
from prongsai.web.models import Result, Wording


@action("analysis.edit")
def word(actor: Actor, result: Result, *, finding: str, text: str, version: int) -> Done[Wording | None]:
    """Set the agency's own words on one finding; no words take them back, and leave an empty row with its version.

    `version` is that of the words that were looked at, 0 where there were none.
    """
    words = read_words(text)
    if len(words) > LONGEST_TEXT:
        raise InputError([TOO_LONG.at(finding, words, most=LONGEST_TEXT)])
    kept = result.wordings.filter(finding=finding).first()
    if (kept.version if kept else 0) != version:
        raise Conflict(
            kept or Wording(result=result, finding=finding, text="", version=0, written_at=actor.at)
        )
    before = kept.text if kept else ""
    if words == before:
        return Done(kept, quiet=True)
    saved = _write(actor, result, kept, finding, words)
    change: dict[str, Plain] = {"fields": {"text": [before, words]}}
    return Done(saved, change, f"finding:{result.pk}:{finding}")


@action("analysis.edit")
def word_all(actor: Actor, result: Result, *, texts: Mapping[str, str]) -> Done[int]:
    """Set the words on several findings, as a sheet that was handed in has them; others stay as they are."""
    there = {each.finding: each for each in result.wordings.all()}
    changed: dict[str, Plain] = {}
    for finding, text in texts.items():
        kept, words = there.get(finding), read_words(text)
        before = kept.text if kept else ""
        if words != before:
            _write(actor, result, kept, finding, words)
            changed[finding] = [before, words]
    return Done(len(changed), {"findings": changed}, f"result:{result.pk}", quiet=not changed)


def _write(actor: Actor, result: Result, kept: Wording | None, finding: str, words: str) -> Wording:
    row = kept or Wording(result=result, finding=finding, version=0)
    row.text, row.version, row.written_by, row.written_at = words, row.version + 1, actor.person, actor.at
    row.save()
    return row
