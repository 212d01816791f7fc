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
class AccessibilityWords:
    """Sentences that tell how a book can be read, each for something that may be so."""

    text: str
    text_and_drawing: str
    contents: str
    contents_and_pages: str
    described: str
    undescribed: str
    ruby: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Headings and names of fields. `roles` maps a MARC relator code to what stands after a name."""

    cover: str
    title_page: str
    imprint: str
    contents: str
    book_title: str
    publisher: str
    cip: str
    editor: str
    designer: str
    proofreader: str
    address: str
    printer: str
    distributor: str
    format: str
    sheets: str
    characters: str
    thousands: str
    edition: str
    printing: str
    printed: str
    copies: str
    copies_unit: str
    price: str
    series: str
    colophon: str
    typefaces: str
    typesetting: str
    text_below: str
    roles: dict[str, str]
    accessibility: AccessibilityWords

    def month(self, day: date) -> str:
        """Write a month the Chinese way, with Arabic figures."""
        return f"{day.year}年{day.month}月"

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
    cip="图书在版编目（CIP）数据",
    editor="责任编辑",
    designer="装帧设计",
    proofreader="责任校对",
    address="地址",
    printer="印刷",
    distributor="发行",
    format="开本",
    sheets="印张",
    characters="字数",
    thousands="千字",
    edition="版次",
    printing="印次",
    printed="次印刷",
    copies="印数",
    copies_unit="册",
    price="定价",
    series="丛书",
    colophon="制作说明",
    typefaces="字体",
    typesetting="排版",
    text_below="图中的文字见下文",
    roles=_ROLES_HANS,
    accessibility=AccessibilityWords(
        text="全书是文字，字号和字体可以改，也可以由屏幕阅读器读出。",
        text_and_drawing="正文是文字，字号和字体可以改；图解各占一页，版式固定，图中的文字同样可以由屏幕阅读器读出。",
        contents="可以按目录和标题跳转。",
        contents_and_pages="可以按目录、标题和印刷版的页码跳转。",
        described="每幅图都有替代文字。",
        undescribed="有的图没有替代文字。",
        ruby="有的字注了音。",
    ),
)
_HANT = Labels(
    cover="封面",
    title_page="扉頁",
    imprint="版權頁",
    contents="目錄",
    book_title="書名",
    publisher="出版",
    cip="圖書在版編目（CIP）數據",
    editor="責任編輯",
    designer="裝幀設計",
    proofreader="責任校對",
    address="地址",
    printer="印刷",
    distributor="發行",
    format="開本",
    sheets="印張",
    characters="字數",
    thousands="千字",
    edition="版次",
    printing="印次",
    printed="次印刷",
    copies="印數",
    copies_unit="冊",
    price="定價",
    series="叢書",
    colophon="製作說明",
    typefaces="字體",
    typesetting="排版",
    text_below="圖中的文字見下文",
    roles=_ROLES_HANT,
    accessibility=AccessibilityWords(
        text="全書是文字，字號和字體可以改，也可以由螢幕閱讀器讀出。",
        text_and_drawing="正文是文字，字號和字體可以改；圖解各占一頁，版式固定，圖中的文字同樣可以由螢幕閱讀器讀出。",
        contents="可以按目錄和標題跳轉。",
        contents_and_pages="可以按目錄、標題和印刷版的頁碼跳轉。",
        described="每幅圖都有替代文字。",
        undescribed="有的圖沒有替代文字。",
        ruby="有的字注了音。",
    ),
)


def labels_for(language: str) -> Labels:
    """Return the labels for a BCP 47 tag: traditional for Hant, TW, HK and MO, else simplified."""
    subtags = language.lower().split("-")
    return _HANT if {"hant", "tw", "hk", "mo"} & set(subtags) else _HANS
