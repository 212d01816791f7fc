"""A small edition made by hand, with one of everything that an EPUB has to carry."""

import io
import zipfile
from datetime import date
from pathlib import Path

from lxml import etree
from PIL import Image

from publisher.book import (
    Article,
    Book,
    GroupForm,
    Identifiers,
    Infographic,
    InfographicGroup,
    InfographicItem,
    PageSetup,
    PageSize,
    Part,
    Person,
    Picture,
    Series,
)
from publisher.rendering.rendition import ContentsEntry, Document, DocumentKind, Matter, Rendition
from publisher.xhtml import parse

UUID = "7a0c8f6e-52d1-5b5a-9a57-0f3f4f1f6d21"

FIRST_BODY = (
    '<div class="body">'
    "<p>雾桥镇的书屋<em>春天</em>开门，“<ruby>静<rp>（</rp><rt>jìng</rt><rp>）</rp>读<rp>（</rp><rt>dú</rt><rp>）</rp></ruby>”"
    "两个字写在门上，<strong>人人能进</strong>。第一天来了128人"
    '<a class="noteref" epub:type="noteref" role="doc-noteref" id="first-ref-1" href="#first-note-1">1</a>。</p>'
    '<h2 id="first-shelf">书架</h2>'
    '<figure><img src="assets/书 架.png" alt="三层木书架" width="60" height="40"/>'
    '<figcaption>新书架<span class="credit">摄影：某某</span></figcaption></figure>'
    '<p>架上有<span class="title">雾桥小志</span>，也有<span lang="en" xml:lang="en">a map</span>，'
    '见<a href="#second-hours">开放时间</a>。</p>'
    "<table><caption>书的种类</caption>"
    '<thead><tr><th scope="col">类别</th><th scope="col">册数</th></tr></thead>'
    '<tbody><tr><td>农事</td><td class="right">40</td></tr>'
    '<tr><td>童书</td><td class="right">65</td></tr></tbody></table>'
    '<aside class="note" epub:type="footnote" role="doc-footnote" id="first-note-1"><p>据门口的签到簿。</p></aside>'
    "</div>"
)
SECOND_BODY = (
    '<div class="body">'
    '<h2 id="second-hours">开放时间</h2>'
    '<p>每天上午9时开门，下午6时关门。书屋怎么来的，见<a href="#first">《书屋开门》</a>。</p>'
    "<blockquote><p>借书不用押金。</p></blockquote>"
    '<h2 id="second-rules">规矩</h2>'
    "<ul><li>轻声。</li><li>按时还书。</li></ul>"
    "</div>"
)
FOREWORD_BODY = '<div class="body"><p>这本小册子为试排而写，地名和人名都是虚构的。</p></div>'

_COVER = (
    '<section epub:type="cover" aria-label="封面">'
    '<img class="cover-picture" src="assets/cover.jpg" alt="雾桥书屋" width="120" height="160"/></section>'
)
_TITLE_PAGE = (
    '<section epub:type="titlepage" aria-label="扉页">'
    '<h1 class="title">雾桥书屋</h1><p class="subtitle">一间书屋的春天</p></section>'
)
_IMPRINT = '<section epub:type="copyright-page" aria-label="版权页"><p>书号 978-7-5000-0000-6</p></section>'
_PART = (
    '<section epub:type="part" role="doc-part" aria-labelledby="part-1-title"><h1 id="part-1-title">上篇</h1></section>'
)
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" role="img" aria-labelledby="graphic-name">'
    '<title id="graphic-name">一图读懂书屋</title>'
    '<rect x="0" y="0" width="600" height="800" fill="#f6efe2"/>'
    '<text x="60" y="140" font-size="56" fill="#8f1d21">一图读懂书屋</text>'
    '<text x="60" y="240" font-size="32" fill="#333333">一、开门早</text>'
    '<text x="60" y="300" font-size="32" fill="#333333">二、藏书新</text>'
    "</svg>"
)


