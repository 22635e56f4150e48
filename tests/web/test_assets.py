"""What a page loads: small, recorded, and nothing that a strict policy of contents would stop."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import prongsai

STATIC = Path(prongsai.__file__).parent / "web" / "static" / "web"
FOR_TESTS = Path(__file__).parent / "assets"
LOADED = (
    "pico.min.css",
    "prongsai.css",
    "htmx.min.js",
    "prongsai.js",
    "sarabun-400.woff2",
    "sarabun-700.woff2",
)
# A first load may take 100 kB; the page itself needs the rest.
BUDGET = 75_000


def sent(name: str) -> int:
    data = (STATIC / name).read_bytes()
    return len(data) if name.endswith(".woff2") else len(gzip.compress(data))


def recorded(folder: Path) -> dict[str, str]:
    rows = (folder / "LICENSES.md").read_text("utf-8")
    return dict(re.findall(r"\| `([\w.-]+)` \|.*`([0-9a-f]{64})` \|", rows))


def test_what_every_page_loads_leaves_room_for_the_page() -> None:
    sizes = {name: sent(name) for name in LOADED}

    assert sum(sizes.values()) <= BUDGET, sizes
    assert sizes["prongsai.css"] <= 8_000
    assert sizes["prongsai.js"] <= 3_000


@pytest.mark.parametrize("folder", [STATIC, FOR_TESTS], ids=["pages", "tests"])
def test_files_of_others_are_the_recorded_ones(folder: Path) -> None:
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix == ".woff2" or ".min." in path.name
    }

    assert files == recorded(folder)


def test_the_style_sheet_loads_nothing_from_elsewhere() -> None:
    css = (STATIC / "prongsai.css").read_text("utf-8")

    assert {url for url in re.findall(r"url\(([^)]*)\)", css)} == {
        '"sarabun-400.woff2"',
        '"sarabun-700.woff2"',
    }
    assert "@import" not in css


def test_every_class_is_described_at_the_top_or_belongs_to_one_that_is() -> None:
    css = (STATIC / "prongsai.css").read_text("utf-8")
    told, rules = css.split("*/", 1)
    rules = re.sub(r'"[^"]*"|url\([^)]*\)', "", rules)
    selectors = re.findall(r"(?:^|[{};])([^{};@]+)\{", rules)
    used = {name for selector in selectors for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    of_libraries = {"htmx-request", "outline"}

    assert used, "no class is found"
    assert {
        name for name in used - of_libraries if not re.search(rf"(?<![\w-]){name}(?![\w-])", told)
    } == set()


def test_the_script_makes_no_code_of_text() -> None:
    script = (STATIC / "prongsai.js").read_text("utf-8")

    assert not re.search(r"\beval\b|new Function|innerHTML|insertAdjacentHTML|\.style\b", script)


def test_no_page_needs_what_a_strict_policy_of_contents_forbids() -> None:
    """Neither styles nor scripts may stand in a page; a policy without unsafe-inline drops them without a word.

    A block of data is no script.
    """
    pages = list((STATIC.parent.parent / "templates").rglob("*.html"))
    inline = re.compile(
        r"""\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*\s(?:src=|type="application/json"))|javascript:"""
    )

    assert pages
    assert {page.name: found[0] for page in pages if (found := inline.search(page.read_text("utf-8")))} == {}
