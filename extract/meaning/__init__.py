"""What a statement is about and how it was said: components over the drafts that attribution left, in their order."""

from extract.document import Component
from extract.meaning.addressee import addressee
from extract.meaning.countries import countries
from extract.meaning.dates import dates
from extract.meaning.occasion import occasion
from extract.meaning.stance import stance
from extract.meaning.topics import topics
from extract.meaning.via import via

MEANING: tuple[Component, ...] = (addressee, via, occasion, dates, stance, countries, topics)

__all__ = ["MEANING"]
