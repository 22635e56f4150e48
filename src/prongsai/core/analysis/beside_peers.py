"""The section that sets the scores beside those of other agencies: a place with its ties, and how the others lie."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.core.analysis.comparison import Comparison
from prongsai.core.document import Block, Column, Row, Table
from prongsai.core.framework import TOTAL
from prongsai.core.level import two_decimals
from prongsai.core.peers import Standing, TooFew
from prongsai.core.rules import half_up


class BesidePeers(Comparison):
    """Writes where the total and the indicators stand among agencies of the same year and type."""

    def peers_section(self) -> Iterator[Block]:
        """Yield the section, nothing where no other agencies are given."""
        if not self.analysis.peers:
            return
        yield self.numbered("peers", "เทียบกับหน่วยงานประเภทเดียวกัน", "Beside agencies of the same type")
        total = self.analysis.peers.get(TOTAL)
        if isinstance(total, TooFew):
            yield self.paragraph(total.words.th, f"{total.words.en[:1].upper()}{total.words.en[1:]}.")
        elif total is not None:
            yield self.paragraph(f"คะแนนรวม{total.words.th}", f"The total: {total.words.en}.")
        rows = tuple(self.peer_rows())
        if rows:
            yield self.peers_table(rows)
            if any(
                isinstance(each, Standing) and each.alike is not None for each in self.analysis.peers.values()
            ):
                yield self.paragraph(
                    "คะแนนใกล้กันจนบอกไม่ได้ว่าใครสูงกว่า คิดโดยถือว่าความคลาดเคลื่อนของหน่วยงานอื่นเท่ากับของเรา",
                    "Who is too close to tell is reckoned as if the sampling error of the others were like ours.",
                )
            yield self.paragraph(
                "ลำดับบอกเพียงว่าปีนี้อยู่ตรงไหนของกลุ่ม คะแนนเท่ากันใช้ลำดับร่วมกัน และคะแนนที่ใกล้กันอาจสลับลำดับได้เมื่อถามผู้ตอบใหม่ "
                "สิ่งที่ควรทำดูจากข้อที่ยังเสียคะแนน ไม่ใช่จากลำดับ คะแนนของหน่วยงานอื่นเป็นไปตามไฟล์ที่ให้มา",
                "A place only says where in the group this year stands. Equal scores share their places, and close ones might "
                "change places if other people were asked. What to do follows from what was lost, not from the place. "
                "The scores of the others are those of the file that was given.",
            )

    def peers_table(self, rows: tuple[Row, ...]) -> Table:
        """Return the table of places and of how the others lie."""
        columns = (
            Column(self.say("รายการ", "Figure"), 32),
            Column(self.say("ของเรา", "Own"), 11, "end"),
            Column(self.say("ลำดับที่", "Place"), 15, "end"),
            Column(self.say("ต่ำสุด", "Least"), 10, "end"),
            Column(self.say("¼", "¼"), 10, "end"),
            Column(self.say("กลาง", "Median"), 12, "end"),
            Column(self.say("¾", "¾"), 10, "end"),
            Column(self.say("สูงสุด", "Most"), 10, "end"),
        )
        caption = self.say(
            "ลำดับของเรา และคะแนนของหน่วยงานอื่น (¼ ของหน่วยงานอื่นได้ไม่เกินคอลัมน์ ¼)",
            "Own place, and the scores of the others (a quarter of them lie below ¼)",
        )
        return Table(caption, columns, rows)

    def peer_rows(self) -> Iterator[Row]:
        """Yield the total and every indicator that enough others have."""
        for code, found in self.analysis.peers.items():
            if isinstance(found, Standing):
                name = self.say("คะแนนรวม", "Total") if code == TOTAL else self.label(code)
                others = (two_decimals(half_up(each)) for each in found.quantiles)
                yield self.row(name, self.shown(code), self.place_among(found), *others, bold=code == TOTAL)

    def place_among(self, found: Standing) -> str:
        """Return “2 of 13”, or “2–4 of 13” where equal scores share their places."""
        first, last = found.best_place, found.worst_place
        shared = str(first) if first == last else f"{first}–{last}"
        return self.say(f"{shared} จาก {found.peers + 1}", f"{shared} of {found.peers + 1}")
