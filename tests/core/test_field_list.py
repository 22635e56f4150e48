from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from prongsai.core.field_list import FIELDS, Field

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
METHODS_OF_A_DICTIONARY = set(dir({}))


def every(fields: Mapping[str, Field], *above: str) -> Iterator[tuple[tuple[str, ...], Field]]:
    for name, each in fields.items():
        yield (*above, name), each
        yield from every(each.fields, *above, name)


def test_every_field_says_what_it_means_in_both_languages() -> None:
    assert [path for path, each in every(FIELDS) if not (each.meaning.th and each.meaning.en)] == []


def test_only_rows_have_fields_of_their_own() -> None:
    assert [path for path, each in every(FIELDS) if bool(each.fields) != (each.kind == "rows")] == []


def test_no_field_is_called_as_a_method_of_a_row() -> None:
    assert [path for path, _ in every(FIELDS) if path[-1] in METHODS_OF_A_DICTIONARY] == []


@pytest.mark.parametrize(("page", "lang"), [("word-template.md", "en"), ("word-template.th.md", "th")])
def test_the_guide_lists_every_field_with_its_meaning(page: str, lang: str) -> None:
    text = (GUIDE / page).read_text("utf-8")

    for path, each in every(FIELDS):
        if len(path) > 1:
            assert f"`{path[-1]}` {each.meaning.say(lang)}" in text, path  # type: ignore[arg-type]
        else:
            assert f"| `{path[0]}` | {each.meaning.say(lang)} |" in text, path  # type: ignore[arg-type]