def book(folder: Path) -> Book:
    """Write the pictures of the edition into a folder and describe the edition in full."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    return Book(
        folder=folder,
        slug="bookroom",
        title="雾桥书屋",
        subtitle="一间书屋的春天",
        language="zh-Hans",
        identifiers=Identifiers(uuid=UUID, isbn="978-7-5000-0000-6", issn="1000-0003"),
        date=date(2026, 3, 20),
        page=PageSetup(size=PageSize(name="16开", width=185, height=260)),
        creators=(
            Person(name="某甲", role="edt", file_as="Mou, Jia"),
            Person(name="某乙", role="dsr"),
        ),
        publisher="雾桥试排社",
        rights="© 2026 雾桥试排社",
        description="试排用的小册子。",
        subjects=("阅读", "地方新闻"),
        series=Series(name="试排丛刊", number="3"),
        front=(_article("foreword", "前言", FOREWORD_BODY),),
        parts=(Part(id="part-1", title="上篇", chapters=_chapters(folder)),),
        cover=_picture(folder, "assets/cover.jpg", "image/jpeg", 120, 160),
    )


def rendition(folder: Path) -> Rendition:
    """Render the edition, by hand."""
    edition = book(folder)
    first, second, _ = edition.parts[0].chapters
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    contents = (
        ContentsEntry(target="foreword", label="前言"),
        ContentsEntry(
            target="part-1",
            label="上篇",
            children=(
                ContentsEntry(
                    target="first", label="书屋开门", children=(ContentsEntry(target="first-shelf", label="书架"),)
                ),
                ContentsEntry(
                    target="second",
                    label="来书屋坐坐",
                    children=(
                        ContentsEntry(target="second-hours", label="开放时间"),
                        ContentsEntry(target="second-rules", label="规矩"),
                    ),
                ),
                ContentsEntry(target="graphic", label="一图读懂书屋"),
            ),
        ),
    )
    documents = (
        _document("cover", DocumentKind.COVER, Matter.COVER, "封面", _COVER),
        _document("title-page", DocumentKind.TITLE_PAGE, Matter.FRONT, "扉页", _TITLE_PAGE),
        _document("imprint", DocumentKind.IMPRINT, Matter.FRONT, "版权页", _IMPRINT),
        _article_document(edition.front[0], Matter.FRONT),
        _document("contents", DocumentKind.CONTENTS, Matter.FRONT, "目录", _nav(contents)),
        _document("part-1", DocumentKind.PART, Matter.BODY, "上篇", _PART),
        _article_document(first, Matter.BODY),
        _article_document(second, Matter.BODY),
        _document("graphic", DocumentKind.INFOGRAPHIC, Matter.BODY, "一图读懂书屋", _DRAWING),
    )
    return Rendition(book=edition, documents=documents, contents=contents)


def minimal(folder: Path) -> Rendition:
    """Render an edition of one article that has nothing it need not have."""
    article = _article("only", "独一篇", '<div class="body"><p>只有一段。</p></div>')
    edition = Book(
        folder=folder,
        slug="minimal",
        title="一篇",
        language="zh-Hans",
        identifiers=Identifiers(uuid=UUID),
        date=date(2026, 3, 20),
        page=PageSetup(size=PageSize(name="A5", width=148, height=210)),
        parts=(Part(chapters=(article,)),),
    )
    contents = (ContentsEntry(target="only", label="独一篇"),)
    documents = (
        _document("contents", DocumentKind.CONTENTS, Matter.FRONT, "目录", _nav(contents)),
        _article_document(article, Matter.BODY),
    )
    return Rendition(book=edition, documents=documents, contents=contents)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a package by their paths from the package document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def _chapters(folder: Path) -> tuple[Article | Infographic, ...]:
    shelf = _picture(folder, "assets/书 架.png", "image/png", 60, 40)
    return (
        _article("first", "书屋开门", FIRST_BODY, pictures=(shelf,)),
        _article("second", "来书屋坐坐", SECOND_BODY),
        Infographic(
            id="graphic",
            title="一图读懂书屋",
            groups=(
                InfographicGroup(
                    title="特点",
                    form=GroupForm.LIST,
                    items=(InfographicItem(title="开门早"), InfographicItem(title="藏书新")),
                ),
            ),
        ),
    )


def _picture(folder: Path, source: str, media_type: str, width: int, height: int) -> Picture:
    file = folder / source
    Image.new("RGB", (width, height), "#8f1d21").save(file)
    return Picture(source=source, file=file, media_type=media_type, width=width, height=height)


def _article(identifier: str, headline: str, body: str, pictures: tuple[Picture, ...] = ()) -> Article:
    root = parse(_with_namespaces(body, "div"))
    return Article(id=identifier, headline=headline, body=root, pictures=pictures)


def _article_document(article: Article, matter: Matter) -> Document:
    body = etree.tostring(article.body, encoding="unicode")
    content = (
        f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="{article.id}-headline">'
        f'<header class="head"><h1 class="headline" id="{article.id}-headline">{article.headline}</h1></header>'
        f"{body}</section>"
    )
    return _document(article.id, DocumentKind.ARTICLE, matter, article.headline, content)


def _document(identifier: str, kind: DocumentKind, matter: Matter, title: str, content: str) -> Document:
    source = (
        f'<html lang="zh-Hans" xml:lang="zh-Hans"><head><title>{title}</title></head>'
        f'<body id="{identifier}" class="{kind.name.lower().replace("_", "-")}">{content}</body></html>'
    )
    return Document(id=identifier, kind=kind, matter=matter, title=title, root=parse(_with_namespaces(source, "html")))


def _nav(contents: tuple[ContentsEntry, ...]) -> str:
    return f'<nav epub:type="toc" role="doc-toc" aria-label="目录"><h1>目录</h1>{_lines(contents)}</nav>'


def _lines(entries: tuple[ContentsEntry, ...]) -> str:
    if not entries:
        return ""
    lines = (f'<li><a href="#{entry.target}">{entry.label}</a>{_lines(entry.children)}</li>' for entry in entries)
    return f"<ol>{''.join(lines)}</ol>"


def _with_namespaces(source: str, root: str) -> str:
    declared = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return source.replace(f"<{root}", f"<{root} {declared}", 1)
