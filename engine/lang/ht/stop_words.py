"""Frequent words of Haitian Creole that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a ak akòz alò an anba ankò ann anpil ansanm anvan ap apre atravè ava avan avèk ba ban bay bò chak dapre de depi
    devan deyò dwe e fè fò gen genyen i jan janm jiska ka kap kapab ke ki kijan kilè kisa kiyès konn konsa kote kounye
    kounyea kèk kèlkeswa kòm l la lan lap le li lè lòt m ma malgre map men menm mwen n nan nap ni non nou o oswa ou
    oubyen pa pami pandan pap pase pi plis plizyè pou poukisa pral preske pwòp sa sak san se si sitou sou swa sèlman
    sètadi sòf t ta tankou tap te tou toujou tout va vin vre w wap wi y yap ye yo yon yonn youn yè èske
    """.split()
)
