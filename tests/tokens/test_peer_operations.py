"""Many calls of the object model, side by side with the peer."""

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.slow]

# Where the answers differ on purpose.
DIFFERENT = {
    "has_annotation NOPE 0": "an unknown attribute is an error in any document",
    "docs with bare ones": "documents without tensors do not keep others from being joined",
    "group delete last": "the peer deletes another span",
}


def is_same(ours, theirs):
    """An exception of engine may be caught in more ways than the peer's."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return set(theirs["raises"]) <= set(ours["raises"])
    return ours == theirs


@pytest.mark.parametrize(("script", "least"), [("peer_operations.py", 750), ("peer_groups.py", 250)])
def test_same_answers(side_by_side, script, least):
    ours, theirs = side_by_side(script)
    assert [name for name, _ in ours] == [name for name, _ in theirs]
    different = {name: (one, two) for (name, one), (_, two) in zip(ours, theirs, strict=True) if not is_same(one, two)}
    assert {name: both for name, both in different.items() if name not in DIFFERENT} == {}
    assert len(ours) >= least
