"""Affixes of Persian: units in Persian letters and the percent sign come off Persian digits."""

from __future__ import annotations

from engine.lang.affixes import after, make_affixes

_UNITS = "کیلومتر کیلوگرم کیلو متر گرم سانتی‌متر سانتیمتر میلی‌متر لیتر درصد تومان ریال".split()
AFFIXES = make_affixes(
    extra_suffixes=(
        r"(?<=[\u064b-\u0652\u0654])\.",  # vowel signs are no letters to the shared rules
        f"{after('0-9۰-۹')}(?:٪|{'|'.join(_UNITS)})",
        f"{after('۰-۹')}[%.]",
    ),
    extra_infixes=(f"{after('۰-۹')}-(?=[۰-۹])",),
)
