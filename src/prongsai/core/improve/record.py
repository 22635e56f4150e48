"""Gains and plans as records of strings, for JSON: every number exact."""

from __future__ import annotations

from fractions import Fraction

from prongsai.core.framework import Level
from prongsai.core.improve import Gain, Improvement, PlanStep
from prongsai.core.level import Bounds, LevelDecision
from prongsai.core.text import Text

Record = dict[str, object]
PLACES = 4


def improvement_record(found: Improvement) -> Record:
    """Return everything that `improve` says; a number without a finite decimal form stands in `exact` too."""
    return {
        "status": found.status,
        "target": _level(found.target),
        "reachable": _level(found.reachable),
        **_numbers(total=found.total, total_after=found.total_after, effort=found.effort),
        "after": _decision(found.after),
        "plan": [_step(step) for step in found.plan],
        "gains": [gain_record(gain) for gain in found.gains],
        "unknown": [_text(text) for text in found.unknown],
        "notes": [_text(text) for text in found.notes],
    }


def gain_record(gain: Gain) -> Record:
    """Return one gain."""
    return {
        "code": gain.code,
        "title": _text(gain.title),
        "kind": gain.kind,
        **_numbers(**{"from": gain.from_, "to": gain.to, "gain": gain.gain}),
        "gates": {gate: _numbers(gain=value) for gate, value in gain.gates.items()},
        "implied": gain.implied,
        "note": _text(gain.note),
    }


def _step(step: PlanStep) -> Record:
    numbers = {"from": step.from_, "to": step.to, "effort": step.effort, "gain": step.gain}
    return {
        "code": step.code,
        "title": _text(step.title),
        "kind": step.kind,
        **_numbers(**numbers),
        "note": _text(step.note),
    }


def _decision(decision: LevelDecision | None) -> Record | None:
    if decision is None:
        return None
    return {
        "level": _level(decision.level),
        "possible": [_level(level) for level in decision.possible],
        "why": _text(decision.why),
        "gates": {gate: _bounds(bounds) for gate, bounds in decision.gates.items()},
    }


def _bounds(bounds: Bounds) -> Record:
    return _numbers(low=bounds.low, high=bounds.high)


def _level(level: Level | None) -> Record | None:
    return None if level is None else {"id": level.id, "word": _text(level.word)}


def _text(text: Text) -> dict[str, str]:
    return {"th": text.th, "en": text.say("en")}


def _numbers(**values: Fraction | None) -> Record:
    exact = {name: str(value) for name, value in values.items() if value is not None and not _finite(value)}
    record: Record = {name: None if value is None else decimal_text(value) for name, value in values.items()}
    return {**record, "exact": exact} if exact else record


def decimal_text(value: Fraction) -> str:
    """Write a fraction as a decimal: exactly where that ends, else rounded half up to four places."""
    places = PLACES
    if _finite(value):
        places = next(count for count in range(value.denominator) if not 10**count % value.denominator)
    scaled = (abs(value) * 10**places * 2 + 1) // 2
    digits = f"{scaled:0{places + 1}d}"
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _finite(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
