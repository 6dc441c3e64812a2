"""Frequent words of Icelandic that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    af aftur aldrei alla allan allar allir allra alls allt alltaf annan annar annarra annars annað auk að bara báðir
    báðum bæði ef eftir eiga eiginlega eina einhver einhverja einhverjir einhverju einhvers einn einnar einni einnig
    eins einu eitt eitthvað ekkert ekki en enda engan enginn engu enn er ert eru erum eruð eða eðlilega fara fram framan
    fremur frá fyrir fyrr fyrst fá fékk fór gat gegn gegnum gera gerir gert get getum getur hafa hafi hafði hana hann
    hans hef hefur hefði heldur helst hennar henni hina hinn hins hvar hvað hvaða hvenær hver hverja hverjir hverju
    hvernig hvers hvorki hvort hvorugur hér hún inn innan jafnvel já jæja kannski kom koma kringum lítið meira mest með
    meðal meðan mig mikið milli minn minna minni mitt mjög mun mundi munu má mér mín mína mínu mínum nei neinn neitt
    nema niður nokkrir nokkur nokkuð næst næstum né nú of ofan oft og okkar okkur sem sig sin sinn sitt sjálf sjálfur
    skal skulu skyldi stundum sumir svo svolítið svona sá sé sér sín sína sínu sínum síðan síðar sú til um undan undir
    upp uppi utan var varla varð vera verið verða verður vil vildi vill við voru væri yfir ykkar ykkur á án ásamt átti
    áður ég í öll öllu öllum önnur úr út þangað þann þar þarf þau það þaðan þegar þeim þeir þeirra þess þessa þessar
    þessara þessi þessu þessum þetta þig þinn þitt þið því þá þær þér þín þó þótt þú þúsund
    """.split()
)
