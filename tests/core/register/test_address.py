"""E-mail addresses and websites as people type them."""

import pytest

from prongsai.core.register import faults as fault
from prongsai.core.register.address import read_email, read_website


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("somsri@napho.go.th", "somsri@napho.go.th"),
        (" Somsri.J@NaPho.go.th ", "somsri.j@napho.go.th"),
        ("mailto:a@b.th", "a@b.th"),
        ("first+ita@sub.example-1.go.th", "first+ita@sub.example-1.go.th"),
        ("o'neil@example.org", "o'neil@example.org"),
    ],
)
def test_an_address_is_read_in_small_letters(written: str, email: str) -> None:
    assert read_email(written) == email


@pytest.mark.parametrize(
    "written",
    [
        "somsri",
        "somsri@napho",
        "somsri@@napho.go.th",
        "som sri@napho.go.th",
        ".somsri@napho.go.th",
        "som..sri@napho.go.th",
        "somsri@-napho.go.th",
        "somsri@napho.go.th, somchai@napho.go.th",
        "Somsri <somsri@napho.go.th>",
        "somsri@napho.go.th\nbcc:x@y.th",
        "a" * 65 + "@napho.go.th",
        "a@" + "b." * 130 + "th",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    found = read_email(written)

    assert isinstance(found, tuple)
    assert found[0] in (fault.EMAIL_BAD, fault.EMAIL_INVISIBLE)


@pytest.mark.parametrize(("sign", "name"), [("\u200b", "U+200B"), ("\ufeff", "U+FEFF"), ("\u202e", "U+202E")])
def test_a_sign_that_nobody_sees_is_named(sign: str, name: str) -> None:
    assert read_email(f"som{sign}sri@napho.go.th") == (fault.EMAIL_INVISIBLE, name)


@pytest.mark.parametrize(
    ("sign", "name"),
    [("\u0430", "\u0430 U+0430"), ("ส", "ส U+0E2A"), ("๑", "๑ U+0E51"), ("\uff41", "\uff41 U+FF41")],
)
def test_a_letter_of_another_script_is_named_and_not_folded(sign: str, name: str) -> None:
    assert read_email(f"s{sign}msri@napho.go.th") == (fault.EMAIL_LETTERS, name)


@pytest.mark.parametrize(
    ("written", "website"),
    [
        ("https://www.napho.go.th", "https://www.napho.go.th"),
        ("HTTP://www.NaPho.go.th/ita?y=1#o1", "http://www.NaPho.go.th/ita?y=1#o1"),
        ("www.napho.go.th", "https://www.napho.go.th"),
        ("napho.go.th:8080/x", "https://napho.go.th:8080/x"),
    ],
)
def test_a_website_has_a_scheme(written: str, website: str) -> None:
    assert read_website(written) == website


@pytest.mark.parametrize(
    "written",
    [
        "napho",
        "javascript:alert(1)",
        "ftp://x.th",
        "https://u:p@x.th",
        "https://x.th/<a>",
        "x.th y.th",
        "https://" + "a." * 300 + "th",
    ],
)
def test_what_is_no_website_is_refused(written: str) -> None:
    assert read_website(written) is None
