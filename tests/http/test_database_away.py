"""The database stops, hangs or comes back in the middle of the day."""

import os
import signal

from desk import wait_until


def workers(desk):
    return sorted(desk.workers("fast") + desk.workers("slow"))


def test_without_the_database_people_are_told_and_keep_their_text(desk,
                                                                  customer):
    page = customer.get("/tickets/new")
    before = workers(desk)
    desk.hold("mariadb")
    try:
        answer = customer.get("/tickets")
        assert answer.status == 503
        assert answer.header("Retry-After")
        assert "We are busy right now" in answer.text
        sent = customer.ask_for_help(
            "Not lost", "A long story & <b>more</b>", page)
        assert sent.status == 503
        assert "A long story &amp; &lt;b&gt;more&lt;/b&gt;" in sent.text
        assert desk.ask("GET", "/healthz").status == 503
        assert desk.ask("GET", "/static/css/base.css").status == 200
    finally:
        desk.release("mariadb")
    assert workers(desk) == before  # nobody had to be started again
    again = sent.form("/tickets")
    assert again["body"] == "A long story & <b>more</b>"
    done = customer.post("/tickets", again)
    assert done.status == 303
    assert "Not lost" in customer.get("/tickets").text


def test_the_workers_are_back_after_the_database(desk, customer):
    assert customer.get("/tickets").status == 200
    before = workers(desk)
    desk.hold("mariadb")
    assert customer.get("/tickets").status == 503
    (desk.home / "hold-mariadb").unlink()
    wait_until(desk.sql_works)
    wait_until(lambda: customer.get("/tickets").status == 200)
    for _ in range(20):
        assert customer.get("/tickets").status == 200
    assert workers(desk) == before


def test_a_killed_database_costs_nobody_a_written_line(desk, customer):
    written = []
    for i in range(5):
        assert customer.ask_for_help(f"Kept {i}").status == 303
        written.append(f"Kept {i}")
        pid = desk.pid("mariadb")
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: desk.pid("mariadb") != pid)
        wait_until(desk.healthy)
    text = customer.get("/tickets").text
    assert all(w in text for w in written)
    assert desk.sql("SELECT COUNT(*) FROM ticket t WHERE NOT EXISTS"
                   " (SELECT 1 FROM message m WHERE m.ticket_id = t.id)"
                   " OR NOT EXISTS (SELECT 1 FROM event e"
                   " WHERE e.ticket_id = t.id)") == [["0"]]


def test_a_hanging_database_is_not_waited_for_for_ever(desk, customer):
    db = desk.pid("mariadb")
    os.kill(db, signal.SIGSTOP)
    try:
        # While it hangs: it is let go only afterwards.
        answer = customer.get("/tickets")
        assert answer.status in (502, 503, 504)
        assert "nginx" not in answer.text
    finally:
        os.kill(db, signal.SIGCONT)
    wait_until(desk.healthy)
    wait_until(lambda: customer.get("/tickets").status == 200)
