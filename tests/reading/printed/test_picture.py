"""Pages as pictures, for the eye beside what was read."""

import io

import pytest
from PIL import Image, ImageChops
from tests.drawn_pdf import Leaf, pdf

from prongsai.core.errors import InputError
from prongsai.core.printed import View
from prongsai.reading.printed.limits import MEGABYTE, Limits
from prongsai.reading.printed.pdf import parse
from prongsai.reading.printed.picture import MOST_PIXELS, page_picture
from prongsai.reading.printed.shown import page_shown


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def shown(data: bytes, page: int = 1, width: int = 400) -> Image.Image:
    drawn = page_picture(data, "paper", View(page=page, width=width))
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    return Image.open(io.BytesIO(drawn)).convert("L")


def darkest(picture: Image.Image) -> int:
    return min(picture.tobytes())


def test_the_box_of_a_line_is_where_it_stands_in_the_picture() -> None:
    first, second = Leaf(), Leaf(rotate=90)
    first.write(90, 100, "บรรทัดเดียวของหน้าแรก", 20)
    second.write(200, 500, "บรรทัดเดียวของหน้าสอง", 20)
    data = pdf(first, second)

    for line in parse(data, "two.pdf").lines():
        assert line.where.page and line.where.box
        picture = shown(data, line.where.page, 800)
        scale = 800 / (595 if line.where.page == 1 else 842)
        left, top, right, low = (round(edge * scale) for edge in line.where.box)
        box = left, top, right, low
        inside = picture.crop(box)
        picture.paste(255, box)

        assert darkest(inside) < 100
        assert darkest(picture) > 200


def test_pages_are_as_wide_as_asked() -> None:
    data = pdf(Leaf(), Leaf(size=(842, 595)))

    assert shown(data, 1, 300).size == (300, 424)
    assert shown(data, 2, 300).size == (300, 211)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_pictures_are_shown_too(kind: str) -> None:
    picture = Image.new("RGB", (200, 100), "white")
    picture.paste((0, 0, 0), (0, 0, 100, 100))

    seen = shown(encoded(picture, kind), width=100)

    assert seen.size == (100, 50)
    assert darkest(seen.crop((0, 0, 45, 50))) < 30
    assert darkest(seen.crop((60, 0, 100, 50))) > 200


def test_the_pages_of_one_picture_are_told_apart_and_turned() -> None:
    white, black = Image.new("L", (100, 50), 255), Image.new("L", (100, 50), 0)
    exif = Image.Exif()
    exif[0x0112] = 6

    assert darkest(shown(encoded(white, "TIFF", save_all=True, append_images=[black]), 2)) == 0
    assert shown(encoded(white, "JPEG", exif=exif), width=50).size == (50, 100)


def refused(data: bytes, page: int = 1, width: int = 400) -> str:
    with pytest.raises(InputError) as raised:
        page_picture(data, "paper", View(page=page, width=width))
    (found,) = raised.value.problems
    return found.id


def test_what_is_not_there_is_refused() -> None:
    assert refused(pdf(Leaf()), 2) == "printed.damaged"
    assert refused(encoded(Image.new("L", (10, 10)), "PNG"), 2) == "printed.damaged"
    assert refused(b"GIF89a" + bytes(100)) == "printed.damaged"
    assert refused(encoded(Image.new("L", (500, 500), 90), "JPEG")[:300]) == "printed.damaged"


def test_pictures_that_grow_beyond_measure_are_refused_unopened() -> None:
    side = 13_000
    huge = encoded(Image.new("1", (side, side)), "PNG")

    assert len(huge) < 100_000
    assert side * side > MOST_PIXELS
    assert refused(huge) == "printed.too_much"
    assert refused(encoded(Image.new("L", (10, 10)), "PNG"), width=MOST_PIXELS) == "printed.too_much"


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    assert shown(pdf(Leaf(size=(14_000, 14_000)))).size == (400, 400)


# Drawn by another process


def test_another_process_draws_the_same() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "หน้าเดียว")
    data = pdf(leaf)

    assert page_shown(data, "paper.pdf", View(page=1, width=200)) == page_picture(
        data, "paper.pdf", View(page=1, width=200)
    )


def test_another_process_refuses_in_the_same_words() -> None:
    with pytest.raises(InputError) as here:
        page_picture(pdf(Leaf()), "หน้า.pdf", View(page=9, width=200))
    with pytest.raises(InputError) as there:
        page_shown(pdf(Leaf()), "หน้า.pdf", View(page=9, width=200))

    assert here.value.problems == there.value.problems


def test_what_costs_too_much_is_stopped() -> None:
    data = encoded(Image.effect_noise((3_000, 3_000), 90), "PNG")

    with pytest.raises(InputError) as raised:
        page_shown(
            data, "noise.png", View(page=1, width=3_000), limits=Limits(seconds=30, memory=MEGABYTE * 120)
        )
    assert [problem.id for problem in raised.value.problems] == ["printed.stopped"]
    with pytest.raises(InputError) as raised:
        page_shown(data, "noise.png", View(page=1, width=3_000), limits=Limits(seconds=30, output=1_000))
    assert [problem.id for problem in raised.value.problems] == ["printed.stopped"]


def test_a_frame_stands_around_what_a_reader_is_led_to() -> None:
    data, mark = pdf(Leaf()), (100.0, 200.0, 180.0, 220.0)
    plain = shown(data)
    framed = Image.open(io.BytesIO(page_picture(data, "paper", View(page=1, width=400, mark=mark)))).convert(
        "L"
    )
    box = ImageChops.difference(plain, framed).getbbox()
    assert box is not None
    points = 400 / 595.3
    assert all(abs(found - side * points) < 6 for found, side in zip(box, mark, strict=True))
