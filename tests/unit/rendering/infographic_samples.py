"""Infographics of an invented town for the tests, and the words that each should show, in order."""

from publisher.book import GroupForm, Infographic, InfographicGroup, InfographicItem, PageSetup, PageSize

PAGES = {"A4": (210, 297), "16开": (185, 260), "A5": (148, 210)}
_STOCK = "青禾镇把书屋开到渡口和集市旁边让赶船的人与卖菜的人都能坐下来读上几页再走也不催"


def page_setup(name: str) -> PageSetup:
    width, height = PAGES[name]
    return PageSetup(size=PageSize(name=name, width=width, height=height))


def words(length: int, start: int = 0) -> str:
    """Return so many characters of running text."""
    return (_STOCK[start % len(_STOCK) :] + _STOCK * (length // len(_STOCK) + 1))[:length]


def group(form: GroupForm, count: int, *, title: int = 7, text: int = 0) -> InfographicGroup:
    """Make a group whose items have titles and texts of so many characters."""
    items = tuple(
        InfographicItem(title=words(title, 3 * number), text=words(text, 5 * number) if text else None)
        for number in range(count)
    )
    return InfographicGroup(title="几件要紧的事", items=items, form=form, lead="先看总的情形")


def infographic(*groups: InfographicGroup, lead: int = 60, conclusion: int = 80) -> Infographic:
    return Infographic(
        id="chart",
        kicker="一张图",
        title="渡口书屋这一年",
        lead=words(lead) + "。",
        groups=groups,
        conclusion="“慢慢读。”" + words(conclusion) + "。",
        credit="制图：编辑部",
        source="镇志办",
    )


def expected(chart: Infographic) -> list[str]:
    """List what a reader should be told, in order; steps are numbered."""
    told = [chart.kicker, chart.title, chart.lead]
    for part in chart.groups:
        told += [part.lead, part.title]
        for number, item in enumerate(part.items, 1):
            told += [str(number)] if part.form is GroupForm.STEPS else []
            told += [item.title, item.text]
    told += [chart.conclusion, chart.credit, chart.source]
    return [text for text in told if text]
