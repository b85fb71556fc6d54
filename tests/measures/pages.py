"""What tests of HTML pages share: the tags of a page, and what a reader sees of it."""

import html
import re
from html.parser import HTMLParser

from tests.arabic import without_marks


class Tags(HTMLParser):
    """The tags of a page with their attributes, and whether they close as they open."""

    VOID = frozenset({"meta", "br", "link", "img", "path", "wbr"})

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def visible(page):
    """Without tags, and without the marks that order an Arabic text."""
    return html.unescape(re.sub(r"<[^>]*>", " ", without_marks(page.replace("<wbr>", ""))))
