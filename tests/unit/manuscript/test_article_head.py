from book_folder import write_book

from publisher.book import ArticleKind
from publisher.manuscript import load


def _first(folder, head, body="正文。"):
    return load(write_book(folder, {"articles/first.md": f"---\n{head}\n---\n{body}\n"})).book.parts[0].chapters[0]


def test_every_value_is_text_exactly_as_written(tmp_path):
    article = _first(
        tmp_path,
        "kicker: 12:30\nheadline: 春来好读书 奋进正当时\ndeck: ——用“新”求“兴”\nbyline: □某报记者 某某\n"
        "dateline: 本报某地3月12日电\ndate: 2026-03-20\nsource: no\nsection: 007\nkind: afterword",
    )
    assert article.kicker == "12:30"
    assert article.headline == "春来好读书 奋进正当时"
    assert article.deck == "——用“新”求“兴”"
    assert article.byline == "□某报记者 某某"
    assert article.dateline == "本报某地3月12日电"
    assert article.date == "2026-03-20"
    assert article.source == "no"
    assert article.section == "007"
    assert article.kind is ArticleKind.AFTERWORD
    assert article.file == tmp_path / "articles/first.md"


def test_quotation_marks_of_yaml_are_no_text_and_full_width_colons_are(tmp_path):
    article = _first(tmp_path, '# 备注\nheadline: \'学习: 一课 # 1\'\ndeck: "小\\"节"\nkicker: 一：二')
    assert (article.headline, article.deck, article.kicker) == ("学习: 一课 # 1", '小"节', "一：二")


def test_a_key_without_a_value_is_left_out(tmp_path):
    article = _first(tmp_path, "headline: 题\nkicker:\ndeck: ''")
    assert article.kicker is None
    assert article.deck is None
    assert article.kind is ArticleKind.CHAPTER
