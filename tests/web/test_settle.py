"""Figures that disagree with those below them may stay as announced, once somebody has said what was found."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.test_cycle import DAY, entered

from prongsai.core.cycle.stage import states
from prongsai.web.actions import result as results
from prongsai.web.models import AuditEntry
from prongsai.web.queries.cycle import facts_of


def test_checking_is_done_once_it_is_said_what_was_found(cast: Cast) -> None:
    kept = entered(cast)
    address = f"/a/{cast.own.pk}/2569/reconcile/settle/"
    browser = cast.client("officer")
    assert states(facts_of(cast.own, 2569), DAY)["reconcile"].state == "late"
    assert address in browser.get(f"/a/{cast.own.pk}/2569/reconcile/").content.decode()

    empty = browser.post(address, {"version": kept.version, "note": "  "})
    assert empty.status_code == 422 and "เขียนสั้น ๆ" in empty.content.decode()
    told = browser.post(address, {"version": kept.version, "note": "ตรวจกับ ITAS แล้ว <b>ตรง</b>"}, follow=True)

    assert "ตรวจกับ ITAS แล้ว &lt;b&gt;ตรง&lt;/b&gt;" in told.content.decode()
    assert states(facts_of(cast.own, 2569), DAY)["reconcile"].state == "done"
    entry = AuditEntry.objects.filter(action="result.settle").get()
    assert entry.change["disagreeing"][1] == 0 and entry.target == results.target_of(kept)


def test_an_older_result_is_not_settled(cast: Cast) -> None:
    kept = entered(cast)
    answer = cast.client("officer").post(
        f"/a/{cast.own.pk}/2569/reconcile/settle/",
        {"version": kept.version + 1, "note": "ตรวจแล้ว"},
        follow=True,
    )

    assert "โปรดตรวจอีกครั้ง" in answer.content.decode()
    assert facts_of(cast.own, 2569).disagreeing != 0


def test_settling_leaves_the_way_back_to_the_result_before(cast: Cast) -> None:
    kept = entered(cast)
    again = entered(cast, version=kept.version)
    results.settle(cast.actor("officer"), again, version=again.version, note="ตรวจแล้ว")

    restored = results.restore(cast.actor("officer"), again, version=again.version)
    assert restored.version == again.version + 1
    assert facts_of(cast.own, 2569).disagreeing != 0
