"""Frequent words of French that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a à â afin ah ai aie ainsi ait allaient alors anterieur antérieur antérieure apres après as assez attendu au aucun
    aucune aujourd'hui auquel aura auraient aurait auront aussi autre autres autrui aux auxquelles auxquels avaient avais
    avait avant avec avoir avons ayant bas basee bat c' ça car ce ceci cela celle celle-ci celle-là celles celles-ci
    celles-là celui celui-ci celui-là cent cependant certain certaine certaines certains certes ces cet cette ceux
    ceux-ci ceux-là chacun chacune chaque chez ci cinq combien comme comment compris concernant d' d’ dans de debout
    dedans dehors deja déjà delà depuis derriere derrière des dès desormais désormais desquelles desquels dessous dessus
    deux devant devers devra différent différente différentes différents dire directe directement dit dite dits divers
    diverse diverses dix donc dont doit doivent du duquel durant effet également elle elle-même elles elles-mêmes en encore
    enfin entre envers environ es ès est et etaient étaient etais étais etait était etant étant etc été etre être eu eux
    eux-mêmes excepté façon fais faisaient faisant fait feront font gens ha hem hep hi ho hormis hors hou houp hue hui huit
    hum i il ils j' j’ je jusqu jusque juste l' l’ la là laisser laquelle le lequel les lès lesquelles lesquels leur leurs
    longtemps lors lorsque lui lui-meme lui-même m' m’ ma maint maintenant mais malgre malgré me meme même memes mêmes merci
    mes mien mienne miennes miens mille moi moi-meme moi-même moindres moins mon n' n’ na ne neanmoins néanmoins neuf ni nombreuses nombreux non nos
    notamment notre nôtre nôtres nous nous-mêmes nouveau nul o ô on ont onze or ou où ouias oust ouste outre ouvert par
    parce parfois parle parlent parmi partant particulier particulière pas pendant pense permet personne peu peut peuvent
    peux plus plusieurs plutot plutôt possible possibles pour pourquoi pourrais pourrait pouvait prealable préalable
    precisement précisément premier première premièrement pres près procedant proche pu puis puisque qu' qu’ quand quant
    quatre que quel quelconque quelle quelles quelque quelques quels qui quiconque quinze quoi quoique relative
    relativement rend rendre restant reste revoici revoilà rien s' s’ sa sans sauf se seize selon semblable semblaient
    semble sent sept sera seraient serait seront ses seul seule seulement si sien sienne siennes siens sinon six soi
    soi-même soit soixante son sont sous souvent specifique spécifique suffisant suis suit suivant suivante suivantes
    suivants suivre sur surtout t' t’ ta tant te tel telle tellement telles tels tenant tend tenir tente tes tien tienne
    tiennes tiens toi toi-même ton touchant toujours tous tout toute toutes treize trente tres très trois trop tu un une
    unes uns va vais vas vé vers via vingt voici voilà vont vos votre vôtre vôtres vous vous-mêmes vu y
    """.split()
)
