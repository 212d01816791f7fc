"""EAN-13, module by module, as ISO/IEC 15420 has it."""

from publisher.rendering.barcode import bars_of


def modules(digits: str) -> str:
    made = ["0"] * 95
    for bar in bars_of(digits):
        made[bar.start : bar.start + bar.width] = ["1"] * bar.width
    return "".join(made)


def test_the_first_digit_is_told_by_the_parity_of_the_next_six() -> None:
    found = modules("9787000000001")
    assert found[:3] == found[-3:] == "101"
    assert found[45:50] == "01010"
    # A leading 9 gives odd, even, even, odd, even, odd: 7 8 7 0 0 0.
    assert found[3:45] == "0111011" + "0001001" + "0010001" + "0001101" + "0100111" + "0001101"
    assert found[50:92] == "1110010" * 5 + "1100110"


def test_the_guards_reach_down() -> None:
    guards = [bar.start for bar in bars_of("9787000000001") if bar.guard]
    assert guards == [0, 2, 46, 48, 92, 94]
