"""Numbers of respondents in words, as the terminal and the web say them."""

from tests.published import donsak, framework

from prongsai.core.reconcile import reconcile
from prongsai.core.scoring import prepare, score
from prongsai.render.grid import grid_words
from prongsai.render.terminal import reconcile_text


def test_the_samples_of_don_sak_are_named_in_both_languages() -> None:
    found = reconcile(score(prepare(framework(2568)), donsak()))

    lines = [line for grid in found.grids for line in grid_words(grid)]

    assert any("e4–e8: fit 22" in line.en for line in lines), lines
    assert all(line.th in reconcile_text(found, "th") for line in lines)
