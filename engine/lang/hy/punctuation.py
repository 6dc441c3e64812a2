"""Affixes of Armenian: the Armenian full stop and comma come off words, whose letters the shared rules do not know as such."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

# Question and exclamation marks stand inside words, over the stressed vowel, and stay there.
AFFIXES = script_affixes(letters="\u0531-\u0556\u0561-\u0587", ends="\u0589\u055d")
