"""Merges and splits of random documents, side by side with the peer."""

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.slow]


def test_same_documents(side_by_side):
    ours, theirs = side_by_side("peer_retokenize.py", 2000)
    assert len(ours) == len(theirs) == 2000
    for i, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        assert one == two, f"document {i}"
