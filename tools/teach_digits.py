"""Teach the digits of scores from fonts: python -m tools.teach_digits FONT.ttf… [--measure FONT.ttf…]

Draws digits of each font in sizes of print, tilted, blurred, dirty and packed as scans are, and teaches the net of
reading/printed/scan/digits.py, which it writes to the catalogue. --measure teaches nothing and tells how many scores
of each font come back, of those that Tesseract reads and of those that the net reads. The seeds are fixed.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

from prongsai.core.thai import THAI_DIGITS, thai_digits
from prongsai.reading.printed.scan import tesseract
from prongsai.reading.printed.scan.digits import LABELS, PARTS, TAUGHT, drawn, score_in, signs_in

Numbers = NDArray[np.float64]

DPI = 300
SAMPLES, HIDDEN, ROUNDS, BATCH = 60, 32, 40, 128
# What each font is asked for: size in points, dots an inch, whether it was scanned or drawn.
ASKED = (
    (12, 300, False),
    (12, 200, True),
    (14, 200, True),
    (14, 300, True),
    (16, 200, False),
    (16, 300, True),
)
SCORES = 10
_WHITE = 24


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fonts", nargs="+", type=Path)
    parser.add_argument("--measure", action="store_true", help="only tell how many scores come back")
    given = parser.parse_args()
    if given.measure:
        measure(given.fonts)
    else:
        teach(given.fonts)


# Teaching


def teach(fonts: Sequence[Path]) -> None:
    random = Random(7)  # noqa: S311 – the same fonts must teach the same
    every = [each for font in fonts for _ in range(SAMPLES) for each in samples(font, random)]
    signs = np.array([sign for sign, _ in every]) / 255
    wanted = np.eye(len(LABELS))[[LABELS.index(label) for _, label in every]]
    hidden, answers = taught(signs, wanted)
    right = (answered(signs, hidden, answers).argmax(1) == wanted.argmax(1)).mean()
    kept = {
        "fonts": sorted(font.stem for font in fonts),
        "hidden": np.rint(hidden.T * PARTS).astype(int).tolist(),
        "answers": np.rint(answers.T * PARTS).astype(int).tolist(),
    }
    lines = (f"{json.dumps(name)}: [\n{_lines(rows)}\n]" for name, rows in kept.items())
    TAUGHT.write_text("{" + ",\n".join(lines) + "}\n", "utf-8")
    print(f"{len(fonts)} fonts, {len(every)} signs, {right:.1%} of them right")


def _lines(rows: Sequence[object]) -> str:
    return ",\n".join(json.dumps(row) for row in rows)


def samples(font: Path, random: Random) -> Iterator[tuple[list[int], str]]:
    """Yield six digits of one script as they come out of a scan, those of a font that has no others Thai."""
    thai = "NotoS" in font.stem or "NotoL" in font.stem or random.random() < 0.6
    text = "".join(random.choice(THAI_DIGITS if thai else "0123456789") for _ in range(6))
    dpi = random.choice((200, DPI))
    size = random.uniform(11, 17) * dpi / 72
    picture = Image.new("L", (round(9 * size), round(2.6 * size)), 255)
    kind, place = ImageFont.truetype(font, size), 0.6 * size
    for sign in text:
        # Apart from each other, so that each sign is known.
        ImageDraw.Draw(picture).text((place, size / 2), sign, font=kind, fill=random.randint(0, 70))
        place += kind.getlength(sign) + 0.35 * size
    tilt = (1, random.uniform(-0.12, 0.12), 0, random.uniform(-0.012, 0.012), 1, 0)
    picture = picture.transform(
        picture.size, Image.Transform.AFFINE, tilt, Image.Resampling.BICUBIC, fillcolor=255
    )
    # Ink runs, or is faint: bold and light kinds of fonts that are not at hand look so too.
    weight = random.choice((None, None, ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3)))
    picture = picture.filter(weight) if weight else picture
    picture = _worn(picture, random, dpi) if random.random() < 0.7 else picture
    signs = signs_in(_at_size(picture, dpi), random.randint(110, 185))
    if len(signs) == len(text):
        tall = max(sign.height for sign in signs)
        yield from ((drawn(sign, tall), label) for sign, label in zip(signs, text, strict=True))


def taught(signs: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return the weights of both layers, the last of each for a 1 that is put behind what it looks at."""
    chance = np.random.default_rng(1)
    size = signs.shape[1]
    layers = [
        np.vstack([chance.normal(0, (2 / width) ** 0.5, (width, height)), np.zeros((1, height))])
        for width, height in ((size, HIDDEN), (HIDDEN, wanted.shape[1]))
    ]
    means, squares = ([np.zeros_like(layer) for layer in layers] for _ in range(2))
    step = 0
    for turn in range(ROUNDS):
        rate = 2e-3 * (1 - turn / ROUNDS) + 1e-5
        order = chance.permutation(len(signs))
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            seen = signs[some] + chance.normal(0, 0.08, (len(some), size))
            step += 1
            for place, slope in enumerate(_slopes(seen, wanted[some], layers)):
                # Adam, as published: the mean of the slopes over the root of their mean square.
                means[place] = 0.9 * means[place] + 0.1 * slope
                squares[place] = 0.999 * squares[place] + 0.001 * slope**2
                mean, square = means[place] / (1 - 0.9**step), squares[place] / (1 - 0.999**step)
                layers[place] = layers[place] - rate * mean / (np.sqrt(square) + 1e-8)
    return layers[0], layers[1]


