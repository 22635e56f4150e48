"""The demo: the published cases through every command and into every paper, in one folder with an index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from prongsai.cli.bilingual import command, language, option, quiet, refuse, write_all
from prongsai.cli.load import load_score
from prongsai.cli.papers import Sources, make
from prongsai.cli.report import FORMATS, render_document
from prongsai.core.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from prongsai.core.errors import InputError, Problem
from prongsai.core.papers import KINDS
from prongsai.core.scoring import Score
from prongsai.core.text import Lang, Text

EXAMPLES = Path(__file__).parents[3] / "examples"


@command("demo")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out/demo"),
    show_default=True,
    words=Text("โฟลเดอร์ที่จะเขียน", "the folder to write to"),
)
def demo(output: Path) -> None:
    """Write every paper and result of the examples, and an index page that leads to them."""
    lang = language()
    try:
        cases = [_Case(path, lang) for path in _examples()]
        for case in cases:
            _tell(case)
            write_all([(output / name, content) for name, content in case.files()])
        write_all([(output / "index.html", render_document(index(cases, lang), "html"))])
    except InputError as error:
        refuse(error)
    place = (output / "index.html").resolve()
    click.echo(Text("เปิดดูที่: {place}", "Open: {place}").format(place=place.as_uri()).say(lang))


def _examples() -> list[Path]:
    found = sorted(EXAMPLES.glob("*-25??.json"))
    if not found:
        raise InputError(
            [
                Problem(
                    id="demo.no_examples",
                    where="examples/",
                    found="",
                    why=Text("ไม่พบไฟล์ตัวอย่าง", "there are no example files"),
                    remedy=Text("สั่งจากโฟลเดอร์ของโครงการ", "run this from a copy of the repository"),
                )
            ]
        )
    return found


def _tell(case: _Case) -> None:
    if not quiet():
        click.echo(f"{case.name}: {case.headline()}")


class _Case:
    """One example with its plan and profile, and everything that the commands make of them."""

    def __init__(self, path: Path, lang: Lang) -> None:
        self.path = path
        self.name = path.stem
        self.lang = lang
        self.scored: Score = load_score(path, None)
        place, year = self.name.split("-")[0], self.scored.result.fiscal_year + 1
        self.plan_name = f"{place}-{year}-plan"
        self.sources = Sources(
            scored=self.scored,
            digits="thai" if lang == "th" else "arabic",
            plan_file=path.with_name(f"{self.plan_name}.json"),
            profile_file=path.with_name(f"{place}-profile.toml"),
        )

    def headline(self) -> str:
        from prongsai.render.terminal import shown

        total = shown(self.scored.shown("total"), self.lang)
        level = self.scored.decision.level
        words = Text(
            "{agency} ปี {year} ได้ {total} คะแนน ระดับ {level}", "{agency}, {year}: {total}, level {level}"
        )
        return words.format(
            agency=self.scored.result.agency,
            year=self.scored.result.fiscal_year,
            total=total,
            level=level.word if level else "–",
        ).say(self.lang)

    def files(self) -> Iterator[tuple[str, bytes]]:
        from prongsai.render.plan import to_json, to_xlsx

        yield f"{self.name}.json", self.path.read_bytes()
        for name, record in self.records().items():
            yield f"{self.name}-{name}.json", json.dumps(record, ensure_ascii=False, indent=2).encode()
        followup = self.sources.followup
        yield f"{self.plan_name}.json", to_json(followup.plan, followup)
        yield f"{self.plan_name}.xlsx", to_xlsx(followup.plan, followup)
        for kind in KINDS:
            document = make(kind, self.sources)
            for each in FORMATS:
                yield f"{self.name}-{kind}.{each}", render_document(document, each)

    def records(self) -> dict[str, object]:
        """Return what the commands about the result print as JSON."""
        from prongsai.core.improve.record import improvement_record
        from prongsai.core.scoring import proof
        from prongsai.core.summary import proof_summary, reconcile_summary, score_summary

        score = score_summary(self.scored, self.lang)
        score["proof"] = proof_summary(proof(self.scored), self.scored.recipe.framework, self.lang)
        analysis = self.sources.analysis
        return {
            "score": score,
            "reconcile": reconcile_summary(analysis.reconciliation, self.lang),
            "improve": improvement_record(analysis.improvement),
        }


def index(cases: list[_Case], lang: Lang) -> Document:
    """Return the page that leads to everything the demo wrote."""
    from prongsai.core.thai import fiscal_year_end

    return Document(
        kind="index",
        title="โปร่งใส" if lang == "th" else "prongsai",
        subtitle=(
            Text("ผลการประเมิน ITA ที่คำนวณซ้ำได้ทุกตัวเลข", "ITA results, every number recomputable").say(lang),
        ),
        blocks=tuple(block for case in cases for block in _case_blocks(case, lang)),
        lang=lang,
        digits="thai" if lang == "th" else "arabic",
        stamp=fiscal_year_end(max(case.scored.result.fiscal_year for case in cases)),
        dated=False,
    )


def _case_blocks(case: _Case, lang: Lang) -> Iterator[Block]:
    yield Heading(1, case.scored.result.agency)
    yield Callout((Run(case.headline(), bold=True),))
    yield Paragraph((Run(case.scored.decision.why.say(lang)),), indent=False)
    checks = case.sources.analysis.reconciliation.checks
    wrong = [check.code for check in checks if check.status != "agrees"]
    words = Text(
        "ตรวจทานตัวเลขที่ประกาศ {checks} รายการ ต้องดูต่อ {wrong} รายการ",
        "{checks} announced figures checked, {wrong} to look into",
    )
    if not wrong:
        words = Text(
            "ตรวจทานตัวเลขที่ประกาศ {checks} รายการ ตรงกันทั้งหมด", "{checks} announced figures checked, all agree"
        )
    found = words.format(checks=len(checks), wrong=len(wrong))
    yield Paragraph((Run(found.say(lang)),), indent=False)
    yield from _plan_blocks(case, lang)
    yield _papers(case, lang)
    data = [*((words, f"{case.name}{ending}") for words, ending in _DATA)]
    data += [(words, f"{case.plan_name}.{ending}") for words, ending in _PLAN]
    yield Bullets(tuple((Run(words.say(lang), link=name),) for words, name in data))


def _plan_blocks(case: _Case, lang: Lang) -> Iterator[Block]:
    """Count what came of the plan, and say that it is no news of the agency."""
    from prongsai.core.followup.count import counts
    from prongsai.core.followup.words import STATUS_WORDS

    followup = case.sources.followup
    found = counts(followup, "12m")
    parts = [
        f"{STATUS_WORDS[status].say(lang)} {number}" for status, number in found.by_status.items() if number
    ]
    words = Text("มาตรการปี {year} {planned} มาตรการ: {parts}", "{planned} measures of {year}: {parts}")
    told = words.format(year=followup.plan.fiscal_year, planned=found.total, parts=", ".join(parts))
    yield Paragraph((Run(told.say(lang)),), indent=False)
    yield Paragraph((Run(_INVENTED.say(lang)),), indent=False)


def _papers(case: _Case, lang: Lang) -> Table:
    """Lead to the papers, one row each with its three formats."""
    titles = (Text("เอกสาร", "Paper"), *_FORMATS.values())
    return Table(
        Text("เอกสารของทั้งปี", "The papers of the year").say(lang),
        tuple(Column(title.say(lang), width) for title, width in zip(titles, (46, 18, 18, 18), strict=True)),
        tuple(
            Row(
                (
                    (Run(KINDS[kind].say(lang)),),
                    *(
                        (Run(words.say(lang), link=f"{case.name}-{kind}.{each}"),)
                        for each, words in _FORMATS.items()
                    ),
                )
            )
            for kind in KINDS
        ),
    )


_FORMATS = {"html": Text("หน้าเว็บ", "Page"), "pdf": Text("PDF", "PDF"), "docx": Text("Word", "Word")}
_INVENTED = Text(
    "คะแนนเป็นตัวเลขที่หน่วยงานเผยแพร่ ส่วนมาตรการและความก้าวหน้าเป็นตัวอย่างที่เขียนขึ้น ไม่ใช่ผลงานจริง",
    "The scores are those the agency published. The measures and their progress are written as an example.",
)
_DATA = (
    (Text("ไฟล์ผลที่กรอก (JSON)", "result file (JSON)"), ".json"),
    (Text("คะแนนพร้อมที่มาทุกชั้น (JSON)", "score with its proof tree (JSON)"), "-score.json"),
    (Text("ผลการตรวจทาน (JSON)", "reconciliation (JSON)"), "-reconcile.json"),
    (Text("สิ่งที่ควรทำก่อน (JSON)", "what to do first (JSON)"), "-improve.json"),
)
_PLAN = (
    (Text("แผนพร้อมความก้าวหน้า (Excel)", "plan with progress (Excel)"), "xlsx"),
    (Text("แผนพร้อมความก้าวหน้า (JSON)", "plan with progress (JSON)"), "json"),
)
