import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from publisher.manuscript.toml_lines import line_at, lines_of


def test_keys_at_the_top_and_in_tables_stand_in_their_lines():
    lines = lines_of('# note\n\ntitle = "x"\n\n[book] # about\n  a = 1\n\n\tb = 2 # two\n')
    assert lines == {("title",): 3, ("book",): 5, ("book", "a"): 6, ("book", "b"): 8}


def test_tables_inside_tables_have_paths_of_several_steps():
    lines = lines_of("[a.b]\nx = 1\n[a]\ny = 2\n")
    assert lines == {("a",): 3, ("a", "b"): 1, ("a", "b", "x"): 2, ("a", "y"): 4}


def test_every_element_of_an_array_of_tables_has_its_own_line():
    lines = lines_of("[[c]]\nn = 1\n\n[[c]]\nn = 2\n[c.d]\ne = 3\n[[c.f]]\n[[c.f]]\ng = 4\n")
    assert lines[("c", 0)] == 1
    assert lines[("c", 0, "n")] == 2
    assert lines[("c", 1)] == 4
    assert lines[("c", 1, "n")] == 5
    assert lines[("c", 1, "d", "e")] == 7
    assert lines[("c", 1, "f", 0)] == 8
    assert lines[("c", 1, "f", 1, "g")] == 10


def test_an_array_of_tables_may_be_interrupted():
    lines = lines_of("[[c]]\nn = 1\n[p]\nq = 1\n[[c]]\nn = 2\n")
    assert lines[("c", 1)] == 5
    assert lines[("c", 1, "n")] == 6


def test_items_of_a_list_over_several_lines_have_their_own_lines():
    source = 'a = [\n  "x", # ]\n\n  # "z",\n  ["y",\n  "w"],\n]\nb = 1\n'
    lines = lines_of(source)
    assert lines[("a", 0)] == 2
    assert lines[("a", 1)] == 5
    assert lines[("a", 1, 0)] == 5
    assert lines[("a", 1, 1)] == 6
    assert lines[("b",)] == 8


def test_inline_tables_have_keys_too():
    lines = lines_of('a = 1\ns = { name = "x}", number = "1", t.u = [1,\n2] }\nz = 0\n')
    assert lines[("s", "name")] == 2
    assert lines[("s", "t", "u")] == 2
    assert lines[("s", "t", "u", 1)] == 3
    assert lines[("z",)] == 4


def test_strings_over_several_lines_hide_what_looks_like_keys():
    source = 'a = """\n[x]\nb = 1 \\"" still"""""\nc = \'\'\'\n[[y]]\n\'\'\'\nd = "\\"#"\n'
    assert lines_of(source) == {("a",): 1, ("c",): 4, ("d",): 7}
    assert set(tomllib.loads(source)) == {"a", "c", "d"}


def test_keys_may_be_dotted_and_quoted():
    lines = lines_of('a."b.c".d = 1\n"引题" = 2\n\'x y\' . z = 1979-05-27 07:32:00\n')
    assert lines[("a", "b.c", "d")] == 1
    assert lines[("引题",)] == 2
    assert lines[("x y", "z")] == 3


def test_windows_line_ends_are_counted_once():
    assert lines_of("a = 1\r\nb = 2\r\n") == {("a",): 1, ("b",): 2}


def test_a_missing_key_is_looked_for_in_its_table():
    lines = lines_of("[a]\nb = 1\n")
    assert line_at(lines, ("a", "title")) == 1
    assert line_at(lines, ("nowhere",)) is None


_keys = st.text(st.sampled_from("ab-_1 .\"'\\引\n"), min_size=1, max_size=4)
_leaves = st.one_of(
    st.integers(-5, 5), st.booleans(), st.dates(), st.text(st.sampled_from("a\"'\n\\]}#=,题"), max_size=6)
)
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3), max_leaves=12
)


def _paths(value, path=()):
    if path:
        yield path
    match value:
        case dict():
            for key, inner in value.items():
                yield from _paths(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                yield from _paths(inner, (*path, number))


@given(st.dictionaries(_keys, _values, max_size=4))
def test_every_key_and_item_of_any_document_has_a_line(data):
    source = tomlkit.dumps(data)
    lines = lines_of(source)
    assert set(lines) == set(_paths(tomllib.loads(source)))
    assert all(1 <= line <= source.count("\n") + 1 for line in lines.values())
