"""Limits, thresholds and places: the one file to change them in.

Each group is a frozen dataclass that refuses values which make no sense, so that a slip here
stops the start and not a reading half way.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder that the project lies in."""

STORE_VARIABLE: Final = "WORKBENCH_STORE"
"""Environment variable that names another default store."""


def default_store() -> Path:
    """The store that is meant where none is named."""
    return Path(os.environ.get(STORE_VARIABLE) or ROOT / "data" / "workbench.duckdb")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in at all.

    max_bytes is the largest file; max_markup the largest web page without the pictures in it;
    max_unpacked what the parts that are read of an Office file may unpack to, together; max_tags
    the most tags of a web page or a Word document, each of which costs 200 bytes and 10 µs;
    max_cells the most cells of all tables of a document: the longest disclosures have 20,000.
    suffixes are the files that a folder is searched for, also those of formats without a reader,
    so that a disclosure in one is told and not passed over; a file named by itself is read
    whatever its suffix, by its content.
    """

    max_bytes: int = 200 * 1024 * 1024
    max_markup: int = 16 * 1024 * 1024
    max_unpacked: int = 32 * 1024 * 1024
    max_tags: int = 2_000_000
    max_cells: int = 300_000
    suffixes: tuple[str, ...] = (
        *(".pdf", ".txt", ".html", ".htm", ".shtml"),
        *(".docx", ".doc", ".xlsx", ".xls", ".docm", ".xlsm", ".xlsb", ".wps", ".et", ".rtf"),
        *(".ofd", ".odt", ".ods", ".mht", ".mhtml", ".ceb", ".zip", ".rar", ".7z"),
        *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"),
    )

    def __post_init__(self) -> None:
        sizes = (self.max_bytes, self.max_markup, self.max_unpacked, self.max_tags, self.max_cells)
        if min(sizes) <= 0:
            raise ValueError("every limit must be positive")
        if not all(suffix.startswith(".") and suffix.islower() for suffix in self.suffixes):
            raise ValueError("suffixes are written in lower case with their dot")


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pages without readable text are read from their picture.

    pages is how many of a document at most, none where it is 0. A page takes 3 to 5 seconds of one
    processor, so that they must be well under Work.seconds together. threads is how many
    processors the models may use in one process.
    """

    pages: int = 80
    threads: int = 1

    def __post_init__(self) -> None:
        if self.pages < 0 or self.threads < 1:
            raise ValueError("pages must not be negative, threads must be positive")


MEMORY: Final = "256MB"
"""What DuckDB may take of the memory; what does not fit goes to a temporary file. With it the pages
of a store of ten thousand disclosures take less than 500 MB together; sorts of a whole table of
millions of rows, as to publish it, take twice as long."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long to wait for a store that another process holds, and how often to try, in seconds."""

    limit: float = 10.0
    interval: float = 0.05

    def __post_init__(self) -> None:
        if self.limit < 0 or self.interval <= 0:
            raise ValueError("limit must not be negative, interval must be positive")


@dataclass(frozen=True, slots=True)
class Work:
    """How several documents are read at once.

    A document that takes more than `seconds` is given up; a cluster has `connecting` seconds to
    answer. Documents are stored in the order in
    which they are given: while one is slow, each worker may get `ahead` others done, and their
    files may hold held_bytes together. A file up to small_bytes that comes alone is read without
    a worker, which saves the second that starting one takes.
    """

    seconds: float = 900.0
    connecting: float = 10.0
    ahead: int = 16
    held_bytes: int = 256 * 1024 * 1024
    small_bytes: int = 1024 * 1024

    def __post_init__(self) -> None:
        if min(self.seconds, self.connecting, self.ahead, self.held_bytes) <= 0:
            raise ValueError("seconds, connecting, ahead and held_bytes must be positive")
        if self.small_bytes < 0:
            raise ValueError("small_bytes must not be negative")


