"""Frequent words of French that carry little meaning of their own: articles, pronouns, prepositions, conjunctions,
auxiliary verbs, common adverbs."""

from __future__ import annotations

_ELIDED = "c d j l m n qu s t".split()
STOP_WORDS: set[str] = set(
    """
    à a ai ainsi alors après as assez au aucun aucune aujourd'hui aura auront aussi autre autres aux auquel auxquels
    auxquelles avaient avais avait avant avec avez avoir avons ayant beaucoup bien car ce ceci cela celle celle-ci celle-là
    celles celui celui-ci celui-là certain certaine certaines certains ces cet cette ceux ceux-ci ceux-là chacun chacune
    chaque chez ci combien comme comment contre dans de dedans dehors déjà depuis derrière des dès desquels desquelles
    dessous dessus devant doit doivent donc dont du duquel durant elle elle-même elles elles-mêmes en encore enfin entre
    envers es est et étaient étais était étant été être eu eux eux-mêmes fait font furent fut hors ici il ils jamais je
    jusque la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui lui-même ma maintenant mais malgré
    me même mêmes mes mien mienne moi moi-même moins mon ne ni non nos notamment notre nôtre nous nous-mêmes on ont or ou où
    par parce parfois parmi pas pendant personne peu peut peut-être peuvent peux plus plusieurs plutôt pour pourquoi
    pourtant près presque puis puisque quand quant que quel quelle quelles quelque quelques quels qui quiconque quoi
    quoique rien sa sans sauf se selon sera serait seront ses si sien sienne sinon soi soi-même sois soit sommes son sont
    sous souvent suis sur surtout ta tandis tant te tel telle telles tellement tels tes tien tienne toi toi-même ton
    toujours tous tout toute toutefois toutes très trop tu un une vers via voici voilà vos votre vôtre vous vous-mêmes y
    """.split()
) | {f"{word}{apostrophe}" for word in _ELIDED for apostrophe in "'’"}