def _slopes(signs: Numbers, wanted: Numbers, layers: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return by how much each weight makes the answers worse; large weights are bad in themselves."""
    seen = _and_one(signs)
    inner = _and_one(np.maximum(seen @ layers[0], 0))
    outer = inner @ layers[1]
    powers = np.exp(outer - outer.max(1, keepdims=True))
    wrong = (powers / powers.sum(1, keepdims=True) - wanted) / len(signs)
    back = (wrong @ layers[1].T * (inner > 0))[:, :-1]
    return seen.T @ back + 2e-4 * layers[0], inner.T @ wrong + 2e-4 * layers[1]


def answered(signs: Numbers, hidden: Numbers, answers: Numbers) -> Numbers:
    """Return what the net answers to signs, the highest for the likeliest digit."""
    result: Numbers = _and_one(np.maximum(_and_one(signs) @ hidden, 0)) @ answers
    return result


def _and_one(numbers: Numbers) -> Numbers:
    return np.hstack([numbers, np.ones((len(numbers), 1))])


# Measuring


def measure(fonts: Sequence[Path]) -> None:
    """Print how many of the scores of each font come back in each script, and how many the net reads wrongly."""
    print(
        "| font | Thai: Tesseract | net | wrong | Arabic: Tesseract | net | wrong |\n|---|---|---|---|---|---|---|"
    )
    for font in fonts:
        counts = [str(count) for script in (thai_digits, str) for count in _counts(font, script)]
        print(f"| {font.stem} | {' | '.join(counts)} |", flush=True)
    print(f"\nof {len(ASKED) * SCORES} each")


def _counts(font: Path, script: Callable[[str], str]) -> tuple[int, int, int]:
    """Return how many scores Tesseract reads, how many the net does, and how many of them that one wrongly."""
    by_tesseract = right = wrong = 0
    for asked in ASKED:
        random = Random(f"{font.stem} {asked}")  # noqa: S311 – a failure must come back
        scores = [script(f"{random.randint(1000, 9999) / 100:.2f}") for _ in range(SCORES)]
        cells = [_cell(score, font, asked, random) for score in scores]
        read = [score_in(cell) for cell in cells]
        right += sum(one == other for one, other in zip(read, scores, strict=True))
        wrong += sum(one not in ("", other) for one, other in zip(read, scores, strict=True))
        by_tesseract += _by_tesseract(cells, scores)
    return by_tesseract, right, wrong


def _cell(text: str, font: Path, asked: tuple[int, int, bool], random: Random) -> Image.Image:
    points, dpi, is_worn = asked
    kind = ImageFont.truetype(font, points * dpi / 72)
    left, top, right, low = kind.getbbox(text)
    edge = dpi // 8
    picture = Image.new("L", (round(right - left) + 2 * edge, round(low - top) + 2 * edge), 255)
    ImageDraw.Draw(picture).text((edge - left, edge - top), text, font=kind, fill=random.randint(0, 60))
    if is_worn:
        picture = picture.rotate(random.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=255)
        picture = _worn(picture, random, dpi)
    picture = _at_size(picture, dpi)
    box = picture.point(lambda value: 255 if value < 140 else 0).getbbox()
    return picture.crop(box)


def _worn(picture: Image.Image, random: Random, dpi: int) -> Image.Image:
    """Blur a picture, make it dirty, and pack it as scanners do."""
    picture = picture.filter(ImageFilter.GaussianBlur(dpi / DPI * random.uniform(0.3, 1.1)))
    picture = ImageChops.add(picture, Image.effect_noise(picture.size, random.uniform(5, 30)), 1, -128)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=random.randint(45, 80))
    return ImageOps.autocontrast(Image.open(stream).convert("L"), cutoff=1)


def _at_size(picture: Image.Image, dpi: int) -> Image.Image:
    size = round(picture.width * DPI / dpi), round(picture.height * DPI / dpi)
    return picture if dpi == DPI else picture.resize(size, Image.Resampling.LANCZOS)


def _by_tesseract(cells: Sequence[Image.Image], scores: Sequence[str]) -> int:
    """Return how many of the cells Tesseract reads rightly, one below the other as cells of a page are."""
    sheet = Image.new(
        "L",
        (
            max(cell.width for cell in cells) + 2 * _WHITE,
            sum(cell.height + _WHITE for cell in cells) + _WHITE,
        ),
        255,
    )
    top, right = _WHITE, 0
    tops = []
    for cell in cells:
        sheet.paste(cell, (_WHITE, top))
        tops.append(top)
        top += cell.height + _WHITE
    words = tesseract.words(sheet, 4, "digits")
    for cell, high, score in zip(cells, tops, scores, strict=True):
        own = [word for word in words if high - 12 <= word.top + word.height / 2 < high + cell.height + 12]
        right += "".join(word.text for word in sorted(own, key=lambda word: word.left)) == score
    return right


if __name__ == "__main__":
    main()
