"""Record batches: the same claims table however the stream is cut, lazily, and bad reports named."""

from __future__ import annotations

import warnings
from itertools import count

import pandas as pd
import pytest
from made_reports import made_reports
from needs import needed

import casualties
from casualties.errors import CasualtiesWarning, InputTypeError, TableError
from casualties.show.schemas import CLAIMS_SCHEMA

pa = needed("pyarrow")

REPORTS = pa.Table.from_pylist([{"publisher": None, "published": None} | row for row in made_reports(120)])
SERIAL = casualties.claims_table(REPORTS.to_pandas())


def joined(batches: list[pa.RecordBatch]) -> pd.DataFrame:
    return pa.Table.from_batches(batches, CLAIMS_SCHEMA.arrow).to_pandas().astype(CLAIMS_SCHEMA.pandas)


@pytest.mark.parametrize("size", [1, 7, 60, 1000])
def test_the_table_does_not_depend_on_the_cuts(size):
    batches = list(casualties.claims_batches(REPORTS.to_batches(max_chunksize=size)))
    assert all(batch.schema.equals(CLAIMS_SCHEMA.arrow) for batch in batches)
    pd.testing.assert_frame_equal(joined(batches), SERIAL)


def test_a_reader_and_other_column_types_will_do():
    types = {"text": pa.large_string(), "publisher": pa.dictionary(pa.int32(), pa.string()), "published": pa.string()}
    odd = REPORTS.cast(pa.schema([pa.field(n, types.get(n, pa.string())) for n in REPORTS.column_names]))
    pd.testing.assert_frame_equal(joined(list(casualties.claims_batches(odd.to_reader(50)))), SERIAL)


def test_days_may_be_dates_or_timestamps():
    for kind in (pa.date32(), pa.timestamp("us"), pa.timestamp("ns", "UTC")):
        days = REPORTS.column("published").cast(pa.date32()).cast(pa.timestamp("s")).cast(kind)
        dated = REPORTS.set_column(REPORTS.column_names.index("published"), "published", days)
        pd.testing.assert_frame_equal(joined(list(casualties.claims_batches(dated.to_batches()))), SERIAL)


def test_the_stream_is_read_as_it_is_asked_for():
    read = []

    def endless():
        for number in count():
            read.append(number)
            yield pa.RecordBatch.from_pylist(
                [{"text": "Two people were killed.", "report_id": f"{number}-{n}"} for n in range(600)]
            )

    batches = casualties.claims_batches(endless())
    assert read == []
    assert len(next(batches)) == 1024
    assert read == [0, 1]
    batches.close()


def test_no_batch_and_no_claim():
    assert list(casualties.claims_batches([])) == []
    calm = list(casualties.claims_batches([pa.RecordBatch.from_pylist([{"text": "Calm."}])]))
    assert [len(batch) for batch in calm] == [0]
    assert calm[0].schema.equals(CLAIMS_SCHEMA.arrow)


def test_a_bad_report_is_named_by_its_place_in_the_stream_and_the_others_go_on():
    rows = [
        {"text": "Two people were killed.", "report_id": "a", "published": "2011-04-28"},
        {"text": None, "report_id": "b", "published": None},
        {"text": "Two people were killed.", "report_id": "a", "published": None},
        {"text": "Two people were killed.", "report_id": "d", "published": "soon"},
        {"text": "Three people were killed.", "report_id": "e", "published": None},
    ]
    table = pa.Table.from_pylist(rows)
    with pytest.warns(CasualtiesWarning) as caught:
        found = joined(list(casualties.claims_batches(table.to_batches(max_chunksize=2))))
    assert [str(w.message).split(" set aside")[0] for w in caught] == ["row 2 (b)", "row 3 (a)", "row 4 (d)"]
    assert "row 1 already" in str(caught[1].message)
    assert found["report_id"].tolist() == ["a", "e"]


def test_a_cell_that_holds_no_text_or_no_day_is_named_too():
    texts = pa.array([b"Two died.", b"\xb6\xb6", b"Four people died."]).view(pa.string())
    days = pa.array([2**62, 0, 0], pa.timestamp("us"))
    batch = pa.RecordBatch.from_arrays([texts, days], names=["text", "published"])
    with pytest.warns(CasualtiesWarning) as caught:
        found = joined(list(casualties.claims_batches([batch])))
    assert [str(w.message).partition(":")[0] for w in caught] == ["row 1 set aside", "row 2 set aside"]
    assert "text must be str, not UnicodeDecodeError" in str(caught[1].message)
    assert found["low"].tolist() == [4]


def test_unknown_columns_are_named_once():
    batches = pa.Table.from_pylist([{"text": "Calm.", "Title": "x"}, {"text": "Quiet.", "Title": "y"}]).to_batches(
        max_chunksize=1
    )
    with pytest.warns(CasualtiesWarning, match=r"'Title' \(did you mean 'title'\?\)") as caught:
        list(casualties.claims_batches(batches))
    assert len(caught) == 1


UNUSABLE = [
    ([pa.RecordBatch.from_pylist([{"title": "x"}])], TableError, "needs the column 'text'; this one has title"),
    ([pa.RecordBatch.from_arrays([pa.array(["a"])] * 2, names=["text", "text"])], TableError, "'text' stands twice"),
    ([REPORTS], InputTypeError, "not Table. Try table.to_batches()"),
    (["text"], InputTypeError, "record batches, not str"),
]


@pytest.mark.parametrize(("batches", "error", "said"), UNUSABLE, ids=[said for _, _, said in UNUSABLE])
def test_an_unusable_batch_is_an_error(batches, error, said):
    with pytest.raises(error) as caught:
        list(casualties.claims_batches(batches))
    assert said in str(caught.value)


def test_what_no_table_can_hold_is_mended():
    text = "Police said 99999999999999999999 people were killed in Tamra. The \ud83d was shut."
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        direct = casualties.claims_table(pd.DataFrame({"text": [text.replace("\ud83d", "\ufffd")], "report_id": ["x"]}))
        found = joined(
            list(
                casualties.claims_batches(
                    [pa.RecordBatch.from_pylist([{"text": text.replace("\ud83d", "\ufffd"), "report_id": "x"}])]
                )
            )
        )
    pd.testing.assert_frame_equal(found, direct)
