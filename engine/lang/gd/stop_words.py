"""Frequent words of Scottish Gaelic that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    's a a' a-mhàin aca ach ag agad agaibh againn agam agus aice aig aige air airson am an ann annad annainn annam anns
    aon ar as b' bha bhathar bheil bhiodh bhith bhon bhur bi bidh biodh bu carson cha chaidh chan cho chuir chun ciamar
    cuid cuideachd cuin càit cò da de deach den dh' dha dhaibh dhan dhe dhi dhith dhiubh dhomh dhuibh dhuinn dhut do
    docha don dà dè e eadar eil eile esan far fhathast fhèin fhìn fo fon gach gad gam gan gar ge ged gu gum gun gur gus
    i iad iadsan idir is ise le leam leat leatha leibh leinn leis leotha m' ma mar mas mi mise mo mu mun mur mura na
    nach nam nan nar nas no nuair nur nì o oir oirbh oirnn oirre orm orra ort ortha os r' ri ribh ris rithe rium riut
    riutha ro roimh romhad romham rud sa sam san seo sibh sibhse sin sinn sinne siud sud tha thar thig thoir thu thug
    thuirt thusa thàinig tro troimh tron uaibh uainn uaipe uaithe uam uapa uat ud uile ur à às
    """.split()
)
