"""What proof-reading is made of: chains that are themselves alone, remarks that point to their places."""

from tests.proofread_papers import SOUND, chain, figures, recognised, remarks, section


def test_a_chain_is_no_other_chain_though_it_holds_the_same() -> None:
    paper = recognised(section(figures=figures(SOUND)))

    one, other = chain(paper), chain(paper)

    assert one != other
    assert len({one, other}) == 2


def test_a_remark_has_the_same_id_each_time_the_paper_is_read() -> None:
    paper = section(figures=figures(SOUND | {"total": "93.50"}))

    assert [each.id for each in remarks("sum.total", paper)] == ["sum.total:2568:total"]
    assert remarks("sum.total", paper) == remarks("sum.total", paper)
