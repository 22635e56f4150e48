"""Make the pictures of README and guides from the program itself: pages of its papers, and of the web's example year.

Usage: python tools/build_pictures.py
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from click.testing import CliRunner
from PIL.PngImagePlugin import PngInfo

from prongsai.cli import main

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "donsak-2568.json"
# A4 at this scale is 714 × 1010 points of a screen.
SCALE = 1.2
COLOURS = 96


# Pages of the example years: the paper, and which page of it, counted from 0.
DOCUMENTS = {
    "document-memo": ("donsak-2568-memo", 0),
    "document-analysis": ("donsak-2568-analysis", 7),
    "document-measures": ("donsak-2568-measures", 1),
    "document-measures-napho": ("napho-2564-measures", 1),
    "document-followup": ("donsak-2568-followup", 0),
    "document-implementation": ("donsak-2568-implementation", 1),
    "document-implementation-napho": ("napho-2564-implementation", 0),
    "document-oit": ("donsak-2568-oit", 0),
}


def run(*line: object) -> None:
    """Run a command of the program; stop where it is refused."""
    done = CliRunner().invoke(main, [str(each) for each in line])
    if done.exit_code != 0:
        sys.exit(done.output)


def first_page(lang: str, folder: Path) -> pypdfium2.PdfPage:
    """Write the report with the program and open its first page."""
    run("--lang", lang, "report", EXAMPLE, "--format", "pdf", "--date", "2569-04-17", "-o", folder)
    return pypdfium2.PdfDocument(folder / "donsak-2568-analysis.pdf")[0]


def write_documents(folder: Path) -> None:
    """Write all papers of both example years, undated."""
    for result, plan in (("donsak-2568", "donsak-2569-plan"), ("napho-2564", "napho-2565-plan")):
        profile = EXAMPLE.with_name(f"{result.partition('-')[0]}-profile.toml")
        given = ("--plan", EXAMPLE.with_name(f"{plan}.json"), "--profile", profile)
        line = ("report", EXAMPLE.with_name(f"{result}.json"), "--kind", "all", "--format", "pdf", *given)
        run("--lang", "th", *line, "-o", folder)


def text_of(page: pypdfium2.PdfPage) -> str:
    """Return the words of a page; the picture carries them, so that a test can tell when it is out of date."""
    return " ".join(page.get_textpage().get_text_bounded().split())


def draw(page: pypdfium2.PdfPage, path: Path) -> None:
    """Write the page as a small picture."""
    words = PngInfo()
    words.add_itxt("Description", text_of(page))
    picture = page.render(scale=SCALE).to_pil().convert("RGB").quantize(COLOURS)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True, pnginfo=words)


def draw_web() -> None:
    """Serve the example year and take the pictures of its main pages (tests/web/browser/pictures.py)."""
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright
    from tests.web.browser.chromium import OPTIONS
    from tests.web.browser.pictures import draw_all
    from tests.web.browser.sites import demo_site

    with (
        tempfile.TemporaryDirectory() as folder,
        demo_site(Path(folder)) as site,
        sync_playwright() as driver,
        driver.chromium.launch(**OPTIONS) as browser,
    ):
        draw_all(browser, site, PICTURES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("th", "en"):
            draw(first_page(lang, Path(folder)), PICTURES / f"report-{lang}.png")
        write_documents(Path(folder))
        for name, (paper, number) in DOCUMENTS.items():
            page = pypdfium2.PdfDocument(Path(folder) / f"{paper}.pdf")[number]
            draw(page, PICTURES / f"{name}.png")
    draw_web()