@dataclass(frozen=True, slots=True)
class ExecutionBands:
    """Bands of the execution rate, executed / budget, as auditors use them.

    0 is critical, below severe is severe, below low is low, above over is over.
    """

    severe: float = 0.5
    low: float = 0.8
    over: float = 1.05

    def __post_init__(self) -> None:
        if not 0 < self.severe < self.low <= 1 < self.over:
            raise ValueError("bands must rise: 0 < severe < low <= 1 < over")


@dataclass(frozen=True, slots=True)
class PefaBands:
    """Bands of PEFA indicator PI-1, outturn / initial budget: within so much of 1.

    PEFA applies them to aggregate expenditure over three years; for one project of one year they
    only say how far it ended from the budget first approved.
    """

    a: float = 0.05
    b: float = 0.10
    c: float = 0.15

    def __post_init__(self) -> None:
        if not 0 < self.a < self.b < self.c < 1:
            raise ValueError("bands must widen: 0 < a < b < c < 1")


@dataclass(frozen=True, slots=True)
class Questionable:
    """From where on a project's figures are worth a sentence.

    revision and grave_revision are |adjusted - initial| / initial. A claim stands against the
    money where the execution rate is below claim_rate and the outputs' share of their marks is
    claim_share or more; top_grade is the total score of the best grade (优). misprint is how far a
    printed execution rate may be from executed / budget. Outputs are in step with the money where
    their share is above the execution rate by in_step at most.
    """

    revision: float = 0.15
    grave_revision: float = 0.5
    claim_rate: float = 0.2
    claim_share: float = 0.9
    top_grade: float = 90.0
    misprint: float = 0.01
    in_step: float = 0.25

    def __post_init__(self) -> None:
        if not 0 < self.revision < self.grave_revision or self.misprint <= 0:
            raise ValueError("0 < revision < grave_revision and misprint > 0 must hold")
        if not 0 < self.claim_rate < self.claim_share <= 1:
            raise ValueError("0 < claim_rate < claim_share <= 1 must hold")


@dataclass(frozen=True, slots=True)
class ExecutionGravity:
    """From where on money not spent, or overspent, is grave, and below where it is slight.

    money and slight_money are in 万元; share is of the body's money.
    """

    money: float = 50.0
    share: float = 0.05
    slight_money: float = 5.0

    def __post_init__(self) -> None:
        if not 0 < self.slight_money < self.money or not 0 < self.share < 1:
            raise ValueError("0 < slight_money < money and 0 < share < 1 must hold")


