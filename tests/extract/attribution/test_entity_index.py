"""Which entities may be the same as a new one."""

from extract.attribution.entity_index import EntityIndex


def test_entities_that_share_a_mark_the_latest_first() -> None:
    index = EntityIndex(85)
    index.add(0, {"وزير", "خارجيه"}, "")
    index.add(1, {"وزير", "داخليه"}, "")
    index.add(2, {"جيش"}, "")
    assert index.alike({"وزير", "دفاع"}, "") == [1, 0]
    assert index.alike({"محكمه"}, "") == []


def test_surnames_of_like_spelling_however_late_they_come() -> None:
    index = EntityIndex(85)
    index.add(0, {"ستافان"}, "ميستورا")
    assert index.alike(set(), "مستورا") == [0]  # de Mistura, spelled in two ways
    index.add(1, set(), "لافروف")
    index.add(2, set(), "ميستوره")
    assert index.alike(set(), "مستورا") == [0]
    index.add(3, set(), "مستورا")
    assert index.alike(set(), "مستورا") == [3, 0]
