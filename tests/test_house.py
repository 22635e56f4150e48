"""The rules of the house that can be measured: sizes, names, places, and what the core must not do."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "prongsai"
CORE = PACKAGE / "core"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE_MODULES = sorted(set(CORE.rglob("*.py")) - set(CORE.rglob("__init__.py")))
METHOD = ("scoring", "reconcile", "improve", "framework", "survey", "result")

DRAWERS = {"utils", "util", "misc", "common", "helpers", "helper"}
IMPURE_CALLS = {
    "open",
    "print",
    "input",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
}
NOT_A_SCORE = "# not a score:"

ELSEWHERE = re.compile(
    r"(?<![\w.])/(root|h[o]me|Us[e]rs|w[o]rk|t[m]p)/\w"  # a path that exists on one machine only
    r"|https?://[^\s\"']*/simple(?![\w-])|files\.python[h]osted|--(extra-)?index-[u]rl[ =]",  # a package index
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def test_modules_are_found() -> None:
    assert len(MODULES) > 5
    assert len(CORE_MODULES) > 5


# Sizes


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield functions and methods; a nested function counts with the one around it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            yield from functions(node)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the end, the docstring left out."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return total
    docstring = function.body[0]
    return total - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def lengths() -> dict[str, int]:
    return {
        f"{name_of(path)}:{function.lineno} {function.name}": length(function)
        for path in MODULES
        for function in functions(parse(path))
    }


def longer_than(limit: int) -> dict[str, int]:
    return {name: lines for name, lines in lengths().items() if lines > limit}


def test_nine_of_ten_functions_stay_under_25_lines() -> None:
    ordered = sorted(lengths().values())

    assert ordered[len(ordered) * 9 // 10] < 25, longer_than(24)


def test_functions_over_50_lines_are_rare() -> None:
    assert len(longer_than(50)) <= 0.02 * len(lengths()), longer_than(50)


def test_no_function_has_more_than_80_lines() -> None:
    assert longer_than(80) == {}


def test_files_stay_under_500_lines() -> None:
    # Django writes migrations, and nobody edits them.
    written = [path for path in MODULES if path.parent.name != "migrations"]
    lines = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in written}

    assert {name: count for name, count in lines.items() if count >= 500} == {}


# Names and places


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    folders = {path.parent for path in MODULES}

    assert [name_of(path) for path in [*MODULES, *folders] if path.stem in DRAWERS] == []


def nouns() -> list[Path]:
    """Return what the core is made of, as paths below it without ending; a package stands for its own module."""
    packages = [path.parent.relative_to(CORE) for path in CORE.rglob("__init__.py") if path.parent != CORE]
    return sorted(packages + [path.relative_to(CORE).with_suffix("") for path in CORE_MODULES])


@pytest.mark.parametrize("noun", nouns(), ids=str)
def test_every_core_module_has_its_tests(noun: Path) -> None:
    assert (ROOT / "tests" / "core" / noun.parent / f"test_{noun.name}.py").is_file()


@pytest.mark.parametrize("module", [noun.name for noun in nouns() if noun.name in METHOD])
def test_every_rule_of_the_method_is_explained_in_prose(module: str) -> None:
    assert (ROOT / "docs" / "method" / f"{module}.md").is_file()


def test_the_paths_that_the_readme_names_exist() -> None:
    rows = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("|")]
    named = [path for row in rows for path in re.findall(r"`([\w.<>*/-]+/[\w.<>*/-]*|\w+\.\w+)`", row)]
    patterns = {path: re.sub(r"<[^>]*>", "*", path).rstrip("/") for path in named}

    missing = [
        path
        for path, pattern in patterns.items()
        if not any(next(folder.glob(pattern), None) for folder in (ROOT, PACKAGE))
    ]

    assert named, "README.md has no table that says where to go"
    assert missing == []


# The core


def dotted(node: ast.expr) -> str:
    """Give the last two parts of what is called: `datetime.datetime.now` is `datetime.now`."""
    return ".".join(ast.unparse(node).split(".")[-2:])


def is_float(node: ast.AST) -> bool:
    """Tell a float literal or a call of `float`; `isinstance(x, float)` and annotations are neither."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Call) and dotted(node.func) == "float"


def is_impure(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) in IMPURE_CALLS


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_reads_no_file_and_no_clock(path: Path) -> None:
    found = [node.lineno for node in ast.walk(parse(path)) if isinstance(node, ast.Call) and is_impure(node)]

    assert found == []


def excused(tree: ast.Module, lines: list[str]) -> set[int]:
    """Give the lines with the note; in a statement of several lines the formatter may move it, so all of them."""
    noted = {number for number, line in enumerate(lines, 1) if NOT_A_SCORE in line}
    simple = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    spans = [set(range(node.lineno, (node.end_lineno or node.lineno) + 1)) for node in simple]
    return noted.union(*(span for span in spans if span & noted))


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_no_score_in_the_core_is_a_float(path: Path) -> None:
    tree = parse(path)
    floats = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and is_float(node)}

    assert sorted(floats - excused(tree, path.read_text("utf-8").splitlines())) == []


# Every tracked file


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_machine_path_or_a_package_index() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if ELSEWHERE.search(line) or str(ROOT) in line
    ]

    assert found == []


@pytest.mark.parametrize("lock", ["uv", "base", "dev"])
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")

    assert "--hash=sha256:" in text
    assert "://" not in text


def pins(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {line.rstrip(" \\") for line in text.splitlines() if re.match(r"\w\S*==", line)}


def test_what_the_tests_use_is_what_users_get() -> None:
    assert pins("base") <= pins("dev")
