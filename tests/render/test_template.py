import datetime
import io
import re
import runpy
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from tests.papers import analysed, don_sak

from prongsai.core.edition import Edition
from prongsai.core.errors import InputError, Problem
from prongsai.core.fields import Sources
from prongsai.core.fields import values as values_of
from prongsai.render.template import fill

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "template-analysis.docx"
TOOL = ROOT / "tools" / "build_template.py"
VALUES = {
    "agency": "อบต.ตัวอย่าง",
    "total": "๘๙.๕๐",
    "weakest": [
        {"code": "9", "title": "การเปิดเผยข้อมูล", "score": "80.00"},
        {"code": "4", "title": "การใช้ทรัพย์สิน", "score": "85.87"},
    ],
    "via": ["ปลัด", "รองนายก"],
}
RELATIONS = "word/_rels/document.xml.rels"


def template(*paragraphs: str) -> bytes:
    package = docx.Document()
    for text in paragraphs:
        package.add_paragraph(text)
    return file_of(package)


def file_of(package: docx.document.Document) -> bytes:
    held = io.BytesIO()
    package.save(held)
    return held.getvalue()


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def changed(part: str, change: Callable[[str], str]) -> bytes:
    members = parts(template("{{ agency }}"))
    return zipped({**members, part: change(members[part].decode()).encode()})


def related(kind: str, target: str, mode: str = "External") -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="x" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return changed(RELATIONS, lambda xml: xml.replace("</Relationships>", f"{relation}</Relationships>"))


def in_body(xml: str) -> bytes:
    return changed("word/document.xml", lambda body: body.replace("<w:sectPr", f"{xml}<w:sectPr", 1))


def field_code(*pieces: str) -> bytes:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return in_body(f"<w:p>{ends[0]}{codes}{ends[1]}</w:p>")


def lines(file: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(file)).paragraphs]


def filled(*paragraphs: str, **values: object) -> list[str]:
    return lines(fill(template(*paragraphs), {**VALUES, **values}))


