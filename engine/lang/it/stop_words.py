"""Frequent words of Italian that carry little meaning of their own."""

from __future__ import annotations

# Elided forms stand before their apostrophe.
_ELIDED = """
l un d c s m t v n gl all dall dell nell sull coll dov com cos quell quest quant tutt bell sant anch senz mezz nient
""".split()
STOP_WORDS: set[str] = set(
    # articles, prepositions, and both in one
    """
    il lo la i gli le un uno una di a da in con su per tra fra ad ed od
    del dello della dei degli delle al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli
    nelle sul sullo sulla sui sugli sulle col coi
    senza sopra sotto dentro fuori dietro davanti dopo prima durante verso contro presso oltre tramite mediante secondo
    """
    # pronouns and determiners
    """
    io tu egli ella esso essa noi voi essi esse lui lei loro me te sé se mi ti ci vi si ne li stesso stessa stessi stesse
    glielo gliela glieli gliele gliene
    mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre
    questo questa questi queste quello quella quelli quelle quel quei quegli ciò costui costei colui colei coloro
    che chi cui quale quali quanto quanta quanti quante
    alcuno alcuna alcuni alcune nessuno nessuna qualche qualcuno qualcuna qualcosa ogni ognuno ognuna ciascuno ciascuna
    altro altra altri altre tutto tutta tutti tutte molto molta molti molte poco poca pochi poche tanto tanta tanti tante
    troppo parecchio parecchi certo certa certi certe tale tali entrambi entrambe nulla niente qualsiasi qualunque chiunque
    """
    # conjunctions
    """
    e o ma né però quindi dunque perciò anche neanche nemmeno neppure pure oppure ovvero cioè infatti inoltre invece anzi
    perché poiché siccome affinché benché sebbene mentre quando finché appena come se dove ove
    """
    # adverbs
    """
    non sì no più meno già ancora sempre mai spesso ora adesso allora poi oggi ieri domani subito presto tardi
    qui qua lì là giù così bene male solo soltanto proprio quasi forse magari abbastanza assai almeno circa comunque
    dappertutto ecco insieme intanto lontano vicino meglio peggio piuttosto tuttavia
    """
    # essere, avere, and verbs like them
    """
    essere sono sei è siamo siete ero eri era eravamo eravate erano fui fu fummo furono sarò sarai sarà saremo sarete
    saranno sarei sarebbe sarebbero sia siano fosse fossero stato stata stati state essendo
    avere ho hai ha abbiamo avete hanno avevo avevi aveva avevamo avevano ebbe ebbero avrò avrai avrà avremo avranno avrei
    avrebbe avrebbero abbia abbiano avesse avessero avuto avendo
    stare sto stai sta stiamo stanno stava stavano fare faccio fa fai fanno fatto faceva
    può possono posso puoi potere poteva potrebbe deve devono devo dovere doveva dovrebbe vuole vogliono voglio volere
    voleva vorrebbe viene vengono va vanno
    """.split()
) | {f"{word}{apostrophe}" for word in _ELIDED for apostrophe in ("", "'", "’")}
