"""The theme of a project, by its name as the originals print it."""

import pytest

from analytics.model import THEMES
from analytics.recognising.themes import theme_of


@pytest.mark.parametrize(
    ("theme", "names"),
    [
        (
            "medical_relief",
            [
                "城乡困难群众医疗救助区级补助资金",
                "市级城乡医疗救助资金",
                "城乡居民医疗救助",  # relief, though it names the residents
                "城乡医疗救助基金[区级]",
                "下达中央财政医疗救助补助资金",
            ],
        ),
        (
            "resident_insurance_subsidy",
            [
                "城乡居民基本医保区级补助资金",
                "城乡居民基本医疗保险",
                "城乡居民医保财政补助（含市本级和区县补助）",
                "下达城乡居民基本医疗保险补助中央资金",
            ],
        ),
        (
            "capacity_building",
            [
                "医疗服务与保障能力提升补助资金 2",
                "医疗保障与服务能力提升",
                "洛财社（2023）52号 关于下达2023年中央财政医疗服务与保障能力提升补助资金"
                "（医疗保障服务能力建设部分）的通知",
                "医保支付方式改革",  # what the capacity subsidy is given for
            ],
        ),
        ("information_system", ["医疗保险业务信息化", "网络专项服务", "系统开发和运行维护费"]),
        (
            "fund_supervision",
            [
                "基金监管专项",
                "基金监管运行费",  # supervision before its running cost
                "举报奖励费",
                "市级统筹基金审计专项经费",
                "服务质量考核费",
                "执法检查装备费",
                "引入第三方会计师事务所开展医保基金审计",
            ],
        ),
        (
            "public_health",
            [
                "新冠病毒疫苗及接种费用财政补助资金",
                "2021年下半年新冠疫苗及接种费用区级配套资金",
                "财政负担部分核酸检测费用",
            ],
        ),
        (
            "special_groups",
            [
                "离休干部医药费",
                "公务员医疗补助",
                "市属困难企业在职职工财政补助",
                "高技能人才和综合型企业高管财政补助",
                # pays the contributions of named people, not the subsidy a head
                "代缴脱贫人口及易返贫致贫人口城乡居民基本医疗保险资金",
            ],
        ),
        ("staffing", ["临聘人员工资", "临聘人员经费", "临时聘用人员经费"]),
        (
            "operations",
            [
                "物业、水电费",
                "综合工作经费 1",
                "档案整理经费",
                "银行手续费、邮电短信服务费",
                "设备更新购置费",
                "公职律师费",
                "医保中心部门运行经费",
                "医保基金运行费",
                "外伤医疗费用结算审核服务费",
                "医药机构定点评审劳务费",
                "基本医疗（含生育）业务经办管理",
                "城乡居民医保参保登记工作经费",  # the work of enrolling, not the subsidy
                "医疗保险门诊特殊病(慢性病)鉴定、运行费",  # expert fees, no benefit
            ],
        ),
        ("other", ["水库移民后期扶持", ""]),
    ],
)
def test_a_project_has_the_theme_that_its_name_tells(theme: str, names: list[str]) -> None:
    assert theme in THEMES
    assert {name: theme_of(name) for name in names} == dict.fromkeys(names, theme)


def test_a_name_is_read_whatever_way_it_is_spelled() -> None:
    assert theme_of("城乡医疗\n救 助") == theme_of("城乡医疗救助")
