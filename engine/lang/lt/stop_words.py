"""Frequent words of Lithuanian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    anksčiau anot ant antai apie apytiksliai ar arba aš be bene bet beveik bus buvo būti būtų dabar dar daug daugiau
    dėka dėl esame esate esi esu esą gal galbūt gali galima galėjo gana iki ir itin iš jai jais jam jas jau jei jeigu ji
    jie jiems jis jo jog joje jokia joks joms jos juk jums juo juos jus ją jį jūs jūsų jų kad kada kadangi kai kaip kam
    kartais kas kažkas kažkur keli kelios kelių kiek kiekviena kiekvienas kieno kita kitas kiti kito kitos kitą kitų ko
    kodėl kokia kokie kokios koks kol kuo kuomet kur kuri kuriam kurie kurio kurios kuris kuriuos kurią kurių kurį ką
    labai link lyg man mane manimi mano manęs mažai maždaug mažiau mes mums mus mūsų ne nebus nebuvo negu nei nes net
    niekada niekas nieko nors nuo nėra o pagal pas pat pati pats patys pavyzdžiui pačios per po prie prieš pro reikia
    reikėjo rytoj sau save savo savęs su ta tada tai taigi taip tam tapo tarp tartum tas tau tave tavo tavęs tačiau ten
    tie tiek tiems ties tiesiog tik to todėl tokia tokie tokio tokios tokių toks tokį tos tu tuo tuos turbūt turi turėjo
    turėti tą tų už vakar vien viena vienas vieni vietoj virš visa visada visas visi visiems viso visos visus visų vos
    vėl vėliau ypač yra čia į šalia ši šiam šiandien šie šiems šio šios šis šiuo šią šių štai šį
    """.split()
)