@dataclass(frozen=True, slots=True)
class Misprints:
    """How printed sums that do not hold are judged.

    A difference is grave from grave_money 万元 that are at least grave_share of the figure, and
    slight below slight_money 万元. A table of which misread_count sums or more, and more than
    misread_share of all, fail was more likely misread. oddity is that of a sum that does not hold.
    """

    grave_money: float = 10.0
    grave_share: float = 0.01
    slight_money: float = 0.1
    misread_count: int = 6
    misread_share: float = 0.3
    oddity: float = 0.7

    def __post_init__(self) -> None:
        if not 0 < self.slight_money < self.grave_money or self.misread_count < 1:
            raise ValueError("0 < slight_money < grave_money and misread_count > 0 must hold")
        if not all(0 < part <= 1 for part in (self.grave_share, self.misread_share, self.oddity)):
            raise ValueError("grave_share, misread_share and oddity lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Scoring:
    """How marks of performance forms are judged.

    marks is by how many marks a sum or a score may differ from its rule besides rounding: forms
    round scores to half marks or whole ones. linear_share of the forms of a disclosure, and
    linear_forms at least, must give weight x rate for that to be the rule of the others.
    uneven is the part of its weight by which the marks for a rate are grave. top_share of the
    projects, of top_count at least, in the best grade tell none apart. oddity is that of marks
    against a rule, slight_oddity that of the other remarks.
    """

    marks: float = 0.1
    linear_forms: int = 3
    linear_share: float = 0.75
    uneven: float = 0.25
    top_share: float = 0.95
    top_count: int = 10
    oddity: float = 0.6
    slight_oddity: float = 0.3

    def __post_init__(self) -> None:
        parts = (self.linear_share, self.uneven, self.top_share, self.oddity, self.slight_oddity)
        if not all(0 < part <= 1 for part in parts):
            raise ValueError("shares, rates and oddities lie between 0 and 1")
        if self.marks <= 0 or min(self.linear_forms, self.top_count) < 2:
            raise ValueError("marks must be positive, linear_forms and top_count at least 2")


@dataclass(frozen=True, slots=True)
class Prose:
    """How what sentences state is judged.

    rounding is how far an amount may be from another that was rounded or cut off from the same
    yuan, in units of the last place that the sentences print; telling how many amounts there must
    be for a coarser place than 0.01 万元 to be that place, and finer the part of them that may
    print more. A rise or fall is told from told_rate, of the prior year, and told_change 万元 on.
    oddity is that of a sentence that contradicts a figure.
    """

    told_rate: float = 0.0005
    told_change: float = 0.05
    rounding: float = 1.1
    telling: int = 6
    finer: float = 0.2
    oddity: float = 0.6

    def __post_init__(self) -> None:
        if min(self.rounding, self.telling, self.told_rate, self.told_change) <= 0:
            raise ValueError("rounding, telling, told_rate and told_change must be positive")
        if not (0 < self.oddity <= 1 and 0 <= self.finer < 1):
            raise ValueError("oddity and finer lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Trends:
    """From where on a change from year to year is worth a question.

    swing is |change| / prior year of a total or an item, with swing_money 万元 at least; carry_over
    the part of the year's expenditure that is carried over. Final accounts of an item are off
    their initial budget below under or above over times it, and far off by off_budget of it. A
    rise of “三公” is grave from grave_rise of the prior year and grave_rise_money 万元; rises below
    slight_rise_money 万元 are left alone.
    """

    swing: float = 0.3
    swing_money: float = 100.0
    carry_over: float = 0.09
    under: float = 0.8
    over: float = 1.05
    off_budget: float = 0.5
    grave_rise: float = 0.5
    grave_rise_money: float = 5.0
    slight_rise_money: float = 0.05
    oddity: float = 0.4
    rise_oddity: float = 0.5

    def __post_init__(self) -> None:
        positive = (self.swing, self.swing_money, self.carry_over, self.off_budget)
        if min(*positive, self.grave_rise, self.slight_rise_money) <= 0:
            raise ValueError("every threshold must be positive")
        if not 0 < self.under < 1 < self.over:
            raise ValueError("under < 1 < over must hold")
        if self.grave_rise_money < self.slight_rise_money:
            raise ValueError("grave_rise_money must not be below slight_rise_money")
        if not (0 < self.oddity <= 1 and 0 < self.rise_oddity <= 1):
            raise ValueError("oddities lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class FormsAgainstAccounts:
    """How performance forms are held against the accounts.

    times is how many times the accounts' expenditure the forms may hold; near the part of a budget
    by which a form and its item may differ; least_budget in 万元 the least budget by which the two
    are told to be one; least_source the amount in 万元 from which two like sources are told, as
    smaller ones agree by chance; indicators how many must agree for a form to be a copy.
    """

    times: float = 1.2
    near: float = 0.005
    least_budget: float = 50.0
    least_source: float = 10.0
    grave_money: float = 50.0
    indicators: int = 5
    oddity: float = 0.8

    def __post_init__(self) -> None:
        bounds = (self.near, self.least_budget, self.least_source, self.grave_money)
        if self.times < 1 or min(bounds) <= 0:
            raise ValueError("times must be 1 or more, the other bounds positive")
        if self.indicators < 2 or not 0 < self.oddity <= 1:
            raise ValueError("indicators must be 2 or more, oddity lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Peers:
    """How many peers a comparison needs, and how far outside the quartiles a fence stands.

    fence is in interquartile ranges, after Tukey.
    """

    minimum: int = 5
    fence: float = 1.5

    def __post_init__(self) -> None:
        if self.minimum < 2 or self.fence <= 0:
            raise ValueError("minimum must be at least 2, fence positive")


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a score is made of: oddity of its kind times materiality.

    All but the last three are the oddity of a kind of problem; severe and low execution are less
    odd where the outputs fell in step with the money, to in_step of it. Materiality is at least
    `least`, so that small money is a reason to ask later, not to ask never. The rest of it is the
    money at stake on a logarithmic scale that ends at whole_scale 万元, and, with the weight of
    share, its part of the body's project budget.
    """

    critical: float = 1.0
    unbudgeted: float = 0.9
    severe: float = 0.6
    over: float = 0.5
    low: float = 0.3
    in_step: float = 0.4
    claim: float = 0.75
    grave_revision: float = 0.5
    revision: float = 0.12
    misprint: float = 0.5
    least: float = 0.5
    share: float = 0.25
    whole_scale: float = 1_000_000.0

    def __post_init__(self) -> None:
        oddities = (
            *(self.critical, self.unbudgeted, self.severe, self.over, self.low),
            *(self.in_step, self.claim, self.grave_revision, self.revision, self.misprint),
        )
        if not all(0 < oddity <= 1 for oddity in oddities):
            raise ValueError("oddities lie between 0 and 1")
        if not 0 <= self.share < 0.5 or self.whole_scale <= 1:
            raise ValueError("share lies between 0 and 0.5, whole_scale is above 1")
        if not 0 <= self.least < 1:
            raise ValueError("least lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Outliers:
    """How a figure is held against the figures of peers.

    project_sizes and body_sizes are the bounds in 万元 of the size classes within which projects
    and disclosures are peers. A figure is far from its peers' from `far` robust z on (after
    Iglewicz and Hoaglin), and cannot be further than `clip`. The forest has `trees`, grown from
    `seed`, and speaks from forest_minimum peers on; below that, only the robust z count. weight is
    how odd figures that are as unlike the peers' as can be are, if no rule speaks; where one does,
    figures like the peers' take `shade` off. From `told` on they are told, from `telling` on a
    single figure is named as a reason. marks is from where on printed marks are off the form's
    rules by more than rounding to whole marks can do.
    """

    project_sizes: tuple[float, ...] = (10.0, 100.0, 1000.0)
    body_sizes: tuple[float, ...] = (500.0, 5000.0, 50_000.0)
    far: float = 3.5
    clip: float = 10.0
    trees: int = 200
    seed: int = 20240601
    forest_minimum: int = 20
    weight: float = 0.1
    shade: float = 0.1
    told: float = 0.6
    telling: float = 0.05
    grave_money: float = 50.0
    marks: float = 1.0

    def __post_init__(self) -> None:
        for bounds in (self.project_sizes, self.body_sizes):
            if list(bounds) != sorted(set(bounds)) or min(bounds) <= 0:
                raise ValueError("the bounds of size classes are positive and rise")
        if not 0 < self.far < self.clip or min(self.trees, self.forest_minimum) < 2:
            raise ValueError("0 < far < clip, trees and forest_minimum at least 2 must hold")
        if not (0 < self.weight < 1 and 0 <= self.shade < 1):
            raise ValueError("weight and shade lie between 0 and 1")
        if not 0 < self.telling < self.told < 1:
            raise ValueError("0 < telling < told < 1 must hold")


@dataclass(frozen=True, slots=True)
class Pictures:
    """How charts become pictures: pixels of a png a point, and how long Chromium may take."""

    scale: float = 2.0
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if min(self.scale, self.seconds) <= 0:
            raise ValueError("scale and seconds must be positive")


LIMITS: Final = Limits()
RECOGNITION: Final = Recognition()
WAITING: Final = Waiting()
WORK: Final = Work()
EXECUTION_BANDS: Final = ExecutionBands()
PEFA_BANDS: Final = PefaBands()
QUESTIONABLE: Final = Questionable()
EXECUTION_GRAVITY: Final = ExecutionGravity()
MISPRINTS: Final = Misprints()
SCORING: Final = Scoring()
PROSE: Final = Prose()
TRENDS: Final = Trends()
FORMS_AGAINST_ACCOUNTS: Final = FormsAgainstAccounts()
PEERS: Final = Peers()
RANKING: Final = Ranking()
OUTLIERS: Final = Outliers()
PICTURES: Final = Pictures()
