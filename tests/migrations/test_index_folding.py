"""Step 0005: what an older file keeps for finding and sorting is folded as what is typed."""

from __future__ import annotations

from facilitator_app.domain.finding import words_in
from facilitator_app.migrations import upgrade
from facilitator_app.store.search import query_of
from tests.migrations import schema

MEMBER = (
    "INSERT INTO member (id, version, forenames, surname, status, sort_name)"
    " VALUES (?, 1, ?, ?, 'current', ?)"
)
WORDS = "INSERT INTO find(rowid, record, title, body) VALUES (?, 'member', ?, ?)"


def test_words_of_an_older_file_are_found_and_sorted_as_new_ones() -> None:
    with schema.in_memory() as connection:
        upgrade.run_steps(connection, to="0004")
        connection.exec_driver_sql(MEMBER, (1, "Łucja", "O’Dowda", "o’dowda, lucja"))
        connection.exec_driver_sql(MEMBER, (2, "Joan", "Smith-Jones", "smith-jones, joan"))
        connection.exec_driver_sql(WORDS, (1, "Łucja O’Dowda", "01632 960123\nl.o@example.org"))
        connection.exec_driver_sql(WORDS, (2, "Joan Smith-Jones", ""))

        def found(typed: str) -> list[int]:
            sql = "SELECT rowid FROM find WHERE find MATCH ?"
            query = query_of(words_in(typed))
            return [one for (one,) in connection.exec_driver_sql(sql, (query,))]

        assert found("lucja") == found("odowda") == found("smithjones") == []
        upgrade.run_steps(connection, to="0005")
        for typed in ("lucja", "Łucja", "odowda", "o'dowda", "+44 1632 960 123", "@example.org"):
            assert found(typed) == [1]
        assert found("smithjones") == [2]
        names = connection.exec_driver_sql("SELECT sort_name FROM member ORDER BY id").scalars()
        assert list(names) == ["o'dowda, lucja", "smith-jones, joan"]
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars()
        assert not [name for name in tables if name.startswith("find_before")]
