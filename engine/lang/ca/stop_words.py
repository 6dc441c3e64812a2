"""Frequent words of Catalan that carry little meaning of their own."""

from __future__ import annotations

_ELIDED = "d l m n s t".split()
STOP_WORDS: set[str] = (
    set(
        # articles, prepositions, and both in one
        """
    el la els les en na un una uns unes lo al als del dels pel pels cal cals
    a de amb per sense sobre sota entre fins des cap contra durant mitjançant malgrat segons davant darrere dins fora vers
    """
        # pronouns and determiners
        """
    jo tu ell ella nosaltres vosaltres ells elles vostè vostès mi si
    em et es ens us me te se nos vos li ho hi ne
    meu meva meus meves teu teva teus teves seu seva seus seves nostre nostra nostres vostre vostra vostres llur llurs
    mon ma mos ton ta tos son sa sos ses
    aquest aquesta aquests aquestes aqueix aquell aquella aquells aquelles això allò ço
    que què qui qual quals quin quina quins quines quant quanta quants quantes
    algun alguna alguns algunes algú cada cadascun cadascuna qualsevol qualssevol qualque cap ningú res tot tota tots totes
    altre altra altres mateix mateixa mateixos mateixes molt molta molts moltes poc poca pocs poques tant tanta tants
    tantes tal tals bastant bastants prou gaire gaires massa diversos diverses ambdós ambdues
    """
        # conjunctions
        """
    i o ni però sinó doncs perquè ja com quan mentre encara si car tanmateix així
    """
        # adverbs
        """
    no sí més menys també tampoc sempre mai ara avui ahir demà aquí allà allí on abans després llavors aleshores
    bé malament molt només solament quasi gairebé potser tan massa força lluny prop
    """
        # ser, estar, haver, tenir, anar and verbs like them
        """
    ser ésser sóc soc ets és som sou són era eres érem éreu eren fou foren seré serà seran seria serien sigui siguin fos
    fossin sigut estat estada sent
    estar estic estàs està estem esteu estan estava estaven estigui
    haver he has ha hem heu han havia havíem havien hagi hagin hagués hagut haurà haurien hauria
    tenir tinc tens té tenim teniu tenen tenia tenien tingut tindrà tingui
    anar vaig vas va vam vau van fer faig fas fa fem feu fan feia fet
    poder puc pots pot podem poden podia podria voler vull vol volen deu
    """.split()
    )
    | {f"{word}{apostrophe}" for word in _ELIDED for apostrophe in "'’"}
    | {f"'{word}" for word in "l ls m n ns t".split()}
)
