"""The vocabulary of converted text whose language nobody named. It decides the norms that are written."""

from engine.vocab.vocab import Vocab


def multilingual_vocab() -> Vocab:
    """That of a blank `xx` pipeline."""
    from engine.language.load import blank  # slow to import, and not every converter needs it

    return blank("xx").vocab