def refused(file: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        fill(file, VALUES)
    for problem in caught.value.problems:
        assert re.search("[ก-๙]", problem.say("th"))
        assert problem.why.en
        assert problem.remedy.en
    return caught.value.problems


def ids(file: bytes) -> set[str]:
    return {problem.id for problem in refused(file)}


# What a template can say


def test_fields_are_filled_in_running_text() -> None:
    assert filled("{{ agency }} ได้ {{total}} คะแนน") == ["อบต.ตัวอย่าง ได้ ๘๙.๕๐ คะแนน"]


def test_a_field_that_word_split_over_runs_is_still_one() -> None:
    package = docx.Document()
    paragraph = package.add_paragraph()
    for piece in ("เรื่อง {", "{ age", "ncy }", "} จบ"):
        paragraph.add_run(piece)

    assert lines(fill(file_of(package), VALUES)) == ["เรื่อง อบต.ตัวอย่าง จบ"]


def test_a_loop_over_paragraphs_leaves_none_of_its_own() -> None:
    written = filled(
        "{%p for x in weakest %}", "{{ loop.index|thai_digits }}. {{ x.title }}", "{%p endfor %}"
    )

    assert written == ["๑. การเปิดเผยข้อมูล", "๒. การใช้ทรัพย์สิน"]


def test_a_loop_over_rows_fills_a_table() -> None:
    package = docx.Document()
    table = package.add_table(rows=3, cols=2)
    for row, texts in enumerate([["{%tr for x in weakest %}", ""], ["{{ x.code }}", "{{ x.score }}"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"

    (written,) = docx.Document(io.BytesIO(fill(file_of(package), VALUES))).tables

    assert [[cell.text for cell in row.cells] for row in written.rows] == [["9", "80.00"], ["4", "85.87"]]


def test_a_table_without_rows_goes_away_because_word_cannot_open_one() -> None:
    package = docx.Document()
    table = package.add_table(rows=3, cols=1)
    for row, text in enumerate(["{%tr for x in lost %}", "{{ x.code }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text

    assert docx.Document(io.BytesIO(fill(file_of(package), VALUES))).tables == []


def test_a_condition_keeps_or_drops_a_paragraph() -> None:
    texts = ("{%p if next_level %}", "ยังขาด", "{%p else %}", "สูงสุดแล้ว", "{%p endif %}")

    assert filled(*texts) == ["สูงสุดแล้ว"]
    assert filled(*texts, next_level="ผ่านดี") == ["ยังขาด"]


def test_a_list_of_texts_is_joined() -> None:
    assert filled("{{ via|join(', ') }}") == ["ปลัด, รองนายก"]


def test_a_field_without_a_value_is_empty() -> None:
    assert filled("[{{ phone }}]", phone=None) == ["[]"]
    assert filled("{{ phone|default('–') }} {{ agency|default('–') }}", phone=None) == ["– อบต.ตัวอย่าง"]


def test_headers_and_footers_are_filled() -> None:
    package = docx.Document()
    package.sections[0].header.paragraphs[0].text = "{{ agency }}"
    package.sections[0].footer.paragraphs[0].text = "{{ total }}"

    section = docx.Document(io.BytesIO(fill(file_of(package), VALUES))).sections[0]

    assert section.header.paragraphs[0].text == "อบต.ตัวอย่าง"
    assert section.footer.paragraphs[0].text == "๘๙.๕๐"


# Values are data


@pytest.mark.parametrize("value", ["</w:t><w:r>", "a < b & c", "{{ total }}", "{% for %}", "]]>", "'\""])
def test_a_value_stands_there_letter_by_letter(value: str) -> None:
    assert filled("{{ agency }}", agency=value) == [value]


def test_xml_written_into_a_field_of_the_template_stays_text() -> None:
    assert filled("{{ '</w:t><w:r>' }}") == ["</w:t><w:r>"]


def test_characters_that_word_cannot_hold_are_left_out() -> None:
    assert filled("{{ agency }}", agency="ก\x00\x07\x0b\ufffeข") == ["ก\nข"]


# Thai


def form_of(file: bytes) -> Any:
    (paragraph,) = docx.Document(io.BytesIO(file)).paragraphs
    return next(run._element.find(qn("w:rPr")) for run in paragraph.runs if run.text.strip())


def test_a_run_that_receives_thai_gets_its_own_form_for_thai_letters() -> None:
    package = docx.Document()
    run = package.add_paragraph().add_run("{{ agency }}")
    run.bold, run.font.size, run.font.name = True, Pt(18), "Sarabun"

    form = form_of(fill(file_of(package), VALUES))

    assert form.find(qn("w:bCs")) is not None
    assert form.find(qn("w:cs")) is not None
    assert form.find(qn("w:szCs")).get(qn("w:val")) == "36"
    assert form.find(qn("w:rFonts")).get(qn("w:cs")) == "Sarabun"
    assert form.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    order = [each.tag.partition("}")[2] for each in form]
    assert order == ["rFonts", "b", "bCs", "sz", "szCs", "cs", "lang"]


def test_what_a_run_says_of_thai_letters_itself_is_kept() -> None:
    package = docx.Document()
    form = f'<w:rPr {nsdecls("w")}><w:sz w:val="20"/><w:szCs w:val="32"/></w:rPr>'
    package.add_paragraph("{{ agency }}").runs[0]._element.insert(0, parse_xml(form))

    assert form_of(fill(file_of(package), VALUES)).find(qn("w:szCs")).get(qn("w:val")) == "32"


def test_latin_text_is_not_marked_as_thai() -> None:
    assert form_of(fill(template("{{ agency }}"), {"agency": "Na Pho"})) is None


# The same each time


def test_the_same_input_gives_the_same_bytes() -> None:
    file = template("{{ agency }}")

    assert fill(file, VALUES) == fill(file, VALUES)


def test_the_members_of_the_file_carry_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(fill(template("ก"), VALUES))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Names


def test_every_unknown_field_is_named_with_the_nearest_known_one() -> None:
    problems = refused(
        template("ของ {{ agencyy }}", "{{ totl }}", "{% for x in lost %}{{ x.gian }}{% endfor %}")
    )

    assert {problem.id for problem in problems} == {"template.unknown_field"}
    told = " ".join(problem.say("en") for problem in problems)
    for name, nearest in (("agencyy", "agency"), ("totl", "total"), ("x.gian", "gain")):
        assert f"no field {name} – the nearest name is {nearest}" in told


def test_a_message_names_the_paragraph_and_the_part() -> None:
    (problem,) = refused(template("เรื่องแรก", "ของ {{ agencyy }} นั้น"))

    assert problem.where == "template.docx › /word/document.xml"
    assert problem.found == "ของ {{ agencyy }} นั้น"


def test_a_list_is_not_a_text_and_a_text_no_list() -> None:
    assert ids(template("{{ lost }}")) == {"template.list"}
    assert ids(template("{% for x in agency %}{{ x }}{% endfor %}")) == {"template.not_list"}


@pytest.mark.parametrize("text", ["{% if total %}ก", "{% endfor %}", "{{ agency agency }}", "{{ }}"])
def test_what_is_not_written_rightly_is_refused(text: str) -> None:
    assert ids(template("ก่อน", text)) == {"template.syntax"}


@pytest.mark.parametrize(
    "text", ["{{ agency", "agency }}", "{{ agency } }", "{# hidden #}", "{{ {'a': 1} }}"]
)
def test_a_brace_without_its_pair_is_shown_with_its_paragraph(text: str) -> None:
    (problem,) = refused(template("ก่อน", text))

    assert (problem.id, problem.found) == ("template.brace", text)


def test_tags_that_tear_a_table_apart_are_refused() -> None:
    package = docx.Document()
    package.add_paragraph("{% if total %}")
    package.add_table(rows=1, cols=1).cell(0, 0).text = "{% endif %}"

    assert ids(file_of(package)) == {"template.torn"}


def test_a_condition_may_reach_over_runs_and_paragraphs() -> None:
    assert filled("ก{% if next_level %}ข", "ค{% endif %}ง") == ["กง"]


def test_text_that_would_vanish_with_a_tag_is_refused() -> None:
    package = docx.Document()
    cells = package.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "{%tr for x in lost %}", "{%tr endfor %}"

    assert ids(template("ก่อน {%p if total %}", "{%p endif %}")) == {"template.not_alone"}
    assert ids(file_of(package)) == {"template.not_alone"}


def test_a_field_that_would_not_be_filled_is_refused() -> None:
    assert ids(template("{%tr for x in lost %}{{ x.code }}{%tr endfor %}")) == {"template.misplaced"}
    assert ids(in_body('<w:p><w:pPr><w:pStyle w:val="{{ agency }}"/></w:pPr></w:p>')) == {
        "template.misplaced"
    }


# Hostile tags


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ agency.__class__ }}",
        "{{ agency.upper() }}",
        "{{ agency['__class__'] }}",
        "{{ agency|attr('__class__') }}",
        "{{ agency|format(1) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ loop }}",
        "{{ namespace }}",
        "{% include 'secret.txt' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import system %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% set a = total %}{% set b = a ~ a %}",
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for x in lost recursive %}{{ loop(x) }}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ total ~ total }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ [total] }}",
        "{{ total is defined }}",
        "{% raw %}{% endraw %}",
        "{%- if total %}{% endif %}",
        "{{r total }}",
        "{{ " + "(" * 140 + "total" + ")" * 140 + " }}",
    ],
)
def test_only_fields_loops_and_conditions_get_through(text: str) -> None:
    assert ids(template(text)) <= {"template.forbidden", "template.unknown_field", "template.syntax"}


