"""report --kind: every paper of the chain from the command line, or a clear word why not."""

import json
from pathlib import Path

import pytest
from tests.command_line import DONSAK, EXAMPLES, done, everything_in, run

from prongsai.core.papers import KINDS

PROFILE = EXAMPLES / "profile.toml"


def test_all_papers_are_made_at_once(tmp_path: Path) -> None:
    done("plan", DONSAK, "-o", tmp_path / "plan.xlsx")
    out = tmp_path / "out"

    done("report", DONSAK, "--kind", "all", "--plan", tmp_path / "plan.xlsx", "--profile", PROFILE,
         "--format", "html", "-o", out)  # fmt: skip

    assert set(everything_in(out)) == {f"donsak-2568-{kind}.html" for kind in KINDS}


@pytest.mark.parametrize("kind", ["followup", "implementation"])
def test_a_report_on_measures_needs_their_plan(kind: str, tmp_path: Path) -> None:
    refused = run("report", DONSAK, "--kind", kind, "-o", tmp_path)

    assert refused.exit_code == 1
    assert refused.stderr.count("--plan") >= 2
    assert everything_in(tmp_path) == {}


def test_measures_without_a_plan_are_drafted(tmp_path: Path) -> None:
    done("report", DONSAK, "--kind", "measures", "--format", "html", "-o", tmp_path)

    assert "2569" in (tmp_path / "donsak-2568-measures.html").read_text("utf-8").replace("๒๕๖๙", "2569")


def test_a_form_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    refused = run("report", DONSAK, "--kind", "measures", "--form", "nosuch", "-o", tmp_path)

    assert refused.exit_code == 1
    assert "donsak" in refused.stderr
    assert everything_in(tmp_path) == {}


def test_the_agencys_own_template_makes_the_word_file(tmp_path: Path) -> None:
    template = EXAMPLES / "template-analysis.docx"

    done("report", DONSAK, "--template", template, "--format", "docx", "-o", tmp_path)

    content = everything_in(tmp_path)["donsak-2568-analysis.docx"]
    assert content.startswith(b"PK")
    assert content != template.read_bytes()


def test_a_template_that_is_not_there_is_said(tmp_path: Path) -> None:
    refused = run("report", DONSAK, "--template", tmp_path / "none.docx", "-o", tmp_path / "out")

    assert (refused.exit_code, (tmp_path / "out").exists()) == (1, False)


def test_the_report_sets_the_next_years_score_beside_the_measures(tmp_path: Path) -> None:
    scores = {str(number): "60.30" for number in range(1, 11)}
    earlier = {"agency": "เทศบาลเมืองดอนสัก", "fiscal_year": 2567, "scores": scores}
    (tmp_path / "2567.json").write_text(json.dumps(earlier), encoding="utf-8")
    done("plan", tmp_path / "2567.json", "-o", tmp_path / "plan.json")

    done("report", DONSAK, "--kind", "implementation", "--plan", tmp_path / "plan.json",
         "--previous", tmp_path / "2567.json", "--format", "html", "--digits", "arabic", "-o", tmp_path)  # fmt: skip

    page = (tmp_path / "donsak-2568-implementation.html").read_text("utf-8")
    # Indicator 8: 94.63 - 60.30.
    assert "34.33" in page


def test_a_list_of_contents_is_put_in_on_request(tmp_path: Path) -> None:
    done("report", DONSAK, "--format", "html", "--contents", "-o", tmp_path / "with")
    done("report", DONSAK, "--format", "html", "-o", tmp_path / "without")

    pages = [
        (tmp_path / each / "donsak-2568-analysis.html").read_text("utf-8") for each in ("with", "without")
    ]
    assert ['href="#' in page for page in pages] == [True, False]


def test_a_finding_without_a_measure_is_named_before_anyone_asks(tmp_path: Path) -> None:
    plan = json.loads(done("plan", DONSAK, "--json"))
    plan["measures"] = [each for each in plan["measures"] if "O15" not in each["codes"]]
    (tmp_path / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")

    for name in ("plan.json", ""):
        chosen = ["--plan", tmp_path / name] if name else []
        done("report", DONSAK, "--kind", "measures", *chosen, "--format", "html", "--digits", "arabic",
             "-o", tmp_path / f"out{name}")  # fmt: skip

    with_gap, whole = (
        (tmp_path / f"out{name}" / "donsak-2568-measures.html").read_text("utf-8")
        for name in ("plan.json", "")
    )
    assert "ข้อค้นพบที่ยังไม่มีมาตรการรองรับ: <strong>O15</strong>" in with_gap
    assert "ยังไม่มีมาตรการรองรับ" not in whole
