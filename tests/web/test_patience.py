"""Words of strangers cannot hold up the worker for ever."""

from __future__ import annotations

import re
import signal

import pytest
from tests.web import read_cast
from tests.web.cast import Cast

from prongsai.core.errors import InputError
from prongsai.web.jobs import read as job
from prongsai.web.jobs.patience import TooLong, at_most


def test_a_pattern_that_is_led_in_circles_is_left() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TooLong), at_most(0.05):
        re.match("(a+)+$", "a" * 60 + "!")

    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_a_paper_that_takes_too_long_is_not_understood(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "MOST_FOR_ONE", 0.001)
    paper = read_cast.read(cast, read_cast.TEXT * 20)

    assert (paper.stage, paper.values.count()) == ("unreadable", 0)
    assert paper.problems[0]["why"][1] == job.NOT_UNDERSTOOD.why.en


def test_proof_reading_that_takes_too_long_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = read_cast.read(cast)
    monkeypatch.setattr(job, "MOST_FOR_ALL", 0.001)
    with pytest.raises(InputError) as caught:
        job.judge(cast.actor("officer"), cast.own)

    assert caught.value.problems[0].id == job.NOT_JUDGED.id
    assert paper.values.exists()
