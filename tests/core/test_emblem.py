import io
from fractions import Fraction
from typing import Literal

import pytest
from PIL import Image

from prongsai.core.emblem import read_emblem
from prongsai.core.errors import InputError


def picture(form: Literal["PNG", "JPEG"], mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    # Noise, so that a cut file misses pixels.
    noise = Image.effect_noise(size, 60).convert(mode)
    file = io.BytesIO()
    noise.save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_a_png_of_every_colour_type_is_an_emblem(mode: str) -> None:
    emblem = read_emblem(picture("PNG", mode))

    assert (emblem.kind, emblem.width, emblem.height) == ("png", 60, 40)
    assert emblem.shape == Fraction(3, 2)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_is_an_emblem(mode: str) -> None:
    emblem = read_emblem(picture("JPEG", mode))

    assert (emblem.kind, emblem.width, emblem.height) == ("jpeg", 60, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"GIF89a" + bytes(40),
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + bytes(200),
        b"\xff\xd8\xff\xda\xff\xd9",
        picture("PNG")[:-20],
        picture("PNG").replace(b"IDAT", b"IDAX"),
        picture("JPEG")[: len(picture("JPEG")) // 2],
        picture("JPEG")[:30] + b"\xff\xd9",
    ],
)
def test_what_is_no_whole_picture_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_emblem(data, "profile.toml, emblem")

    (problem,) = caught.value.problems
    assert (problem.id, problem.where) == ("emblem.not_an_image", "profile.toml, emblem")
    assert "PNG" in problem.say("th")
    assert "PNG" in problem.say("en")


def test_a_damaged_pixel_is_noticed() -> None:
    whole = picture("PNG")
    middle = len(whole) // 2
    damaged = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]

    with pytest.raises(InputError):
        read_emblem(damaged)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_larger_than_any_print_needs_is_refused(form: Literal["PNG", "JPEG"]) -> None:
    file = io.BytesIO()
    Image.new("L", (4001, 2)).save(file, form)

    with pytest.raises(InputError) as caught:
        read_emblem(file.getvalue())

    assert caught.value.problems[0].id == "emblem.too_large"
    assert read_emblem(picture(form, "L", (4000, 2))).width == 4000


def test_the_colours_of_a_printing_press_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_emblem(picture("JPEG", "CMYK"))

    assert [problem.id for problem in caught.value.problems] == ["emblem.cmyk"]
