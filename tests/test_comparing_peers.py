"""What peers do: medians, quartile fences, and how many they are of."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing.peers import fences, theme_median, theme_medians
from analytics.settings import (
    PEERS,
    ExecutionBands,
    Outliers,
    Peers,
    PefaBands,
    Questionable,
    Ranking,
)
from analytics.store import Store


def test_fences_stand_one_and_a_half_interquartile_ranges_outside_the_quartiles() -> None:
    frame = pd.DataFrame({"kind": "budget", "share": [1.0, 2.0, 3.0, 4.0, 100.0]})
    row = fences(frame, "share", ["kind"]).iloc[0]
    assert (row["n"], row["q1"], row["median"], row["q3"]) == (5, 2.0, 3.0, 4.0)
    assert (row["lower_fence"], row["upper_fence"]) == (-1.0, 7.0)


def test_too_few_peers_have_a_median_but_no_fence() -> None:
    frame = pd.DataFrame({"kind": "budget", "share": [1.0, None, *[2.0] * (PEERS.minimum - 2)]})
    row = fences(frame, "share", ["kind"]).iloc[0]
    assert row["n"] == PEERS.minimum - 1
    assert row["median"] == 2.0
    assert row[["lower_fence", "upper_fence"]].isna().all()


def test_nothing_to_compare_has_no_rows() -> None:
    assert fences(pd.DataFrame({"kind": [], "share": []}), "share", ["kind"]).empty


def peers_of(store: Store, agency: str, theme: str) -> tuple[int, float]:
    """As the table of all bodies tells it, which the answer for this one alone agrees with."""
    medians = theme_medians(store).set_index(["agency", "theme"])
    found = medians.loc[[(agency, theme)], ["peers_n", "peers_median"]]
    alone = theme_median(store, agency=agency, theme=theme)
    pd.testing.assert_frame_equal(alone, found.reset_index(drop=True))
    return tuple(found.iloc[0])


def test_peers_of_an_original_are_the_same_theme_in_the_other_bodies(tmp_path: Path) -> None:
    """Relief: Fuzhou 2560.43 / 2474.36 and 4885 / 3911, Luoyang 0, 22.34 / 22.34, 215.54 / 230."""
    store = store_of_originals(tmp_path)
    others = [2560.43 / 2474.36, 4885 / 3911, 0.0, 1.0, 215.54 / 230]
    assert peers_of(store, "辽宁省抚顺市医疗保障局", "medical_relief") == (5, median(others))
    count, rate = peers_of(store, "福州市医疗保障局", "staffing")
    assert count == 0
    assert pd.isna(rate)


def test_a_body_is_no_peer_of_its_own_other_years(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Body("yunxi-2022-final_accounts", year=2022).project("甲", 100.0, 10.0),
        Body("yunxi-2023-final_accounts").project("甲", 100.0, 20.0),
        Body("haishan-2023-final_accounts", agency="海山市医疗保障局").project("乙", 100.0, 90.0),
    )
    assert peers_of(store, "云溪市医疗保障局", "operations") == (1, 0.9)
    assert peers_of(store, "海山市医疗保障局", "operations") == (2, pytest.approx(0.15))


def test_medians_without_the_body_itself_are_those_of_a_count_by_hand(tmp_path: Path) -> None:
    dice = random.Random(7)
    rates = {
        f"{name}市医疗保障局": [dice.randrange(8) / 8 for _ in range(n)]
        for name, n in zip("甲乙丙丁戊", (1, 2, 7, 4, 3), strict=True)
    }
    bodies = []
    for number, (agency, own) in enumerate(rates.items()):
        body = Body(f"body{number}-2023-final_accounts", agency=agency)
        for rate in own:
            body.project("运行", 8.0, 8.0 * rate)
        bodies.append(body.project("未列", None, 1.0))
    store = store_of(tmp_path, *bodies)
    for agency in rates:
        others = [rate for other, own in rates.items() if other != agency for rate in own]
        assert peers_of(store, agency, "operations") == (len(others), median(others))


@pytest.mark.parametrize(
    ("senseless", "complaint"),
    [
        (lambda: ExecutionBands(severe=0.9), "bands must rise"),
        (lambda: PefaBands(a=0.2), "bands must widen"),
        (lambda: Questionable(claim_share=0.1), "claim_rate < claim_share"),
        (lambda: Questionable(revision=0), "0 < revision"),
        (lambda: Peers(minimum=1), "at least 2"),
        (lambda: Ranking(critical=2.0), "oddities lie between"),
        (lambda: Ranking(share=0.9), "share lies between"),
        (lambda: Ranking(least=1.0), "least lies between"),
        (lambda: Outliers(far=20.0), "far < clip"),
        (lambda: Outliers(project_sizes=(10.0, 5.0)), "positive and rise"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(
    senseless: Callable[[], object], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        senseless()
