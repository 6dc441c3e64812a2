"""Frequent words of Swedish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles, pronouns and determiners
    """
    en ett den det de
    jag du han hon hen man vi ni dem mig dig honom henne oss er sig själv själva
    min mitt mina din ditt dina sin sitt sina hans hennes dess vår vårt våra ert era deras
    denna denne detta dessa sådan sådant sådana samma vem vad vilken vilket vilka vars som
    någon något några ingen inget inga all allt alla varje var vart annan annat andra båda bägge många mycket få lite litet
    flera fler flest mer mera mest mindre minst egen eget egna
    """
    # prepositions
    """
    av bakom bland efter enligt framför från för före förutom genom hos i ibland inför innan inom inuti istället kring med
    mellan mot nära om omkring ovan på runt sedan till trots under ur utan utanför utom utöver vid via åt över
    """
    # conjunctions
    """
    och eller men att då när därför eftersom fast fastän medan än så både antingen varken samt ty utan huruvida ifall
    """
    # adverbs
    """
    inte ej ja jo nej också bara endast ens ännu redan alltid aldrig igen nu här där var hur varför därav därför därmed
    hit dit ut in upp ner fram bort annars ändå alltså nästan ofta ganska kanske väl snart ibland sällan tillsammans
    tyvärr dock nog just helt mycket sedan idag igår imorgon länge åter ju bättre sämre först sist
    """
    # vara, ha, bli, and auxiliary verbs
    """
    vara är var varit ha har hade haft bli blir blev blivit
    kan kunna kunde kunnat ska skall skulle vill vilja ville velat må måste måtte bör borde får få fick fått
    gör göra gjorde gjort går gå gick gått kommer komma kom låter låta lät säger säga sade sa tar ta tog
    """.split()
)