def test_loops_in_loops_cannot_be_made_to_run_for_ever() -> None:
    rows = [{"code": str(number)} for number in range(100)]
    deep = "".join(f"{{% for x{place} in lost %}}" for place in range(6)) + "{% endfor %}" * 6

    with pytest.raises(InputError) as caught:
        fill(template(deep), {"lost": rows})

    assert [problem.id for problem in caught.value.problems] == ["template.too_much"]


def test_a_paper_beyond_all_measure_is_refused_before_it_is_made() -> None:
    rows = [{"code": str(number)} for number in range(200)]
    wide = template("{% for x in lost %}", "ก" * 200_000, "{% endfor %}")
    long = template("{% for x in lost %}{{ agency }}{% endfor %}")

    for file in (wide, long):
        with pytest.raises(InputError) as caught:
            fill(file, {"lost": rows, "agency": "ก" * 100_000})
        assert [problem.id for problem in caught.value.problems] == ["template.too_much"]


def test_one_long_text_does_not_make_a_paper_too_large() -> None:
    rows = [{"code": str(number)} for number in range(200)]

    (written,) = filled(
        "{% for x in lost %}{{ x.code|thai_digits }} {% endfor %}", lost=rows, agency="ก" * 100_000
    )

    assert written.split()[199] == "๑๙๙"


