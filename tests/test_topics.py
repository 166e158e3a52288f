"""Topics: one per scope, with the range its claims support and the voices behind it."""

from __future__ import annotations

from compared import claim, of

from casualties.compare.reconcile import reconcile


def topic(*several):
    return reconcile(of(*several)).topics[0]


def test_claims_that_agree_support_their_intersection():
    found = topic(
        claim("a", "at least 40", by="police"), claim("b", "30-45", by="doctors"), claim("c", 42, by="a paper")
    )
    assert (found.low, found.best, found.high, found.contradicted) == (42, 42, 42, False)


def test_claims_that_contradict_each_other_support_their_hull():
    found = topic(claim("a", 20, by="police"), claim("b", 95, by="the union"))
    assert (found.low, found.high, found.contradicted) == (20, 95, True)


def test_growth_is_a_hull_without_contradiction():
    found = topic(claim("a", 20, by="police", on="2019-05-03"), claim("b", 35, by="police", on="2019-05-04"))
    assert (found.low, found.high, found.contradicted) == (20, 35, False)


def test_an_open_end_stays_open():
    found = topic(claim("a", "at least 20", by="police"))
    assert (found.low, found.best, found.high) == (20, 20, None)


def test_what_gives_no_number_supports_none():
    found = topic(claim("a", 40, by="police", status="denied"))
    assert (found.low, found.best, found.high) == (None, None, None)


def test_voices_are_counted():
    found = topic(
        claim("a", 20, by="police", report="one"),
        claim("b", 20, by="police", via="a paper", report="two"),
        claim("c", 20, by="doctors", report="two"),
    )
    assert (found.n_reports, found.n_sources, found.n_origins) == (2, 2, 2)


def test_other_outcomes_places_and_victims_are_other_topics():
    found = reconcile(
        of(
            claim("a", 20),
            claim("b", 20, "injured"),
            claim("c", 20, where="Kolsa"),
            claim("d", 20, group="children"),
            claim("e", 21),
        )
    ).topics
    assert [t.claim_ids for t in found] == [("a", "e"), ("b",), ("c",), ("d",)]


def test_parts_of_a_sum_do_not_narrow_the_whole():
    found = topic(
        claim("w", 42, by="clinic"),
        claim("p", 14, by="clinic", who="staff"),
        claim("q", 28, by="clinic", who="patients"),
    )
    assert (found.claim_ids, found.low, found.high) == (("w",), 42, 42)


DAY = {"days": "2019-05-03", "at": 0}
CONVOY = "A bomb hit a convoy of buses with evacuees at the river crossing"


def test_reports_of_one_incident_share_a_topic_however_they_word_its_place():
    told = reconcile(
        of(
            claim("a", 20, report="one", where="Tamra", path="TM/Coast/Tamra", quote=CONVOY, on="2019-05-03", **DAY),
            claim("b", 26, report="two", where="the coast", path="TM/Coast", quote=CONVOY, on="2019-05-04", **DAY),
            claim("c", 4, report="three", where="Kolsa", path="TM/Coast/Kolsa", quote="Shells fell", **DAY),
        )
    ).topics
    assert [t.claim_ids for t in told] == [("a", "b"), ("c",)]
    assert (told[0].n_reports, told[0].low, told[0].high) == (2, 20, 26)


def test_two_towns_of_one_report_are_two_topics():
    told = reconcile(
        of(
            claim("all", 16, where="the coast", path="TM/Coast", **DAY),
            claim("a", 7, where="Tamra", path="TM/Coast/Tamra", **DAY),
            claim("b", 7, where="Kolsa", path="TM/Coast/Kolsa", **DAY),
        )
    ).topics
    assert sorted(t.claim_ids for t in told) == [("a",), ("all",), ("b",)]


def test_rows_of_a_typed_table_are_as_typed():
    typed = of(claim("a", 20, days="2019-05-03"), claim("b", 20, days="2019-05-04"), claim("c", 20))
    assert len(reconcile(typed).topics) == 3


def test_a_running_toll_stays_with_the_incident_of_its_own_report():
    """Two incidents of one country: the toll of the report about the first is not counted with the second."""
    here = {"days": "2019-05-03", "at": 0, "path": "TM/Coast/Tamra"}
    toll = {"where": "Tamraland", "path": "TM", "at": 90, "on": "2019-05-05"}
    rows = [
        claim("a", 112, report="r1", **here),
        claim("b", 112, report="r1", cumulative=True, **toll),
        claim("c", 6, report="r2", **{**here, "days": "2019-05-09", "path": "TM/Hills/Kolsa"}),
        claim("d", 6, report="r2", **{**toll, "on": "2019-05-11"}),
    ]
    together = {t.claim_ids for t in reconcile(of(*rows)).topics}
    assert ("c", "d") in together
    assert not any({"b", "c"} <= set(ids) for ids in together)
