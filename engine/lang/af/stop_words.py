"""Frequent words of Afrikaans that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aan af al alle almal altyd ander as asof baie by daar daardie daarin daarom daarop daarvan daarvoor dan dat deur die
    dikwels dis dit doen du een eers egter eie ek elke en enige enigiets gaan gedoen geen gewees gou haar had heel hele
    het hier hierdie hiermee hoe hoeveel hom hul hulle hy iemand iets in indien is ja jou jouself jul julle jy kan kom
    kon laat langs lank later lewe maak maar mag meer meestal mense met minder moes moet my myself na naby nadat nee net
    nie niemand niks nog nogal nooit nou ná of om omdat onder onlangs ons ook oor op origens party reeds rondom saam sal
    se sedert self selfs sien so sodat soms sonder soos sou staan steeds sy sê tans teen terug terwyl toe tog tot totdat
    tussen u uit van vanaf vandag vanweë veel ver verder vir volgens voor voordat vroeër waar waarheen waarin waarom
    waarop waarvan waarvoor wanneer was wat watter weer wees weg wel weliswaar wie wil word wou êrens
    """.split()
)
