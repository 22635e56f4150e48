"""Which numbers of respondents fit the printed means, in words."""

from __future__ import annotations

from collections.abc import Iterator

from prongsai.core.reconcile.grid import Grid, Sample
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Text

_IMPOSSIBLE = Text(
    "{code}: ไม่มีจำนวนผู้ตอบใดที่ลองแล้วให้ค่านี้ได้", "{code}: no number of answers that was tried gives this figure"
)
_OUTLIER = Text(
    "{code} = {printed} ไม่ลงตัวกับจำนวนผู้ตอบที่ข้ออื่นใช้ ค่าใกล้ที่สุดที่เป็นไปได้คือ {nearest}",
    "{code} = {printed} does not fit the number of answers of the others; the nearest that does is {nearest}",
)
_FITS = Text("{codes}: ลงตัวกับผู้ตอบ {sizes} คน", "{codes}: fit {sizes} respondents")
_MOST_SIZES = 3


def grid_words(grid: Grid) -> Iterator[Text]:
    """Say which printed means cannot be, and which numbers of respondents the others fit."""
    for code in grid.impossible:
        yield _IMPOSSIBLE.format(code=code)
    for outlier in grid.outliers:
        yield _OUTLIER.format(code=outlier.code, printed=outlier.printed, nearest=outlier.nearest)
    for sample in grid.samples or (Sample(grid.codes, grid.sizes),):
        if sample.sizes and not grid.outliers:
            more = " …" if len(sample.sizes) > _MOST_SIZES else ""
            sizes = ", ".join(map(str, sample.sizes[:_MOST_SIZES])) + more
            yield _FITS.format(codes=", ".join(runs_of_codes(sample.codes)), sizes=sizes)
