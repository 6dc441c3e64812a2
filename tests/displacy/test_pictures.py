"""The pictures in docs/api are what displaCy draws: python tests/displacy/test_pictures.py writes them anew."""

from pathlib import Path

import engine
from engine import displacy
from engine.tokens import Doc

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "api" / "images"
OPTIONS = {"dependencies": {"distance": 110}, "dependencies-compact": {"compact": True, "distance": 100}}


def draw(options):
    doc = Doc(
        engine.blank("en").vocab,
        words=["Small", "boats", "carry", "ripe", "oranges", "across", "harbours"],
        heads=[1, 2, 2, 4, 2, 2, 5],
        deps=["amod", "nsubj", "ROOT", "amod", "dobj", "prep", "pobj"],
        pos=["ADJ", "NOUN", "VERB", "ADJ", "NOUN", "ADP", "NOUN"],
    )
    return displacy.render(doc, options=options) + "\n"


def test_pictures_in_the_documentation():
    for name, options in OPTIONS.items():
        assert (IMAGES / f"{name}.svg").read_text(encoding="utf8") == draw(options), name


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    for name, options in OPTIONS.items():
        (IMAGES / f"{name}.svg").write_text(draw(options), encoding="utf8")
