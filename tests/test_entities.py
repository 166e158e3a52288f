"""A speaker's words name a body across wordings, and always a kind."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casualties.claim import SourceKind
from casualties.extract.entities import names_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.source_words import SourceWords, flat, key

LEXICON = Lexicon()
KNOWN = names_of(LEXICON)
ARTICLES = list(itertools.product(("a", "an", "the"), repeat=3))
WORDS = LEXICON.load("sources", SourceWords)
ISSUERS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "source_kinds.jsonl").read_text("utf-8").splitlines()
]

NAMES = [  # wording, id, kind, comment
    ("An aide to the Syrian Observatory for Human Rights chief", "sohr", "monitor", "inside a phrase"),
    ("the Syrian Obser-vatory for Human Rights", "sohr", "monitor", "a hyphen left by typesetting"),
    ("the Syrian Observatory’s director", "sohr", "monitor", "possessive before a weak noun"),
    ("Rami Abdel Rahman", "sohr", "monitor", "a person known as its voice"),
    ("SNHR", "snhr", "monitor", "initials"),
    ("Medecins Sans Frontieres", "msf", "monitor", "accents left out"),
    ("the medical aid group Doctors Without Borders", None, "monitor", "the noun comes first, the kind is the same"),
    ("the Xinhau news agency", "xinhua", "media", "two letters swapped in a long name"),
    ("the Syrian Obsevatory for Human Rights", "sohr", "monitor", "a letter lost in a long name"),
    ("Doctors Without Bordders", "msf", "monitor", "a letter too many in a long name"),
    ("the ministry of defences", None, "military_police", "a noun is no slip of a name"),
    ("An AFP correspondent", "afp", "media", "a body's person"),
    ("Al-Jazeera", "aljazeera", "media", "hyphen"),
    ("Al Jazeera", "aljazeera", "media", "blank"),
    ("U.N. officials", "un", "un", "stops"),
    ("Damascus", "syria_gov", "government", "a capital for its government"),
    ("the Pentagon", "pentagon", "military_police", "case-bound name"),
    ("Israel", "il_government", "government", "a country speaks through its government"),
    ("the Kenyan health ministry", "ke_health_ministry", "health", "an office by pattern"),
    ("Peru's army", "pe_army", "military_police", "an office by pattern, possessive"),
    (
        "the Ministry of Interior of Kazakhstan",
        "kz_interior_ministry",
        "government",
        "an office before its country",
    ),
    ("Sri Lankan police", "lk_police", "military_police", "a country of two words"),
    ("Nepal Red Cross", "np_red_cross", "rescue", "a national society"),
]
KINDS = [  # wording, kind, comment
    ("two residents of the town", "witness", "people of the place"),
    ("Three fishermen from Tyre", "witness", "a plural the lexicon does not spell out"),
    ("Ana, a young seamstress", "witness", "a private person told by what she is"),
    ("medics", "health", "bare plural"),
    ("hospital officials and a nurse", "health", "first of two"),
    ("a hospital spokesman", "health", "a spokesman is whatever he speaks for"),
    ("Denver police spokeswoman Raquel Lopez", "military_police", "title and name"),
    ("a military source", "military_police", "anonymous but placed"),
    ("rebels", "armed_group", "bare plural"),
    ("local activists", "activist_opposition", "adjective"),
    ("the governor of Entre Rios", "government", "office-holder"),
    ("the White House", "government", "a house for those in it"),
    ("Turkish officials", "official_unnamed", "officials without a name"),
    ("Jason Rai, an official", "government", "an official with a name"),
    ("local media", "media", "media"),
    ("rebel radio", "media", "a station, whoever runs it"),
    ("the regime's official television channel", "media", "a station after two words for its owner"),
    ("Dr. Anwar Zaid", "health", "a title where nothing else is known"),
    ("Dr. Anwar Zaid, the mayor", "government", "an office tells more than a title"),
    ("tea shop owner Lal Mia", "witness", "someone of the place"),
    ("local officials", "official_unnamed", "officials of no named body"),
    ("a Facebook page", "media", "social media"),
    ("@somebody", "media", "an account"),
    ("the fire brigade", "rescue", "rescue"),
    ("a party official in Adana", "other", "an official of a party not said to govern"),
    ("analysts", "other", "analysts"),
    ("the report", "other", "a document without an owner"),
    ("Oleg Kovac", "other", "a bare name"),
]


@pytest.mark.parametrize(("words", "body", "kind", "comment"), NAMES, ids=[n[0] for n in NAMES])
def test_the_words_name_this_body(words, body, kind, comment):
    found = KNOWN.identify(words)
    assert (found.id, found.kind) == (body, kind), comment


@pytest.mark.parametrize("row", ISSUERS, ids=lambda row: row["words"])
def test_issuers_as_reports_name_them_are_of_this_kind(row):
    """Issuers of every sort, and the conventions of docs/sources.md: those with a comment are the disputed ones."""
    assert KNOWN.identify(row["words"]).kind == row["kind"], row.get("comment", "")


def test_a_body_of_the_roll_keeps_the_kind_of_its_list():
    for roll in WORDS.roll:
        for entity in roll.entities():
            found = KNOWN.identify(entity.name)
            assert (found.id, found.kind) == (entity.id, roll.kind), entity.name


@pytest.mark.parametrize(("words", "kind", "comment"), KINDS, ids=[k[0] for k in KINDS])
def test_the_words_tell_this_kind(words, kind, comment):
    assert KNOWN.identify(words).kind == kind, comment


@pytest.mark.parametrize("words", ["who", "is", "aa", "can", "mena", "site", "memorial", "the network"])
def test_small_words_that_spell_a_name_name_nobody(words):
    """Initials count only in their own case, anaphors only once their body was named."""
    assert KNOWN.identify(words).id is None


def test_an_anaphor_counts_once_its_body_was_named():
    named = KNOWN.named(flat("The Syrian Network for Human Rights met in Doha."), frozenset({"snhr", "sohr"}))
    assert named == {"snhr"}
    assert KNOWN.identify("the Network", named=named).id == "snhr"


@pytest.mark.parametrize(
    ("context", "body"),
    [("Fighting spread in Sudan.", "rsf_sudan"), ("A reporter was held in Minsk.", "rsf")],
)
def test_the_report_settles_an_alias_that_two_bodies_share(context, body):
    assert KNOWN.identify("RSF", context).id == body


def test_a_text_in_capitals_does_not_turn_words_into_initials():
    assert KNOWN.identify("THOSE WHO SPOKE TO THE PAPER").id is None


def test_offices_of_at_least_60_countries():
    ids = {KNOWN.identify(f"the {c.words[-1]} health ministry").id for c in WORDS.country}
    composed = {i for i in ids if i is not None and i.endswith("_health_ministry")}
    assert len(composed) >= 60


def test_ids_are_unique_and_every_name_finds_its_body():
    ids = [e.id for e in WORDS.entity]
    assert len(set(ids)) == len(ids)
    lost = [e.name for e in WORDS.entity if KNOWN.identify(e.name, e.region).id != e.id]
    assert lost == []


def test_a_user_adds_a_body(tmp_path):
    entry = '[[entity]]\nid = "lake_watch"\nname = "Lake Watch"\nkind = "monitor"\naliases = ["LW"]\n'
    (tmp_path / "sources.toml").write_text(f"{entry}\n[[head]]\nkind = 'other'\nwords = ['x']\n", encoding="utf-8")
    own = Lexicon(folder=str(tmp_path))
    assert names_of(own).identify("a volunteer of Lake Watch").id == "lake_watch"
    assert names_of(own).identify("SNHR").id == "snhr"


def test_names_country():
    assert KNOWN.has_country("northern Peru")
    assert not KNOWN.has_country("the northern front")


@given(st.text(max_size=80))
def test_any_words_have_a_kind(words):
    """Whatever the words, the answer is a kind of speaker, and a name only together with one that is known."""
    found = KNOWN.identify(words)
    assert found.kind in set(SourceKind) - {SourceKind.NONE}
    assert found.id is None or found.known


@given(st.sampled_from(WORDS.entity), st.sampled_from(["", "the ", "the  "]), st.sampled_from([" ", "-"]))
def test_blanks_hyphens_and_articles_do_not_hide_a_name(entity, article, joint):
    assert key(article + joint.join(entity.name.split(" "))) == key(entity.name)


@given(st.text(alphabet="abthen AN-.,'\n0", max_size=60))
def test_a_whole_report_is_flattened_as_a_phrase_is(text):
    """`flat` is the fast way to the `key` of a long text; it may leave a third article in a row."""
    if not any(f"{a} {b} {c}" in " ".join(text.casefold().replace("-", " ").split()) for a, b, c in ARTICLES):
        assert flat(text) == key(text)
