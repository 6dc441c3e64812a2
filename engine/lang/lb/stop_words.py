"""Frequent words of Luxembourgish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a alles als am an ass awer bei beim bis bäi d da dat datt de dech dee deel deem deen deene deeër dem den deng denger
    der desem deser dir do dofir duerch däers däi där ech een eis eisem eisen eiser elo emol en eng engem enger es et
    fir fënnef gett ginn gouf goufen goung géif géifs géint géng gëtt haat haten hei hien him hin hinnen hir hire hirem
    hiren hirer hues huet hun hutt hätt hätten iech ier iwwer jee jidderengem jo kann kanns kee keen keng kengem kéint
    kënnen kënns ma maach mat mech mee meng mengem mengen menger mer mir mol muss musst mécht méi na nach neen nees net
    no nom näischt nëmme nëmmen ob oder op ouni schonn se sech seng sengem senger si sie sin sinn so soll sollt sou
    souwuel säi säin uergen ugangs ugeet um un vill vir virun vläicht vu vum vun wa wann war waren was wat wei weider
    welch well wien wier wieren wou wouhin wäert wéi wéini wéinst zanter ze zu zum zur zwar ëm ëmmer ënner
    """.split()
)
