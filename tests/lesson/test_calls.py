"""A verb of a lesson that gets something odd says so in its own short words, and never gives no rows."""

import calls


def test_no_odd_value_ends_in_a_foreign_error_or_in_silence(monkeypatch, tmp_path):
    monkeypatch.setenv("HELPERS_MY_WORK", str(tmp_path))
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    found = dict(calls.outcomes())
    assert len(found) > 300
    assert {call: fault for call, fault in found.items() if fault} == {}
