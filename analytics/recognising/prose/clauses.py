"""The words of clauses: whom an amount is of, and what it says, as tables of patterns.

The patterns read skeletons: ¥ is an amount, % a percentage, § a functional item. Runs of words are
possessive (*+), since words that contain each other (本年度, 年度) would else be tried in every
combination.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from analytics.recognising.prose.items import Subject
from analytics.recognising.prose.skeleton import Skeleton

BLOT: Final = "·"
"""Stands for each sign of a comparison that was read and taken out of its clause."""

_YEAR: Final = r"20\d\d年?度?"
_LAST_YEAR: Final = r"上一?年度?|上一度|去年度?|上年同期"

_LINK: Final = (
    rf"(?:{BLOT}|{_YEAR}|{_LAST_YEAR}|本年度?|当年|全年|年初|年度|调整后?|财政拨款|支出|收入|经费|费用?"
    r"|预算|决算|执行(?!率)|安排|科目|总计|合计|总额|总数|金额|数额|共计|共有|[总共数均为是约拟的达到:])*+"
)
"""Words between a subject and its amount, or before an amount whose subject went before. They say
which amount it is (预算, 决算), but not of what."""

_BODY: Final = (
    r"(?:[^,。;:¥%§（）]{0,40}?(?:局|委|办|厅|部|院|所|站|队|馆|校|室|处|镇|乡|会|中心|机关|部门"
    r"|(?<!附属)(?<!事业)(?<!下属)单位|本级|街道|[大中小]学|公司|政府|[农林牧渔]场"
    r"|园|海关|监狱|联))?"
)
_FRAME: Final = (
    rf"(?:{BLOT}|\d{{1,2}}[.、]|[一二三四五六七八九十]+、|{_YEAR}|今年|本年度?|当年|全年|年度|其中"
    r"|包括|含|(?:没有|未发生|无)(?!增|变)|相应|安排|纳入|部门预算|按[^,]{2,8}分为?|[的由和及])*+"
)
_SETTING: Final = rf"{_FRAME}(?P<body>{_BODY}){_FRAME}"
"""What may stand before a subject in its clause without changing it: whose, which year's."""

_RISE: Final = r"增加|增长|上升|提高|上涨"
_FALL: Final = r"减少|下降|降低|压减|压缩"
_SAME: Final = r"持平|一致|相同|无增减变化|无增长变化|无增减|无变化|没有变化|未发生变化"

_SIDES: Final = r"(?:收入支出|收、支|收入、支出|收支|收入总计[与和、及]支出)"

_OWN_NAMES: Final = (
    ("three_public", r"三公经费"),
    ("overseas", r"因公出国境?(?:费用|经费|费|支出)"),
    (
        "vehicles",
        r"(?:公务用?车|公车)购置费?[及和与、]运[行维](?:[及和]?维护)?(?:费用|经费|费|支出)?",
    ),
    ("vehicle_purchase", r"(?:公务用?车|公车)购置(?:费用|经费|费|支出)?"),
    ("vehicle_operation", r"(?:公务用?车|公车)运[行维](?:[及和]?维护)?(?:费用|经费|费|支出)?"),
    ("reception", r"(?<!国内)(?<!外宾)(?<!外事)公务接待(?:费用|经费|费)"),
    ("operating_funds", r"机关运行经?费"),
)
"""Names that mean their topic whatever stands before them in the clause."""

_COMMON_NAMES: Final = (
    ("procurement", r"政府采购(?:项目)?"),
    ("operating_funds", r"运行经?费"),
    ("reception", r"公务接待支出"),
    ("basic_expenditure", r"(?:一般公共预算)?(?:当年)?(?:财政)?(?:拨款)?基本支出"),
    (
        "general_budget_expenditure",
        r"一般公共预算(?:(?:当年)?(?:财政)?(?:拨款)?(?:支出|收支)|当年拨款)",
    ),
    ("fiscal_appropriation", rf"财政拨款(?:预算|安排)?(?:{_SIDES}|收入|支出)"),
    ("total_revenue total_expenditure", rf"(?:预算|决算|财务|总)*{_SIDES}"),
    ("total_revenue", r"(?:预算|决算|财务|总)*收入"),
    ("total_expenditure", r"(?:预算|决算|财务|总)*支出"),
    ("personnel", r"人员(?:经费|支出)"),
    ("public", r"(?:日常)?公用(?:经费|支出)"),
)
"""Names that are part of others' names (项目支出, 上级补助收入) and mean their topic only where
nothing but a setting stands before them."""

