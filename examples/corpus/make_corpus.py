"""Write train.conllu and dev.conllu from patterns.txt and slots.txt: `python examples/corpus/make_corpus.py`.

Every pattern is a hand-annotated sentence with slots. Sentences of one category are grouped into short documents. The
text is this project's own; the corpus is released under CC0 1.0 (see README.md beside this file).
"""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILLS = 6  # sentences a pattern
SENTENCES_PER_DOCUMENT = 3
DEV_SHARE = 5  # every fifth document is a dev document

UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "RB": "ADV", "RBR": "ADV", "WRB": "ADV",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "EX": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART", "RP": "ADP",
    "CC": "CCONJ", "CD": "NUM", "MD": "AUX", "UH": "INTJ", ".": "PUNCT", ",": "PUNCT",
}  # fmt: skip
FEATS = {
    "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing", "JJ": "Degree=Pos", "JJR": "Degree=Cmp", "RBR": "Degree=Cmp",
    "CD": "NumForm=Word|NumType=Card", "MD": "VerbForm=Fin", "VB": "VerbForm=Inf", "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part", "WRB": "PronType=Int",
}  # fmt: skip
WORD_FEATS = {
    "the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art", "this": "Number=Sing|PronType=Dem", "every": "PronType=Tot",
    "some": "PronType=Ind", "no": "PronType=Neg", "i": "Case=Nom|Number=Sing|Person=1|PronType=Prs", "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "you": "Case=Nom|Person=2|PronType=Prs", "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs", "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs", "me": "Case=Acc|Number=Sing|Person=1|PronType=Prs", "us": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
    "my": "Number=Sing|Person=1|Poss=Yes|PronType=Prs", "our": "Number=Plur|Person=1|Poss=Yes|PronType=Prs", "mine": "Number=Sing|Person=1|Poss=Yes|PronType=Prs",
    "her": "Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "his": "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "their": "Number=Plur|Person=3|Poss=Yes|PronType=Prs",
    "not": "Polarity=Neg", "n't": "Polarity=Neg", "who": "PronType=Int", "what": "PronType=Int", "that": "PronType=Rel",
}  # fmt: skip
LEMMAS = {
    "took": "take", "is": "be", "are": "be", "was": "be", "has": "have", "did": "do", "does": "do", "lost": "lose", "knows": "know", "leaves": "leave",
    "rose": "rise", "left": "leave", "said": "say", "written": "write", "bought": "buy", "gave": "give", "came": "come", "broken": "break", "saw": "see",
    "ran": "run", "wolves": "wolf", "salmon": "salmon", "deer": "deer", "children": "child", "people": "person", "data": "data", "n't": "not", "better": "good",
    "bigger": "big", "larger": "large", "faster": "fast", "more": "more", "forbidden": "forbid", "hired": "hire", "arrives": "arrive", "lives": "live",
    "measures": "measure", "moves": "move", "moving": "move", "discussed": "discuss", "us": "we", "me": "I", "her": "she", "his": "he", "its": "it",
    "their": "they", "our": "we", "my": "I", "mine": "I", "stopped": "stop", "melts": "melt", "freezes": "freeze", "delayed": "delay", "booked": "book",
    "closed": "closed", "approved": "approve", "washes": "wash", "dishes": "dish", "others": "other", "named": "name", "disappeared": "disappear",
    "answered": "answer", "crosses": "cross", "discovered": "discover", "remembered": "remember", "repeated": "repeat", "hunting": "hunt", "swimming": "swimming", "according": "accord", "i": "I", "costs": "cost", "says": "say", "wants": "want",
}  # fmt: skip
VERB_TAGS = {"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"}


def universal_pos(tag: str, label: str, form: str) -> str:
    if tag in VERB_TAGS:
        return "AUX" if label in ("aux", "aux:pass", "cop") else "VERB"
    if label == "mark" and tag == "IN":
        return "SCONJ"
    if form.lower() in ("not", "n't"):
        return "PART"
    return UPOS[tag]


def features(tag: str, form: str) -> str:
    if tag in ("DT", "PRP", "PRP$", "WP", "WDT", "RB"):
        return WORD_FEATS.get(form.lower(), "_")
    return FEATS.get(tag, "_")


