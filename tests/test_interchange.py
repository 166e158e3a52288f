"""Claims leave in forms that other tools read, and say there what they say here."""

from __future__ import annotations

import csv
import io
import json

import hxl
import jsonschema
import pandas as pd
import pytest

import casualties

TEXT = """More than 450 people were killed in Homs on Friday, a doctor said. Dozens were wounded. The governor
said that 19 people were killed in Homs on Friday."""
TYPED = {"outcome": ["missing", "killed"], "low": [None, 4], "high": [30, 4], "claim_id": ["=1+1", "b"]}


@pytest.fixture
def claims() -> casualties.Claims:
    return casualties.find_claims(
        TEXT, published="2012-02-04", report_id="wire 7/ü", publisher="The Wire", title="Homs"
    )


@pytest.fixture
def typed() -> casualties.Claims:
    return casualties.Claims.from_frame(pd.DataFrame(TYPED))


def rows(claims: casualties.Claims) -> list[list[str]]:
    return list(csv.reader(io.StringIO(claims.to_hxl())))


def test_hxl_is_read_by_the_hxl_library(claims):
    """libhxl finds the hashtag row, and its default schema has nothing to object to."""
    data = hxl.data(rows(claims))
    assert "#affected+killed+min" in [c.display_tag for c in data.columns]
    assert data.validate(hxl.schema())
    assert len(list(hxl.data(rows(claims)))) == len(claims)


def test_hxl_keeps_bounds_open_and_unknown_empty(claims, typed):
    header, tags, *body = rows(claims)
    assert tags[header.index("killed min")] == "#affected+killed+min"
    killed = [header.index("killed min"), header.index("killed max")]
    assert [[row[i] for i in killed] for row in body] == [["451", ""], ["", ""], ["19", "19"]]
    assert body[1][header.index("injured min")] == "24"
    header, _, *body = rows(typed)
    assert [row[header.index("missing max")] for row in body] == ["30", ""]
    assert [row[header.index("missing min")] for row in body] == ["", ""]


def test_hxl_of_nothing_is_a_header_and_tags():
    header, tags = rows(casualties.Claims())
    assert len(header) == len(tags)
    assert all(tag.startswith("#") for tag in tags)


SAFE = [
    # a place as typed, and as it stands in a cell of the safe form
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@here", "'@here"),
    ("＝1", "'＝1"),
    ("Homs = Hims", "Homs = Hims"),
    ("'Ain", "'Ain"),
]


@pytest.mark.parametrize(("place", "cell"), SAFE)
def test_hxl_for_a_spreadsheet_holds_no_formula(place, cell):
    """The tags, the numbers and all other cells are those of the plain form, and the HXL library reads both."""
    claims = casualties.Claims.from_frame(pd.DataFrame({"outcome": ["killed"], "low": [4], "place": [place]}))
    plain, safe = (list(csv.reader(io.StringIO(text))) for text in (claims.to_hxl(), claims.to_hxl(safe=True)))
    at = plain[0].index("place")
    assert (plain[2][at], safe[2][at]) == (place, cell)
    assert [[c for n, c in enumerate(row) if n != at] for row in safe] == [
        [c for n, c in enumerate(row) if n != at] for row in plain
    ]
    assert hxl.data(safe).tags == hxl.data(plain).tags


# What the Web Annotation Data Model (W3C Recommendation of 23 February 2017, sections 3 and 4) asks of an annotation.
ANNOTATION = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing", "highlighting", "classifying"]},
        "body": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string", "minLength": 1}},
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^urn:"},
                "selector": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {
                                "required": ["type", "exact", "prefix", "suffix"],
                                "properties": {"type": {"const": "TextQuoteSelector"}},
                            },
                            {
                                "required": ["type", "start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 0},
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
# The properties of schema.org/Claim (and of the CreativeWork it is) that are used, with the types expected there.
CLAIM = {
    "type": "object",
    "required": ["@context", "@type", "@id", "name"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "Claim"},
        "@id": {"type": "string", "pattern": "^urn:[A-Za-z0-9%:._~-]+$"},
        "name": {"type": "string"},
        "text": {"type": "string"},
        "author": {"type": "object", "required": ["@type", "name"]},
        "datePublished": {"type": "string", "format": "date"},
        "appearance": {"type": "object", "properties": {"@type": {"const": "CreativeWork"}}, "required": ["@type"]},
    },
    "additionalProperties": False,
}


def test_web_annotations_select_the_figure_both_ways(claims):
    made = claims.to_annotations()
    assert len(made) == len(claims) == 3
    for annotation, claim in zip(made, claims, strict=True):
        jsonschema.validate(annotation, ANNOTATION)
        quote, position = annotation["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"] == claim.figure
        assert TEXT.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert json.loads(json.dumps(made)) == made


def test_typed_claims_stand_in_no_text(typed):
    assert typed.to_annotations() == []
    assert len(typed.to_schema_org()) == 2


def test_schema_org_claims_name_author_and_appearance(claims, typed):
    made = claims.to_schema_org()
    for claim in (*made, *typed.to_schema_org()):
        jsonschema.validate(claim, CLAIM)
    assert [c.get("author", {}).get("name") for c in made] == ["a doctor", None, "The governor"]
    assert made[0]["appearance"] == {
        "@type": "CreativeWork",
        "@id": "urn:casualties:report:wire%207%2F%C3%BC",
        "name": "Homs",
        "datePublished": "2012-02-04",
        "publisher": {"@type": "Organization", "name": "The Wire"},
    }