def test_no_more_problems_are_told_than_anyone_reads() -> None:
    assert len(refused(template(*["{{ nothing }}"] * 60))) == 50
    assert len(refused(template(*["}"] * 60))) == 50


def test_nesting_without_end_is_refused() -> None:
    assert "template.forbidden" in ids(template("{% if total %}" * 200 + "{% endif %}" * 200))


def test_thousands_of_tags_are_refused() -> None:
    assert ids(template("{{ total }}" * 2001)) == {"template.too_much"}


# Hostile files


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"plain text", zipped({"a.txt": b"a"})])
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    assert ids(content) == {"template.not_docx"}


def test_a_truncated_file_is_refused() -> None:
    assert ids(template("{{ agency }}")[:-100]) == {"template.not_docx"}


def test_an_old_or_locked_file_is_refused() -> None:
    assert ids(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == {"template.old_or_locked"}


def test_fifty_megabytes_are_refused() -> None:
    assert ids(bytes(50_000_000)) == {"template.too_large"}


def test_a_zip_bomb_is_refused() -> None:
    assert ids(zipped({**parts(template()), "word/media/a.png": bytes(30_000_000)})) == {"template.inflates"}
    assert ids(zipped({**parts(template()), **{f"{n}.xml": b"<a/>" for n in range(501)}})) == {
        "template.inflates"
    }


def test_entities_that_grow_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'

    assert ids(zipped({**parts(template()), "word/extra.xml": bomb})) == {"template.not_docx"}
    assert ids(zipped({**parts(template()), "word/extra.xml": bomb.decode().encode("utf-16")})) == {
        "template.not_docx"
    }


def test_macros_are_refused() -> None:
    main = "wordprocessingml.document.main+xml"
    enabled = changed(
        "[Content_Types].xml",
        lambda xml: xml.replace(
            f"application/vnd.openxmlformats-officedocument.{main}",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )

    assert ids(zipped({**parts(template()), "word/vbaProject.bin": b"x"})) == {"template.macros"}
    assert "template.macros" in ids(enabled)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "http://example.org/a.dotm"),
        ("image", "http://example.org/a.png"),
        ("frame", "https://example.org/"),
        ("oleObject", "file:///c:/a.xls"),
        ("hyperlink", "https://example.org/"),
        ("subDocument", "\\\\server\\share\\a.docx"),
    ],
)
def test_what_leads_out_of_the_file_is_refused(kind: str, target: str) -> None:
    (problem,) = refused(related(kind, target))

    assert problem.id == "template.external"
    assert target in problem.found


def test_a_target_that_only_claims_to_be_inside_is_refused() -> None:
    assert ids(related("image", "http://example.org/a.png", "Internal")) == {"template.external"}


