"""The pages: an explorer, two networks and a reader for every article, which open offline by double click.

Every page is a static file. Data stands beside it as scripts (`assets/data/*.js`), because a browser lets a page opened
from a folder load scripts but not read files; each page forbids itself every other source by a content security policy.
"""

from graph.export.pages.site import write_pages

__all__ = ["write_pages"]
