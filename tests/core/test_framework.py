import pytest
from tests.invented_frameworks import elsewhere, reformed

from prongsai.core.framework import Framework, split_code
from prongsai.core.text import Text
from prongsai.reading.framework import load


@pytest.fixture(scope="module")
def of_2568() -> Framework:
    return load("th-ita-2568")


def test_every_node_of_a_tool_with_parts_has_a_code_in_each_part(of_2568: Framework) -> None:
    codes = of_2568.codes()

    assert {"6@EIT.1", "6@EIT.2", "e1@EIT.1", "e9@EIT.2"} <= set(codes)
    assert not [code for code in codes if code.startswith(("i1@", "9@", "O1@", "EIT@"))]
    assert len(codes) == len(set(codes))


def test_codes_come_in_official_order(of_2568: Framework) -> None:
    assert of_2568.codes()[:8] == ("total", "IIT", "EIT", "OIT", "EIT.1", "EIT.2", "1", "i1")


def test_an_element_of_a_page_carries_no_score(of_2568: Framework) -> None:
    assert of_2568.nodes["O1.1"].kind == "element"
    assert "O1.1" not in of_2568.codes()
    assert of_2568.children("O1") == ()
    assert [node.code for node in of_2568.elements("O1")] == ["O1.1", "O1.2", "O1.3"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("total", "total"),
        ("OIT", "tool"),
        ("EIT.2", "part"),
        ("9", "indicator"),
        ("9.5", "sub_indicator"),
        ("O19", "item"),
        ("6@EIT.1", "indicator"),
        ("e1@EIT.2", "question"),
    ],
)
def test_the_kind_of_a_code_is_known(of_2568: Framework, code: str, kind: str) -> None:
    assert of_2568.kind_of(code) == kind


@pytest.mark.parametrize(
    "code", ["", "O29", "i1@EIT.1", "e1@EIT.3", "e1@EIT", "EIT@EIT.1", "total@EIT.1", "e1@"]
)
def test_a_code_that_the_framework_does_not_have_is_of_no_kind(of_2568: Framework, code: str) -> None:
    assert of_2568.kind_of(code) is None


def test_children_go_down_to_statements() -> None:
    framework = load("th-ita-2564")

    assert framework.children("total") == ("IIT", "EIT", "OIT")
    assert framework.children("9") == ("9.1", "9.2", "9.3", "9.4", "9.5")
    assert framework.children("i30") == ("i30.1", "i30.2", "i30.3", "i30.4")
    assert framework.children("i2") == ()


def test_children_inside_a_part_stay_in_that_part(of_2568: Framework) -> None:
    assert of_2568.children("EIT.1") == ("6@EIT.1", "7@EIT.1", "8@EIT.1")
    assert of_2568.children("8@EIT.2") == ("e7@EIT.2", "e8@EIT.2", "e9@EIT.2")


def test_leaves_are_items_whatever_groups_stand_between(of_2568: Framework) -> None:
    assert of_2568.leaves("9") == tuple(f"O{number}" for number in range(1, 21))
    assert of_2568.leaves("10") == tuple(f"O{number}" for number in range(21, 29))


def test_the_tool_of_a_code_is_found_through_its_parents(of_2568: Framework) -> None:
    tools = [of_2568.tool_of(code) for code in ("O19", "i15", "e1@EIT.2", "EIT.1", "IIT", "total", "x")]

    assert tools == ["OIT", "IIT", "EIT", "EIT", "IIT", None, None]


def test_a_negative_question_turns_its_points_round() -> None:
    of_2564, of_2568 = load("th-ita-2564"), load("th-ita-2568")

    # น้อยที่สุด, น้อย, มาก, มากที่สุด: to run private errands much is bad.
    assert of_2564.points_of("i16") == (100, 67, 33, 0)
    assert of_2564.points_of("i2") == (0, 33, 67, 100)
    # มี, ไม่มี
    assert of_2564.points_of("i4.1") == (0, 100)
    assert of_2564.points_of("i26.1") == (100, 0)
    # ไม่มีเจ้าหน้าที่คนใด comes first and is best for false claims, worst for correct borrowing.
    assert of_2568.points_of("i5") == (100, 80, 60, 40, 20, 0)
    assert of_2568.points_of("i10") == (0, 20, 40, 60, 80, 100)
    # ไม่เคย, เคย
    assert of_2568.points_of("e3@EIT.1") == (100, 0)


def test_only_what_respondents_answer_has_points() -> None:
    framework = load("th-ita-2564")

    assert [framework.points_of(code) for code in ("i1", "9", "O1", "IIT", "nothing")] == [()] * 5


@pytest.mark.parametrize(
    ("code", "thai", "english"),
    [
        ("total", "คะแนนรวม", "Total score"),
        ("9", "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "Indicator 9 Disclosure of information"),
        ("EIT.1", "EIT ส่วนที่ 1", "EIT part 1"),
        (
            "7@EIT.2",
            "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร (EIT ส่วนที่ 2)",
            "Indicator 7 Effective communication (EIT part 2)",
        ),
        ("nothing", "nothing", "nothing"),
    ],
)
def test_a_label_names_a_code_in_both_languages(
    of_2568: Framework, code: str, thai: str, english: str
) -> None:
    assert of_2568.label(code) == Text(thai, english)


def test_frameworks_of_other_shapes_answer_the_same_questions() -> None:
    assert reformed().leaves("total") == ("i1", "e1", "O1", "O2", "V1")
    assert elsewhere().leaves("total") == ("S-A", "S-B", "P-A", "page-1", "page-2")
    assert elsewhere().tool_of("page-2") == "WEB"


def test_a_code_is_split_at_its_part() -> None:
    assert split_code("e1@EIT.1") == ("e1", "EIT.1")
    assert split_code("9.1") == ("9.1", None)


def test_the_way_up_from_a_node_ends_at_its_tool() -> None:
    framework = load("th-ita-2564")

    assert list(framework.above("O1")) == ["9.1", "9", "OIT"]
    assert list(framework.above("i1.2")) == ["i1", "1", "IIT"]
    assert (list(framework.above("OIT")), list(framework.above("x"))) == ([], [])
