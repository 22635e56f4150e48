"""prongsai (โปร่งใส): Thailand's Integrity and Transparency Assessment, every number recomputable.

import prongsai

result = prongsai.read_result(Path("examples/napho-2564.json"))
framework = prongsai.load_framework("th-ita-2564")
scored = prongsai.score(prongsai.prepare(framework), result)
scored.shown("total"), scored.decision.level.word.th  # 69.66 as a Fraction, "C"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prongsai.core.errors import InputError as InputError
    from prongsai.core.errors import Problem as Problem
    from prongsai.core.framework import Framework as Framework
    from prongsai.core.improve import improve as improve
    from prongsai.core.reconcile import reconcile as reconcile
    from prongsai.core.result import Result as Result
    from prongsai.core.scoring import Score as Score
    from prongsai.core.scoring import prepare as prepare
    from prongsai.core.scoring import proof as proof
    from prongsai.core.scoring import score as score
    from prongsai.core.text import Text as Text
    from prongsai.reading.framework import available as available_frameworks
    from prongsai.reading.framework import load as load_framework
    from prongsai.reading.result import read as read_result

_HOMES = {
    "Framework": ("prongsai.core.framework", "Framework"),
    "InputError": ("prongsai.core.errors", "InputError"),
    "Problem": ("prongsai.core.errors", "Problem"),
    "Result": ("prongsai.core.result", "Result"),
    "Score": ("prongsai.core.scoring", "Score"),
    "Text": ("prongsai.core.text", "Text"),
    "available_frameworks": ("prongsai.reading.framework", "available"),
    "improve": ("prongsai.core.improve", "improve"),
    "load_framework": ("prongsai.reading.framework", "load"),
    "prepare": ("prongsai.core.scoring", "prepare"),
    "proof": ("prongsai.core.scoring", "proof"),
    "read_result": ("prongsai.reading.result", "read"),
    "reconcile": ("prongsai.core.reconcile", "reconcile"),
    "score": ("prongsai.core.scoring", "score"),
}

__all__ = [
    "Framework",
    "InputError",
    "Problem",
    "Result",
    "Score",
    "Text",
    "available_frameworks",
    "improve",
    "load_framework",
    "prepare",
    "proof",
    "read_result",
    "reconcile",
    "score",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import prongsai` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
