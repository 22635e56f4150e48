"""Words in Thai and English, kept side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Thai and in English; English may be empty where only a Thai title exists."""

    th: str
    en: str = ""

    def say(self, lang: Lang) -> str:
        """Return the words in `lang`, or in the other language where that one is empty."""
        first, second = (self.th, self.en) if lang == "th" else (self.en, self.th)
        return first or second

    def format(self, **values: object) -> Text:
        """Fill the named places in both languages; a `Text` value is filled in its own language."""
        thai = {name: value.th if isinstance(value, Text) else value for name, value in values.items()}
        english = {
            name: value.say("en") if isinstance(value, Text) else value for name, value in values.items()
        }
        return Text(self.th.format(**thai), self.en.format(**english))
