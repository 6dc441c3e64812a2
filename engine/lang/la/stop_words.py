"""Frequent words of Latin that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a ab ac ad adhuc aliqui aliquid aliquis an ante apud at atque aut autem circa contra coram cui cuius cum cur de
    deinde dum e ea eadem eam eas ego ei eis eius enim eo eodem eorum eos eram erant erat ergo erit erunt es esse essent
    esset est estis et etenim etiam etsi ex fio fuerunt fuisse fuit hac haec hanc has haud hi hic hinc hoc hos huic
    huius iam id idem igitur iis illa illae illam illas ille illi illis illius illo illos illum in infra inter interim
    ipsa ipse ipsi ipsius ipso ipsum is ista iste isti istud ita itaque iuxta licet magis me mea mei meum meus mihi modo
    nam ne nec necque neque nihil nisi nobis non nondum nonne nos noster nostra nostri nostrum numquam nunc o ob omnes
    omnia omnis per possum post postquam prae praeter prius pro prope propter qua quae quaeque qualis quam quamquam
    quando quare quasi quem quemadmodum qui quia quibus quid quidam quidem quis quisquam quisque quo quod quomodo
    quoniam quoque quorum quos quot saepe sed semper seu si sibi sic sicut simul sine sint sit sive solum suae suas sub
    subter sui suis sum sumus sunt suo suos super supra suum suus tam tamen tamquam te tibi trans tu tua tum tunc tuum
    tuus ubi ultra unde ut uti vel velut vero vester vestra vestrum vobis vos
    """.split()
)
