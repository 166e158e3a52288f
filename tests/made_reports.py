"""Reports made up for tests and benchmarks: any number of them, the same on every run, in three mixes.

The shares are those measured on real news: how many of the sentences hold a word of harm and a number.  Names are put
together from syllables, so that the vocabulary grows with the text as that of real news does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

MIXES = {"general": 0.009, "dense": 0.077, "conflict": 0.086}
"""Share of the sentences that hold a trigger and a number."""

PLACES = (
    "Homs", "Aleppo", "Daraa", "Idlib", "Raqqa", "Mosul", "Baghdad", "Kirkuk", "Basra", "Fallujah", "Kabul",
    "Kunduz", "Kandahar", "Herat", "Sanaa", "Aden", "Taiz", "Hodeidah", "Kharkiv", "Mariupol", "Donetsk",
    "Odesa", "Khartoum", "Maiduguri", "Mogadishu", "Tripoli", "Benghazi", "Manila", "Jakarta", "Lima",
)  # fmt: skip
SAYS = (
    "police said", "a doctor said", "the governor said", "the health ministry said", "local officials said",
    "an army spokesman said", "the Red Crescent said", "witnesses said", "rescuers said", "the mayor said",
)  # fmt: skip
WHO = (
    "people", "civilians", "soldiers", "children", "women", "villagers", "militants", "protesters", "workers",
    "passengers",
)  # fmt: skip
DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
HOW = (
    "in shelling", "in a car bombing", "when a bridge collapsed", "in a landslide", "in an air strike", "in clashes",
    "when a ferry sank", "in a fire at a factory", "in floods", "in an earthquake",
)  # fmt: skip
NUMBERS = (
    "{n}", "at least {n}", "more than {n}", "about {n}", "{n}", "up to {n}", "nearly {n}", "between {n} and {m}", "{w}",
    "{n}",
)  # fmt: skip
WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty",
)  # fmt: skip

HARM = (
    "{N} {who} were killed {how} in {place} on {day}, {says}.",
    "{N} {who} were killed and {k} others were wounded {how} near {place}, {says}.",
    "{Says} {N} {who} died {how} in {place} on {day}.",
    "{Says} on {day} that {N} {who} had been injured {how} in {place}.",
    "The attack on {place} left {N} {who} dead, {says}.",
    "{Name} told reporters that {N} {who} were missing {how} in {place}.",
    "The death toll in {place} rose to {N}, {says}.",
    "{Says} that {N} {who} were arrested in {place} on {day}.",
    "{N} families were displaced {how} around {place}, {says}.",
    "Among the dead in {place} were {N} {who}, {says}.",
    "{Name}, who lost {N} relatives in {place}, said the injured were treated at home.",
)
NO_NUMBER = (
    "Nobody was killed when the roof of the market in {place} came down.",
    "The dead were buried in {place} before sunset, {says}.",
    "{Name} was wounded in {place} last spring and has not worked since.",
    "{Says} that those killed in {place} had not been named.",
    "A man was killed {how} in {place}, {says}.",
    "Many were injured {how}, {says}.",
)
NUMBER = (
    "{Name} came to {place} {n} weeks ago and runs a shop with {k} employees.",
    "The council of {place} approved a budget of {n} million for {k} schools.",
    "Shares of {name} fell {k} per cent to {n} in early trading on {day}.",
    "The road between {place} and {name} is {n} kilometres long and was closed for {k} hours.",
    "{Name} scored {k} points as {place} beat {name} by {n} to {k}.",
    "About {n} households in {place} had no water on {day}, the utility said.",
    "The temperature in {place} reached {k} degrees, the highest for {n} years.",
    "{Name} was born in {place} in 19{yy} and wrote {k} novels.",
    "The ministry bought {n} generators for {k} hospitals in {name} province.",
    "Some {n} visitors came to the fair in {place}, twice as many as in 20{yy2}.",
    "The {name} bridge sees {n} lorries a day and needs {k} new bearings.",
    "Farmers around {place} sold {n} tonnes of wheat at {k} a bushel.",
)
PLAIN = (
    "{Name} declined to comment on the talks in {place}.",
    "The harbour of {place} was quiet on {day}, and fishermen mended their nets.",
    "Engineers from {name} inspected the dam above {place}.",
    "{Name} said the school would open again after the holidays.",
    "A spokeswoman for {name} said that the investigation was going on.",
    "The parliament will vote on the {name} bill next week.",
    "Rain is expected in {place}, with sunny spells towards the evening.",
    "{Name} and {name} signed an agreement on fishing rights off {place}.",
    "The museum in {place} has lent a painting by {name} to a gallery abroad.",
    "Traders in {place} complained of poor roads and of the price of diesel.",
    "Its editor, {name}, wrote that the town deserved a better theatre.",
    "The governor promised to mend the road to {name} before winter.",
)
SYLLABLES = (
    "ka", "ro", "mi", "ta", "len", "dor", "vas", "ul", "en", "shi", "ber", "gal", "no", "ri", "qu", "az", "pel",
    "tur", "im", "sa", "he", "lo", "fen", "dra", "mo", "yi", "cor", "wen", "ach",
)  # fmt: skip


class Maker:
    """Sentences one after another, drawn with a seed."""

    def __init__(self, mix: str, seed: int = 7) -> None:
        self.share = MIXES[mix]
        self.chance = random.Random(f"{mix}:{seed}")

    def name(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 3, 3, 4)))).capitalize()

    def sentence(self) -> str:
        pick, draw = self.chance.choice, self.chance.random()
        # Of the other sentences half hold a number, and a few a word of harm without one, as measured.
        kinds = ((self.share, HARM), (self.share * 1.4, NO_NUMBER), (0.5, NUMBER), (1.0, PLAIN))
        form = pick(next(forms for most, forms in kinds if draw < most))
        small = int(self.chance.paretovariate(0.9)) + 1
        number = pick(NUMBERS).format(n=f"{small:,}", m=f"{small + 5:,}", w=pick(WORDS))
        says = pick(SAYS)
        return form.format(
            N=number[0].upper() + number[1:] if form.startswith("{N}") else number,
            who=pick(WHO), how=pick(HOW), place=pick(PLACES), day=pick(DAYS), says=says,
            Says=says[0].upper() + says[1:], Name=f"{self.name()} {self.name()}", name=self.name(),
            n=f"{self.chance.randint(3, 4000):,}", k=self.chance.randint(2, 60),
            yy=self.chance.randint(10, 99), yy2=f"{self.chance.randint(0, 24):02}",
        )  # fmt: skip

    def text(self, characters: int) -> str:
        """At least so many characters, in paragraphs of a few sentences."""
        parts, length = [], 0
        while length < characters:
            parts.append(" ".join(self.sentence() for _ in range(self.chance.randint(2, 5))))
            length += len(parts[-1]) + 2
        return "\n\n".join(parts)


def made_reports(count: int, mix: str = "conflict", sentences: int = 2, seed: int = 7) -> Iterator[dict[str, str]]:
    """Rows of a table of reports: ids are carried through, days run on, some have no publisher or date."""
    maker = Maker(mix, seed)
    for number in range(count):
        row = {
            "report_id": f"made-{number:07}",
            "text": " ".join(maker.sentence() for _ in range(sentences)),
            "published": f"20{12 + number // 336 % 12:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
            "publisher": f"The {PLACES[number % len(PLACES)]} Courier",
        }
        yield {name: cell for name, cell in row.items() if number % 11 or name in {"report_id", "text"}}
