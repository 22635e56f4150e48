"""Scores read from pictures of cells: what comes back, and what is left to others."""

import io
from functools import cache
from importlib import resources

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from prongsai.core.thai import thai_digits
from prongsai.reading.printed.scan.digits import LABELS, score_in, signs_in

FONT = resources.files("prongsai.render") / "fonts" / "ProngsaiSarabun-Regular.ttf"
# Each digit stands in each place at least once.
SCORES = (
    "91.02",
    "87.23",
    "79.34",
    "68.45",
    "54.56",
    "46.67",
    "35.78",
    "23.89",
    "12.90",
    "90.61",
)


@cache
def font(dots: int) -> ImageFont.FreeTypeFont:
    with FONT.open("rb") as stream:
        return ImageFont.truetype(io.BytesIO(stream.read()), dots)


def cell(text: str, points: int = 14, *lines: str) -> Image.Image:
    """Return the picture of a cell at 300 dots an inch."""
    dots = round(points * 300 / 72)
    picture = Image.new("L", (dots * 8, dots * 2 * (1 + len(lines))), 255)
    for place, line in enumerate((text, *lines)):
        ImageDraw.Draw(picture).text((dots, dots * 2 * place), line, font=font(dots), fill=20)
    return picture


# A small 1 between noughts of Arabic digits is left to others.
@pytest.mark.parametrize("points", [12, 16])
@pytest.mark.parametrize(
    "wanted", [SCORES, tuple(map(thai_digits, (*SCORES, "100.00", "0.00")))], ids=["arabic", "thai"]
)
def test_scores_come_back_in_their_own_digits(points: int, wanted: tuple[str, ...]) -> None:
    assert tuple(score_in(cell(score, points)) for score in wanted) == wanted


def test_a_cell_that_was_tilted_blurred_packed_and_made_dirty_comes_back() -> None:
    picture = cell("๙๔.๖๗").rotate(0.4, Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(0.8))
    ImageDraw.Draw(picture).rectangle((20, 20, 21, 21), fill=0)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=60)

    assert score_in(Image.open(stream).convert("L")) == "๙๔.๖๗"


@pytest.mark.parametrize(
    "text", ["94", "7.1", "๙๔", "๙.๔", "194.67", "1.2.3", "๑๙๔.๖๗", "การใช้งบประมาณ", "ต.ค. ๖๘", "ข้อ ๑.๒"]
)
def test_whatever_is_no_score_is_left_to_others(text: str) -> None:
    assert score_in(cell(text)) == ""


def test_two_lines_and_an_empty_cell_are_no_score() -> None:
    assert score_in(cell("๙๔.๖๗", 14, "๘๗.๖๔")) == ""
    assert score_in(Image.new("L", (80, 40), 255)) == ""


def test_pieces_of_a_sign_are_put_together_and_dirt_is_no_sign() -> None:
    picture = Image.new("L", (120, 60), 255)
    draw = ImageDraw.Draw(picture)
    for box in ((10, 5, 30, 25), (12, 30, 32, 50), (60, 5, 80, 50), (100, 40, 102, 42)):
        draw.rectangle(box, fill=0)

    signs = signs_in(picture, 140)

    assert [(sign.left, sign.top, sign.right, sign.low) for sign in signs] == [
        (10, 5, 33, 51),
        (60, 5, 81, 51),
    ]


def test_every_digit_of_both_scripts_may_be_answered() -> None:
    assert sorted(LABELS) == sorted("0123456789๐๑๒๓๔๕๖๗๘๙")
