"""The words that a book's pages say of themselves, in the language of the book."""

from dataclasses import dataclass
from datetime import date

_ROLES_HANS = {
    "aut": "著",
    "edt": "编",
    "pfr": "校对",
    "dsr": "设计",
    "bkd": "书籍设计",
    "ill": "插图",
    "pht": "摄影",
    "trl": "译",
    "com": "汇编",
    "ctb": "供稿",
    "rev": "审校",
}
_ROLES_HANT = {
    **_ROLES_HANS,
    "aut": "著",
    "edt": "編",
    "pfr": "校對",
    "dsr": "設計",
    "bkd": "書籍設計",
    "ill": "插圖",
    "pht": "攝影",
    "trl": "譯",
    "com": "彙編",
    "rev": "審校",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Headings and names of fields. `roles` maps a MARC relator code to what stands after a name."""

    cover: str
    title_page: str
    imprint: str
    contents: str
    book_title: str
    publisher: str
    page_size: str
    edition_date: str
    series: str
    roles: dict[str, str]

    def date(self, day: date) -> str:
        """Write a date the Chinese way, with Arabic figures (GB/T 15835-2011 §5.1)."""
        return f"{day.year}年{day.month}月{day.day}日"


_HANS = Labels(
    cover="封面",
    title_page="扉页",
    imprint="版权页",
    contents="目录",
    book_title="书名",
    publisher="出版",
    page_size="成品尺寸",
    edition_date="版次",
    series="丛书",
    roles=_ROLES_HANS,
)
_HANT = Labels(
    cover="封面",
    title_page="扉頁",
    imprint="版權頁",
    contents="目錄",
    book_title="書名",
    publisher="出版",
    page_size="成品尺寸",
    edition_date="版次",
    series="叢書",
    roles=_ROLES_HANT,
)


def labels_for(language: str) -> Labels:
    """Return the labels for a BCP 47 tag: traditional for Hant, TW, HK and MO, else simplified."""
    subtags = language.lower().split("-")
    return _HANT if {"hant", "tw", "hk", "mo"} & set(subtags) else _HANS
