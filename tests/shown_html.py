"""What tests ask of HTML: tags balanced, what is marked, what is said, which anchors there are."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "input"}
SILENT = {"style", "script", "title"}


class Shown(HTMLParser):
    """HTML read as a reader sees it; fails where a tag is left open or an anchor is named twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self.paragraphs: list[str] = []
        self.quotes: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[tuple[str, str]] = []
        self.anchors: list[str] = []
        self.targets: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(set(self.anchors)) == len(self.anchors)
        assert {t for t in self.targets if t not in self.anchors} == set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values += [(name, value or "") for name, value in attrs]
        given = dict(attrs)
        if "id" in given:
            self.anchors.append(given["id"])
        if "href" in given:
            assert given["href"].startswith("#")
            self.targets.append(given["href"][1:])
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append(("", given.get("title", "")))
        if tag == "p":
            self.paragraphs.append("")
        if given.get("class") == "quote":
            self.quotes.append("")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if SILENT & set(self.open):
            return
        self.text += data
        if "sup" in self.open:
            return
        if "mark" in self.open:
            self.marks[-1] = (self.marks[-1][0] + data, self.marks[-1][1])
        if "p" in self.open:
            self.paragraphs[-1] += data
        elif self.quotes and "td" in self.open and "div" in self.open[-4:]:
            self.quotes[-1] += data
