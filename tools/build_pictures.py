"""Make the pictures of the README from the program itself: the first page of a report, in Thai and in English.

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


def first_page(lang: str, folder: Path) -> pypdfium2.PdfPage:
    """Write the report with the program and open its first page."""
    line = [
        "--lang",
        lang,
        "report",
        str(EXAMPLE),
        "--format",
        "pdf",
        "--date",
        "2569-04-17",
        "-o",
        str(folder),
    ]
    done = CliRunner().invoke(main, line)
    if done.exit_code != 0:
        sys.exit(done.output)
    return pypdfium2.PdfDocument(folder / "donsak-2568-analysis.pdf")[0]


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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("th", "en"):
            draw(first_page(lang, Path(folder)), PICTURES / f"report-{lang}.png")
