"""Real documents with the annotation of a trained pipeline, side by side with the peer."""

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.slow]


def test_same_answers(side_by_side, parsed_file):
    ours, theirs = side_by_side("peer_parsed.py", parsed_file)
    assert len(ours) == len(theirs) >= 60 * 7
    for i, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        assert one == two, f"answer {i}, {one[0]}"
