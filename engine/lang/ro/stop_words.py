"""Frequent words of Romanian that carry little meaning of their own. Old spellings with a cedilla are added."""

from __future__ import annotations

_WORDS: set[str] = set(
    # articles, prepositions
    """
    un o unui unei unor al a ai ale cel cea cei cele celui celei celor niște lui
    de din dintre după până la pe pentru prin printre cu către contra fără în între într întru dintr printr spre sub peste
    lângă asupra deasupra dedesubt despre înainte înaintea împotriva datorită conform împrejurul înăuntrul
    """
    # pronouns and determiners
    """
    eu tu el ea noi voi ei ele mine tine dânsul dânsa sine mie ție lui lor nouă vouă își îmi îți îi ne vă le li mi ți și se îl
    mă te i l m s v n c t însumi însuți însuși însăși
    meu mea mei mele tău ta tăi tale său sa săi sale nostru noastră noștri noastre vostru voastră voștri voastre dumneavoastră
    acest această acești aceste acesta aceasta aceștia acestea acestui acestei acestor acel acea acei acele acela aceea aceia
    acelea asta ăsta ăștia astea ăla aia alea asemenea
    care cărui cărei căror cine cui ce cât câtă câți câte cât oricare oricine orice oricât vreun vreo vreunul cineva ceva
    câțiva câteva careva altul alta alții altele alt altă alți alte altceva altcineva fiecare nimeni nimic niciun nicio
    niciunul niciuna tot toată toți toate tuturor ambii ambele însă mult multă mulți multe puțin puțină puțini puține atât
    atâta atâți atâtea același aceeași aceiași aceleași
    """
    # conjunctions
    """
    și sau ori dar iar însă ci că să dacă deși fiindcă încât deoarece căci deci așadar când cum unde ca decât precum
    ori fie nici
    """
    # adverbs
    """
    nu da mai foarte prea tot cam doar numai chiar încă deja acum atunci astăzi azi ieri mâine aici aci acolo încoace
    undeva cumva cândva niciodată totdeauna mereu adesea uneori iarăși iar bine rău așa astfel atât tocmai aproape departe
    apoi poate oare altfel alături mâine jos sus afară înăuntru oricum oriunde oricând totuși totodată aproximativ măcar
    """
    # a fi, a avea, and verbs like them
    """
    fi sunt ești este e suntem sunteți sînt eram erai era erați erau fost fiind fii fie fiu fim fiți fuse fu va vor voi vei
    vom veți aș ai ar am ați au are avea aveam aveai aveau avut având aibă avem aveți
    pot poți poate putem puteți putea putut trebuie trebuia face fac facem făcut vrea vreau vrei vrem vreți
    """.split()
)
_CEDILLA = str.maketrans("șț", "şţ")
STOP_WORDS: set[str] = _WORDS | {word.translate(_CEDILLA) for word in _WORDS}
