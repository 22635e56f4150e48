"""Reading an agency's profile: the shipped example, what may be left out, and every problem at once."""

import struct
import zlib
from pathlib import Path

import pytest
from tests.published import EXAMPLES

from prongsai.core.errors import InputError, Problem
from prongsai.core.profile import Profile
from prongsai.reading.profile import LARGEST_EMBLEM, LARGEST_PROFILE, LONGEST_VALUE, MOST_PEOPLE, read_profile


def write(folder: Path, text: str, name: str = "profile.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_profile(path)
    return list(caught.value.problems)


def ids(path: Path) -> list[str]:
    return [problem.id for problem in problems(path)]


def png() -> bytes:
    """Return a picture of one white pixel."""
    chunks = (
        (b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\xff")),
        (b"IEND", b""),
    )
    body = (
        struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))
        for name, content in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def test_the_shipped_example_is_a_whole_profile() -> None:
    profile = read_profile(EXAMPLES / "profile.toml")

    assert profile.agency == "องค์การบริหารส่วนตำบลทุ่งตัวอย่าง"
    assert profile.via == ("ปลัดองค์การบริหารส่วนตำบล",)
    assert profile.units["finance"] == "กองคลัง"
    assert profile.forms == {"measures": "donsak", "implementation": "full"}
    assert profile.links["O1"] == ("https://www.example.go.th/structure",)
    assert [each.position for each in profile.opinions] == [
        "ปลัดองค์การบริหารส่วนตำบล",
        "นายกองค์การบริหารส่วนตำบล",
    ]
    assert {each.name for each in profile.signatories + profile.opinions} == {""}


def test_the_name_of_the_agency_is_enough(tmp_path: Path) -> None:
    assert read_profile(write(tmp_path, 'agency = "อบต.สมมติ"')) == Profile(agency="อบต.สมมติ")


def test_a_byte_order_mark_and_doubled_blanks_do_no_harm(tmp_path: Path) -> None:
    assert read_profile(write(tmp_path, '\ufeffagency = " อบต.  สมมติ "')).agency == "อบต. สมมติ"


def test_a_single_link_needs_no_brackets(tmp_path: Path) -> None:
    path = write(tmp_path, 'agency = "ก"\n[links]\nO1 = "http://a.go.th/1"')

    assert read_profile(path).links == {"O1": ("http://a.go.th/1",)}


def test_the_emblem_is_read_from_beside_the_profile(tmp_path: Path) -> None:
    (tmp_path / "emblem.png").write_bytes(png())

    assert read_profile(write(tmp_path, 'agency = "ก"\nemblem = "emblem.png"')).emblem == png()


def test_an_emblem_that_is_no_picture_is_refused_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "emblem.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert ids(write(tmp_path, 'agency = "ก"\nemblem = "emblem.png"')) == ["emblem.not_an_image"]


@pytest.mark.parametrize("name", ["nowhere.png", "", "folder", "a\\u0000b.png"])
def test_an_emblem_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    path = write(tmp_path, f'agency = "ก"\nemblem = "{name}"')
    if not name:
        assert read_profile(path).emblem is None
    else:
        assert ids(path) == ["profile.no_emblem"]


def test_an_emblem_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "emblem.png").open("wb") as file:
        file.truncate(LARGEST_EMBLEM + 1)

    assert ids(write(tmp_path, 'agency = "ก"\nemblem = "emblem.png"')) == ["profile.emblem_large"]


@pytest.mark.parametrize(
    ("text", "problem", "where"),
    [
        ("", "profile.no_agency", "agency"),
        ('agency = "  "', "profile.no_agency", "agency"),
        ("agency = 5", "profile.not_text", "agency"),
        ('agency = "ก"\ncolour = "red"', "profile.unknown_key", "colour"),
        ('agency = "ก"\nvia = "ปลัด"', "profile.not_list", "via"),
        ('agency = "ก"\nvia = [1]', "profile.not_text", "via[1]"),
        ('agency = "ก"\nunits = 1', "profile.not_table", "units"),
        ('agency = "ก"\n[units]\nfinance = []', "profile.not_text", "units.finance"),
        ('agency = "ก"\n[forms]\nmeasures = "nowhere"', "profile.unknown_form", "forms.measures"),
        ('agency = "ก"\n[forms]\nletters = "full"', "profile.unknown_key", "forms.letters"),
        ('agency = "ก"\n[links]\nX1 = []', "profile.bad_code", "links.X1"),
        ('agency = "ก"\n[links]\nO1 = ["javascript:alert(1)"]', "profile.bad_link", "links.O1"),
        ('agency = "ก"\n[links]\nO1 = 5', "profile.not_list", "links.O1"),
        ('agency = "ก"\nsignatories = ["ปลัด"]', "profile.not_people", "signatories"),
        ('agency = "ก"\n[[opinions]]\nname = "ข"', "profile.no_position", "opinions[1].position"),
        ('agency = "ก"\n[[opinions]]\nposition = 1', "profile.not_text", "opinions[1].position"),
        (
            'agency = "ก"\n[[opinions]]\nposition = "ข"\nrank = "1"',
            "profile.unknown_key",
            "opinions[1].rank",
        ),
        (f'agency = "{"ก" * (LONGEST_VALUE + 1)}"', "profile.too_long", "agency"),
        (
            'agency = "ก"\n' + '[[opinions]]\nposition = "ข"\n' * (MOST_PEOPLE + 1),
            "profile.too_many",
            "opinions",
        ),
    ],
)
def test_what_is_wrong_is_said_once_with_its_place(
    tmp_path: Path, text: str, problem: str, where: str
) -> None:
    (found,) = problems(write(tmp_path, text))

    assert (found.id, found.where) == (problem, f"profile.toml: {where}")
    assert found.why.th
    assert found.remedy.en


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = (
        'colour = "red"\nphone = 5\nemblem = "nowhere.png"\n[forms]\nmeasures = "x"\n[links]\nO1 = "ftp://a"'
    )

    assert ids(write(tmp_path, text)) == [
        "profile.unknown_key",
        "profile.not_text",
        "profile.no_agency",
        "profile.no_emblem",
        "profile.unknown_form",
        "profile.bad_link",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert ids(tmp_path / "nowhere.toml") == ["file.not_there"]


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    assert ids(write(tmp_path, "agency: x")) == ["profile.not_toml"]


def test_a_file_in_an_old_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_bytes('agency = "อบต."'.encode("cp874"))

    assert ids(path) == ["file.encoding"]


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    assert ids(write(tmp_path, "#" * (LARGEST_PROFILE + 1))) == ["file.too_large"]
