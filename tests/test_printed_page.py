"""A document's page as a chart: a bar for each figure at its place, seen where it is selected."""

from __future__ import annotations

import pandas as pd

from analytics.charts.printed_page import printed_page
from analytics.charts.sentences.documents import document
from analytics.language import CHINESE
from analytics.reading.excerpt import PagePicture

PICTURE = PagePicture(b"PNG", width=600.0, height=800.0)
FIGURES = pd.DataFrame(
    {
        "name": ["基本工资", "运行<b>"],
        "measure": ["amount", "printed_rate"],
        "raw": ["813.91", "100%"],
        "locator": ["50.0,88.0,100.0,104.0", "10.0,700.0,30.0,710.0"],
    }
)


def test_a_bar_lies_on_each_figure_two_points_wider_all_around() -> None:
    """The first is 50 by 16 points, its middle 96 from the top of 800; heights count from below."""
    (bars,) = printed_page(PICTURE, FIGURES, None).data
    assert list(bars.base) == [48.0, 8.0]
    assert list(bars.x) == [54.0, 24.0]
    assert list(bars.y) == [704.0, 95.0]
    assert list(bars.width) == [20.0, 14.0]


def test_the_page_fills_the_chart_in_its_own_proportions() -> None:
    layout = printed_page(PICTURE, FIGURES, None).layout
    (image,) = layout.images
    assert (image.sizex, image.sizey, image.y) == (600.0, 800.0, 800.0)
    assert (layout.width, layout.height) == (1000, 1333)
    assert layout.yaxis.scaleanchor == "x", "a narrow window does not distort it"


def test_only_the_marked_figure_is_seen() -> None:
    (bars,) = printed_page(PICTURE, FIGURES, "10.0,700.0,30.0,710.0").data
    assert bars.selectedpoints == (1,)
    assert (bars.selected.marker.opacity, bars.unselected.marker.opacity) == (1, 0)
    (bars,) = printed_page(PICTURE, FIGURES, None).data
    assert bars.selectedpoints == () and bars.marker.opacity == 0


def test_a_figure_says_what_it_is_where_one_points_at_it() -> None:
    (bars,) = printed_page(PICTURE, FIGURES, None).data
    assert list(bars.hovertext) == [
        "基本工资<br>amount 金额 813.91",
        "运行&lt;b&gt;<br>rate 执行率 100%",
    ]
    (bars,) = printed_page(PICTURE, FIGURES, None, CHINESE).data
    assert list(bars.hovertext) == ["基本工资<br>金额 813.91", "运行&lt;b&gt;<br>执行率 100%"]


LOADED = pd.Series(
    {"label_en": "Yunxi 2023", "label_zh": "云溪市2023年决算", "sound": 7, "findings": 1}
)
SUMS = pd.DataFrame({"holds": [True, True, False]})
COUNTED = pd.DataFrame({"figures": [40, 2], "doubtful": [1, 0]})


def test_a_document_is_told_by_its_tables_its_sums_and_what_was_mended() -> None:
    assert document(LOADED, SUMS, COUNTED) == [
        "Yunxi 2023: 7 of 9 statutory tables add up or are printed empty,"
        " 2 of 3 sums hold; 1 finding.",
        "Of its 42 figures 1 was repaired, corrected or is in question.",
    ]
    assert document(LOADED, SUMS, COUNTED, CHINESE) == [
        "云溪市2023年决算：9张法定报表中7张勾稽相符或为空表，3项勾稽关系中2项相符；1个疑点。",
        "42个数字中，1个经过修正、更正或存疑。",
    ]


def test_where_nothing_was_mended_nothing_is_said_of_it() -> None:
    sound = COUNTED.assign(doubtful=0)
    assert len(document(LOADED, SUMS, sound)) == 1
    assert len(document(LOADED, SUMS.iloc[:0], sound.iloc[:0])) == 1
