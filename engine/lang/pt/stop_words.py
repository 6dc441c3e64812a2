"""Frequent words of Portuguese that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles, prepositions, and both in one
    """
    o a os as um uma uns umas ao aos à às
    de do da dos das em no na nos nas num numa nuns numas por pelo pela pelos pelas para pra com sem sob sobre entre até
    desde após ante perante contra conforme segundo durante mediante exceto salvo trás
    dum duma deste desta destes destas desse dessa desses dessas daquele daquela daqueles daquelas disto disso daquilo
    neste nesta nestes nestas nesse nessa nesses nessas naquele naquela naqueles naquelas nisto nisso naquilo
    dele dela deles delas nele nela neles nelas àquele àquela àqueles àquelas comigo contigo consigo conosco connosco
    """
    # pronouns and determiners
    """
    eu tu ele ela nós vós eles elas você vocês me te se lhe lhes vos mim ti si
    meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos nossas vosso vossa vossos vossas
    este esta estes estas esse essa esses essas aquele aquela aqueles aquelas isto isso aquilo mesmo mesma mesmos mesmas
    que quem qual quais cujo cuja cujos cujas quanto quanta quantos quantas quê
    algum alguma alguns algumas alguém algo nenhum nenhuma nenhuns nenhumas ninguém nada cada qualquer quaisquer
    outro outra outros outras todo toda todos todas tudo muito muita muitos muitas pouco pouca poucos poucas
    tanto tanta tantos tantas vários várias tal tais certo certa certos certas ambos ambas próprio própria próprios
    """
    # conjunctions
    """
    e ou mas nem porém pois porque porquê portanto contudo todavia entretanto logo quando como embora enquanto caso
    """
    # adverbs
    """
    não sim já ainda sempre nunca jamais mais menos também só somente apenas tão bem mal assim então agora hoje ontem
    amanhã aqui ali aí lá cá acolá onde aonde donde antes depois dentro fora perto longe acima abaixo adiante atrás
    além aquém aliás talvez quase bastante demais cedo tarde logo inclusive
    """
    # ser, estar, ter, haver, ir and verbs like them
    """
    ser sou és é somos sois são era eras éramos eram fui foste foi fomos foram serei será seremos serão seria seriam
    seja sejam fosse fossem for forem sido sendo
    estar estou estás está estamos estão estava estavam esteve estiveram estará esteja estejam estivesse estiver estado
    ter tenho tens tem temos têm tinha tinham tive teve tiveram terá terão teria teriam tenha tenham tivesse tivessem
    tiver tiverem tido tendo haver há havia houve houver hajam haja hão
    ir vou vais vai vamos vão ia iam fazer faz fazem fez feito faço dar dá dão deu pode podem posso poder podia poderá
    deve devem devia dever quer querem vem vêm diz dizem
    """.split()
)
