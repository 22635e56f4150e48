"""What a sealed paper states, as lines for the terminal."""

from __future__ import annotations

from prongsai.core.approval import DECISIONS, Approval
from prongsai.core.seal import SealRecord
from prongsai.core.text import Lang, Text
from prongsai.render.verification import moment_words

_LINES = (
    (Text("เอกสาร", "paper"), "title"),
    (Text("หน่วยงาน", "agency"), "agency"),
    (Text("ปีงบประมาณ พ.ศ.", "fiscal year"), "fiscal_year"),
    (Text("ฉบับที่", "version"), "version"),
    (Text("รหัสเอกสาร", "code"), "code"),
)
_SEALED = Text("ออกตรารับรองเมื่อ", "sealed")
_KEY = Text("ลายนิ้วมือกุญแจ", "key fingerprint")
_CHAIN = Text("ผู้พิจารณา", "decisions")


def record_text(record: SealRecord, lang: Lang) -> str:
    """Return the record, a fact a line, then who decided what."""
    facts = [(label.say(lang), str(getattr(record, name))) for label, name in _LINES]
    facts += [(_SEALED.say(lang), moment_words(record.sealed_at).say(lang)), (_KEY.say(lang), record.key)]
    chain = (f"  - {_decided(each, lang)}" for each in record.approvals)
    return "\n".join(
        [*(f"{label}: {_shown(value)}" for label, value in facts), f"{_CHAIN.say(lang)}:", *chain]
    )


def _decided(approval: Approval, lang: Lang) -> str:
    person = " ".join(part for part in (approval.name, approval.position) if part.strip())
    comment = f" – {approval.comment}" if approval.comment.strip() else ""
    when = moment_words(approval.at).say(lang)
    return _shown(f"{person}: {DECISIONS[approval.decision].say(lang)} ({when}){comment}")


def _shown(text: str) -> str:
    """Return text on one line without what could steer a terminal: a file from outside decides what stands in it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