def lemma(tag: str, form: str) -> str:
    low = form.lower()
    if tag == "NNP":
        return form
    if low in LEMMAS:
        return LEMMAS[low]
    if tag in ("VBZ", "NNS") and low.endswith("s"):
        return low[:-1]
    if tag in ("VBD", "VBN") and low.endswith("ed"):
        stem = low[:-2]
        return low[:-1] if stem[-1] in "vsrz" or stem.endswith(("at", "as", "ibl")) else stem
    if tag == "VBG" and low.endswith("ing"):
        return low[:-3]
    return low


def read_patterns() -> list[tuple[str, str]]:
    category, out = "", []
    for line in (HERE / "patterns.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("@"):
            category = line[1:].strip()
        elif line and not line.startswith("#"):
            out.append((category, line))
    return out


def read_slots() -> dict[str, list[str]]:
    lines = (HERE / "slots.txt").read_text(encoding="utf8").splitlines()
    return {name.strip(): words.split() for name, _, words in (line.partition("=") for line in lines if "=" in line)}


def fill(pattern: str, slots: dict[str, list[str]], rng: random.Random) -> list[list[str]]:
    """The CoNLL-U rows of one sentence."""
    rows = []
    for i, token in enumerate(pattern.split(), 1):
        form, tag, head, label = token.split("|")
        space = "_"
        if label.endswith("+"):
            label, space = label[:-1], "SpaceAfter=No"
        entity = "O"
        if match := re.match(r"([BI]-[A-Z]+):(.*)", form):
            entity, form = match.groups()
        form = re.sub(r"\{(\w+)\}", lambda m: rng.choice(slots[m.group(1)]), form)
        misc = (
            "|".join(sorted(x for x in (f"NE={entity}" if entity != "O" else "", space if space != "_" else "") if x))
            or "_"
        )
        rows.append(
            [
                str(i),
                form,
                lemma(tag, form),
                universal_pos(tag, label, form),
                tag,
                features(tag, form),
                head,
                label,
                "_",
                misc,
            ]
        )
    for row, following in itertools.pairwise(rows):
        if row[1].lower() == "a" and following[1][0] in "aeiou":
            row[1] += "n"
            row[5] = WORD_FEATS["a"]
    return rows


def check(rows: list[list[str]]) -> None:
    """One root, heads in range, no cycle."""
    heads = [int(row[6]) for row in rows]
    if heads.count(0) != 1 or any(h > len(rows) or h == i for i, h in enumerate(heads, 1)):
        raise SystemExit(f"bad heads: {' '.join(r[1] for r in rows)} {heads}")
    for i in range(1, len(rows) + 1):
        seen, node = set(), i
        while node:
            if node in seen:
                raise SystemExit(f"cycle: {' '.join(r[1] for r in rows)}")
            seen.add(node)
            node = heads[node - 1]


def text_of(rows: list[list[str]]) -> str:
    return "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows).strip()


def main() -> None:
    rng = random.Random(2026)
    slots = read_slots()
    by_category: dict[str, list[list[list[str]]]] = {}
    seen: set[str] = set()
    for category, pattern in read_patterns():
        for _ in range(FILLS):
            rows = fill(pattern, slots, rng)
            check(rows)
            if text_of(rows) not in seen:
                seen.add(text_of(rows))
                by_category.setdefault(category, []).append(rows)
    documents = []
    for category, sentences in by_category.items():
        rng.shuffle(sentences)
        n = SENTENCES_PER_DOCUMENT
        documents += [(category, sentences[i : i + n]) for i in range(0, len(sentences), n)]
    rng.shuffle(documents)
    out: dict[str, list[str]] = {"train": [], "dev": []}
    n_sentences = {"train": 0, "dev": 0}
    for d, (category, sentences) in enumerate(documents):
        split = "dev" if d % DEV_SHARE == 0 else "train"
        for s, rows in enumerate(sentences):
            header = [f"# newdoc id = {category}-{d:03d}", f"# category = {category}"] if s == 0 else []
            n_sentences[split] += 1
            out[split] += [
                *header,
                f"# sent_id = {d:03d}-{s + 1}",
                f"# text = {text_of(rows)}",
                *("\t".join(r) for r in rows),
                "",
            ]
    for split, lines in out.items():
        (HERE / f"{split}.conllu").write_text("\n".join(lines) + "\n", encoding="utf8")
        print(f"{split}: {n_sentences[split]} sentences")


if __name__ == "__main__":
    main()
