"""Frequent words of German that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    ab aber ach acht ähnlich all allein alle allem allen aller allerdings alles als also am an andere anderem anderen
    anderer anderes anders auch auf aus außer außerdem bald bei beide beiden beim bereits besonders besser bevor bin bis
    bisher bist da dabei dadurch dafür dagegen daher dahin dahinter damals damit danach daneben dank dann daran darauf
    daraus darf darin darüber darum darunter das dass davon davor dazu dazwischen dein deine deinem deinen deiner dem den
    denen denn dennoch der deren derjenige derselbe des deshalb dessen deswegen dich die dies diese diesem diesen dieser
    dieses dir doch dort drei du durch dürfen durfte eben ebenso ehrlich eigen eigentlich ein eine einem einen einer eines
    einfach einige einigen einiger einiges einmal endlich entweder er erst erste ersten es etwa etwas euch euer eure eurem
    euren eurer falls fast für gab gar gegen gegenüber gehen geht gemacht gerade gern gesagt gewesen gibt ging groß große
    gut habe haben habt hast hat hatte hätte hatten hätten heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im immer in indem infolgedessen ins irgend ist ja jede jedem jeden jeder jedermann jedoch jemand jene jenem
    jenen jener jetzt kam kann kannst kaum kein keine keinem keinen keiner können könnt konnte könnte konnten kurz lang
    lange leicht lieber machen macht machte mal man manche manchem manchen mancher mehr mein meine meinem meinen meiner
    meist mich mir mit mochte mögen möglich muss müssen musste musst nach nachdem nah natürlich neben nein neue neuen
    nicht nichts nie niemand noch nun nur ob oben oder offen oft ohne per recht rund sagt sagte schlecht schließlich schon
    sehr sei seid sein seine seinem seinen seiner seit seitdem selbst sich sie siehe sind so sogar solch solche solchem
    solchen solcher soll sollen sollte sollten sondern sonst soweit sowie später statt tat teil trotzdem über überhaupt
    übrigens um und uns unser unsere unserer unter viel viele vielem vielen vielleicht vom von vor wahr während wann war
    wäre waren warst warum was weg wegen weil weiter weitere weiteren weiteres welche welchem welchen welcher welches wem
    wen wenig wenige weniger wenn wer werde werden werdet wessen wie wieder will willst wir wird wirklich wirst wo wohl
    wollen wollte wollten worden wurde würde wurden würden zu zum zunächst zur zurück zusammen zwar zwei zwischen
    """.split()
)
