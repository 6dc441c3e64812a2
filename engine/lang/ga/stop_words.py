"""Frequent words of Irish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a abhaile ach ag agus amach an anois anseo ansin anuas aon ar arís as atá ba beag beagnach beidh beirt bhfuil bhur
    bhí bhíonn bíonn cad caithfidh cathain chomh chuig chun ciamar conas cosúil cuid cá cé céad cén daoibh de dhá do dom
    domsa don duit dá déag déanamh dóibh dúinn dúirt eatarthu eile eisean faoi freisin fuair féadfaidh féin fós gach gan
    go gur gurb haon hocht i iad iadsan iallach idir ina inis inniu inné inti inár ionainn ionam ionat is ise isteach le
    leat leis lena leo linn liom léi maidir mar mise mo muid muidne mura murar má mé mór na nach naoi naonúr nuair ná
    nár ní níl níor níos nó nócha ocht os pé raibh riamh rinne roimh roinnt sa sea seachas seacht seo siad sibh sin sinn
    sna sula sé sí tagann tar thar thart thug tháinig thú trí tríd tusa tá táim táimid tú uaidh uaim uainn uait uaithi
    uile um é éigin í ó óna úd
    """.split()
)