_FOLLOWED: Final = (
    rf"{_LINK}(?:[¥%]|由|从|各?(?:{_RISE}|{_FALL}|{_SAME})|完成|大于|小于|等于|高于|低于)"
)

_OWN: Final = re.compile(
    "(?<!均)(?:" + "|".join(f"(?P<{topic}>{name})" for topic, name in _OWN_NAMES) + ")|(?P<item>§)"
)
"""What is told by head or by car (人均公务接待费) is no total."""
_OWN_FOLLOWED: Final = re.compile(_FOLLOWED)
_FRAME_ALONE: Final = re.compile(_FRAME)
_OWN_ALONE: Final = re.compile(_SETTING)
_LINK_ALONE: Final = re.compile(_LINK)
_COMMON: Final = tuple(
    (
        topics.split(),
        re.compile(rf"(?P<setting>{_SETTING})(?P<name>{name})(?={_FOLLOWED}|{_LINK}$)"),
    )
    for topics, name in _COMMON_NAMES
)

_FULL_YEAR: Final = re.compile(r"20\d\d")


class Mention(NamedTuple):
    """A subject named in a clause, and where in the clause its name stands.

    weak is None for a name that always means its topic. 收入 and 支出 without the name of a body
    are weak: "dated" where a year stands before them (2024年度支出), else "bare" (支出合计).
    body is whose it is said to be (本部门, 宁波市信访局), or "".
    """

    subjects: tuple[Subject, ...]
    start: int
    end: int
    weak: str | None = None
    body: str = ""


def find_mention(skeleton: Skeleton, clause: str, start: int) -> Mention | None:
    """The subject that a clause names for its figure; None where it names none.

    clause is the skeleton's part from start, comparisons blotted out.
    """
    return _own_name(skeleton, clause, start) or _common_name(clause)


def _own_name(skeleton: Skeleton, clause: str, start: int) -> Mention | None:
    found = None
    for match in _OWN.finditer(clause):
        followed = _OWN_FOLLOWED.match(clause, match.end())
        alone = _LINK_ALONE.fullmatch(clause, match.end()) and (
            match["item"] or _OWN_ALONE.fullmatch(clause, 0, match.start())
        )
        if followed or alone:
            subject = (
                skeleton.item(start + match.start())
                if match["item"]
                else Subject(str(match.lastgroup))
            )
            found = Mention((subject,), match.start(), match.end())
    return found


def _common_name(clause: str) -> Mention | None:
    for topics, pattern in _COMMON:
        if match := pattern.match(clause):
            weak = None
            if match["name"] in ("收入", "支出") and not match["body"]:
                weak = "dated" if _FULL_YEAR.search(match["setting"]) else "bare"
            subjects = tuple(map(Subject, topics))
            return Mention(subjects, match.start("name"), match.end("name"), weak, match["body"])
    return None


BUDGET_EQUALLED: Final = re.compile(
    r"与(?:年初|全年|调整)?预算数?的?(?P<budget>¥)(?:持平|一致|相同)"
)
"""与全年预算的 A 万元持平: the budget that a final figure is compared with."""

COMPLETION: Final = re.compile(
    rf"{_LINK}(?:完成{_LINK}(?P<budget>¥)?{_LINK}(?:比例)?{_LINK}"
    r"|(?:完成|执行)率[为达]?|(?<=预算的)|(?<=预算数的))(?P<rate>%)"
)
CHANGE: Final = re.compile(
    rf"{_LINK}(?P<each>各)?(?:(?P<rise>{_RISE})|{_FALL})了?(?P<figure>[¥%])(?![-—~至到])"
)
MOVED: Final = re.compile(
    rf"{_LINK}(?:由|从)(?P<base>{_LINK})¥(?:{_RISE}|{_FALL})(?:到|至|为)(?P<link>{_LINK})(?P<figure>¥)"
)
"""由上年的 A 万元增加到 B 万元: this year's figure is the second."""
UNCHANGED: Final = re.compile(rf"{_LINK}(?:保持)?(?:{_SAME})")
AMOUNT: Final = re.compile(rf"(?P<link>{_LINK})(?P<figure>¥)")
SHARE: Final = re.compile(r"占[^¥]*%")
DESCRIPTION: Final = re.compile(r"主要(?:是?用于|包括|反映)[^,。;¥%]*(?=[,。;]|$)")
"""What an amount was spent on, which names subjects without speaking of them."""