def test_a_drawing_that_fetches_its_picture_is_refused() -> None:
    drawing = '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.org/a.png"/>'

    assert ids(in_body(f"<w:p><w:r><w:pict>{drawing}</w:pict></w:r></w:p>")) == {"template.external"}


def test_embedded_files_and_objects_are_refused() -> None:
    assert ids(zipped({**parts(template()), "word/embeddings/a.xlsx": b"x"})) == {"template.embedded"}
    assert ids(in_body("<w:p><w:r><w:object/></w:r></w:p>")) == {"template.embedded"}
    assert ids(related("aFChunk", "a.html", "Internal")) == {"template.embedded"}


def test_a_document_that_is_named_as_a_picture_is_refused() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    entry = f'<Override PartName="/word/media/a.png" ContentType="{kind}"/>'

    assert ids(changed("[Content_Types].xml", lambda xml: xml.replace("</Types>", f"{entry}</Types>"))) == {
        "template.embedded"
    }


@pytest.mark.parametrize(
    "pieces",
    [
        ("DDEAUTO c:\\windows\\system32\\cmd.exe",),
        ("DD", "E excel a b"),
        (' INCLUDETEXT "c:\\secret.txt" ',),
        ("INCLUDE", "PICTURE http://example.org/a.png"),
        ("QUOTE 68 68 69",),
        ('HYPERLINK "http://example.org"',),
    ],
)
def test_fields_of_word_that_reach_outside_are_refused(pieces: tuple[str, ...]) -> None:
    assert ids(field_code(*pieces)) == {"template.field_code"}


def test_a_field_hidden_in_another_or_in_one_element_is_refused() -> None:
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    nested = inner.format("IF 1 = 1 ") + inner.format("DDE a b") + end * 2

    assert ids(in_body(f"<w:p>{nested}</w:p>")) == {"template.field_code"}
    strict = 'xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert ids(in_body('<w:p><w:fldSimple w:instr="DDE a b"/></w:p>')) == {"template.field_code"}
    assert ids(in_body(f'<w:p><s:fldSimple {strict} s:instr="DDE a b"/></w:p>')) == {"template.field_code"}


@pytest.mark.parametrize("code", [" PAGE ", "NUMPAGES", 'TOC \\o "1-3" \\h', 'HYPERLINK \\l "_Toc1" \\h'])
def test_fields_of_word_that_stay_inside_are_kept(code: str) -> None:
    assert code.strip() in parts(fill(field_code(code), VALUES))["word/document.xml"].decode()


# The example


def test_the_example_template_is_small_and_tells_the_result_in_thai() -> None:
    values = values_of(Sources(analysis=analysed(don_sak())), Edition(date=datetime.date(2026, 4, 17)))

    written = docx.Document(io.BytesIO(fill(EXAMPLE.read_bytes(), values)))

    texts = [paragraph.text for paragraph in written.paragraphs]
    assert EXAMPLE.stat().st_size < 40_000
    assert "เทศบาลเมืองดอนสัก ได้คะแนนรวม ๙๔.๕๐ ระดับ ผ่านดี" in texts
    assert "– การใช้ทรัพย์สินของราชการ ๘๕.๘๗" in texts
    assert [cell.text for cell in written.tables[0].rows[10].cells] == ["๑๐", "การป้องกันการทุจริต", "๑๐๐.๐๐"]
    assert not re.search(r"[{}]", " ".join(texts))


def test_the_example_says_what_its_tool_makes_it_say() -> None:
    made = runpy.run_path(str(TOOL))["template"]()

    # The styles around it may be younger.
    shipped, today = (parts(file)["word/document.xml"] for file in (EXAMPLE.read_bytes(), made))
    assert shipped == today, "out of date: run .venv/bin/python tools/build_template.py"


def test_every_run_of_the_example_is_marked_as_thai() -> None:
    package = docx.Document(io.BytesIO(EXAMPLE.read_bytes()))

    for run in package.element.iter(qn("w:r")):
        assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
        assert run.rPr.find(qn("w:szCs")) is not None
