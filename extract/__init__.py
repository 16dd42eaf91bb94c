"""The extraction stage: one article in, its attributed statements out.

>>> from extract import Article, extract
>>> statements = extract(Article(id="a1", text="قال الوزير إن بلاده ترحب بالاتفاق."))
"""

from extract.article import Article
from extract.pipeline import extract
from extract.statement import Statement

__all__ = ["Article", "Statement", "extract"]