LIST_OPENING: Final = re.compile(r"其中|包括")

_ROLE: Final = re.compile(r"预算|决算|执行")
_SIDE_OR_ROLE: Final = re.compile(r"支出|收入|预算|决算|执行")


def is_framed_role(link: str) -> bool:
    """Whether words before an amount, with no subject among them, say which amount it is."""
    return bool(_SIDE_OR_ROLE.search(link))


def is_budget(link: str) -> bool:
    """Whether words before an amount call it a budget; what they name last counts."""
    roles = _ROLE.findall(link)
    return bool(roles) and roles[-1] == "预算"


_COMPARISON: Final = re.compile(
    rf"[与比较](?:{_YEAR}|{_LAST_YEAR})[^,。;:（）¥%]{{0,24}}?¥(?=相比|各?(?:{_RISE}|{_FALL}))"
    rf"|(?:与|比|较|同)于?(?P<base>(?:{_YEAR}|{_LAST_YEAR}|往年|同期|年初|全年|当年|调整"
    r"|部门|财政|拨款|预算|决算|执行|支出|收入|安排|情况|[数字的总])++)"
    rf"(?:为?¥(?=相比|各?(?:{_RISE}|{_FALL})|$))?(?:相比较?|对比|比较|相较|比)?|同比"
)
_BASE_OF_CHANGE: Final = re.compile(r"年|期|预算|决算|数")
_PAST: Final = re.compile(rf"{_LAST_YEAR}|同期|同比")


class Comparison(NamedTuple):
    """A clause without the words of its comparisons, and whether the last is with the year before.

    with_prior_year is None where the clause compares with nothing.
    """

    clause: str
    with_prior_year: bool | None


def without_comparisons(clause: str, fiscal_year: int) -> Comparison:
    """The clause with its comparisons blotted out, so that positions in it stay the same."""
    with_prior_year = None
    for match in _COMPARISON.finditer(clause):
        if not _BASE_OF_CHANGE.search(match[0]) and match[0] != "同比":
            continue
        years = {int(year) for year in _FULL_YEAR.findall(match[0])}
        with_prior_year = fiscal_year - 1 in years or (not years and bool(_PAST.search(match[0])))
        blot = BLOT * len(match[0])
        clause = clause[: match.start()] + blot + clause[match.end() :]
    return Comparison(clause, with_prior_year)


def is_past(words: str, fiscal_year: int) -> bool:
    """Whether words before a figure name a year before the document's: it is not this year's."""
    years = [int(year) for year in _FULL_YEAR.findall(words)]
    return bool(_PAST.search(words)) or any(year < fiscal_year for year in years)


def is_of_year(words: str, year: int) -> bool:
    """Whether words before a figure name one year, and this one."""
    return {int(found) for found in _FULL_YEAR.findall(words)} == {year}


_PLACE: Final = re.compile(r"^.*[省市区县州旗盟]")
_ANY_BODY: Final = re.compile(
    r"[本我全该各局委办厅部院所站队馆校学室处镇乡会中心机关门单位级街道大公司政府人民旗下属及其的年度]"
)
"""Characters that names of bodies share, whatever they do."""


def is_of_another(body: str, agency: str) -> bool:
    """Whether the body named before a figure does something else than the disclosing one.

    卫健局 is 卫生健康局, and 水文站 is not 教育局: a short name keeps characters of the whole.
    """
    telling, own = _telling(body), _telling(agency)
    return bool(telling and own) and not telling & own


def _telling(body: str) -> set[str]:
    return set(_ANY_BODY.sub("", _PLACE.sub("", body)))


_CARRIED_OVER: Final = re.compile(rf"(?:{_LAST_YEAR})(?:财政拨款)?结[转余]")
_PRESENT: Final = re.compile(r"今年|本年|当年")


def tells_the_past(words: str, fiscal_year: int) -> bool | None:
    """Whether words before a figure set it and what follows in the year before, or in this one.

    None where they leave it. What is carried over from last year (上年结转) is this year's.
    """
    if is_past(words, fiscal_year) and not _CARRIED_OVER.search(words):
        return True
    if str(fiscal_year) in words or _PRESENT.search(words):
        return False
    return None


def frame_end(clause: str) -> int:
    """Where the words of time and order at a clause's beginning end."""
    match = _FRAME_ALONE.match(clause)
    return match.end() if match else 0
