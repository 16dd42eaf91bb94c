"""Results kept by their argument."""

from extract.memory import Memory


def test_what_is_known_is_not_worked_out_again() -> None:
    asked: list[str] = []

    def work(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Memory(work, 2)
    assert [lengths[word] for word in ("ab", "abc", "ab", "abc")] == [2, 3, 2, 3]
    assert asked == ["ab", "abc"]


def test_all_is_forgotten_once_it_is_full() -> None:
    lengths = Memory(len, 2)
    for word in ("ab", "abc", "abcd"):
        assert lengths[word] == len(word)
    assert list(lengths) == ["abcd"]
