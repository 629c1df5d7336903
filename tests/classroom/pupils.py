"""A made-up class: 25 seats with files of both kinds, and files that are damaged or hostile."""

import json
import random

TRIES = {
    "the_balance-1": [[["a", "e"]], [["a", "b", "e"], ["a", "e"]], [["a"]], [["a", "e", "z"]], [[]]],
    "the_balance-2": [["1,33"], [1.6, "4/3", 1.3333], ["0.75"], [" 2.00 "], ["1 333"], ["33 %"]],
    "the_balance-3": [["B"], ["a", "b"], ["my name is Ann"], [["a"]]],
    "the_incursion-7": [
        [{"30 mi² in km²": 78, "90 km² in mi²": "35", "1,260 of 29,997 km², per cent": "4,2"}],
        [{"30 mi² in km²": 48, "90 km² in mi²": 56, "1,260 of 29,997 km², per cent": 99.5}],
        [{"30 mi² in km²": 78}],
    ],
    "losses_and_the_test-6": [
        [dict.fromkeys("abcdef", "word")],
        [dict.fromkeys("abcdef", "act"), {**dict.fromkeys("abcdef", "word"), "e": "Act"}],
        [dict.fromkeys("abcdef", "<img src=x onerror=alert(1)>")],
    ],
}
QUIZ = {
    "the_balance-quiz-1": [
        ["A ceiling became a count."],
        ["The headline rounded the number.", "A ceiling became a count."],
        ["The headline corrected the president."],
    ],
    "the_balance-quiz-2": [["It may not: moved is not present."], ["It may, because both count soldiers."]],
}
GUESSES = {
    "the_balance-a": [
        {"lowest": "1,3", "highest": "2"},
        {"lowest": "1.33", "highest": "two"},
        {"lowest": "1 000,5", "highest": "-3 %"},
    ],
    "the_incursion-a": ["9 Aug 2024", "never"],
    "losses_and_the_test-a": [3, "9", 0.5],
}
HOSTILE = {
    "bad/nan.json": b'{"course": "kursk-notebooks", "version": 1, "seat": "N1", "ratings": {"Q01": NaN}}',
    "bad/list.json": b"[1, 2]",
    "bad/code.json": b"__import__('os').system('touch ran')",
    "bad/latin.json": '{"seat": "é"}'.encode("latin-1"),
    "bad/other.json": b'{"course": "another", "version": 1, "seat": "X1"}',
    "bad/newer.json": b'{"course": "kursk-notebooks", "version": 2, "seat": "X2"}',
    "bad/seat.json": b'{"course": "kursk-notebooks", "version": 1, "seat": "<b>Ann</b>"}',
    "bad/form.json": b'{"course": "kursk-notebooks", "version": 1, "seat": "X3", "answers": [1]}',
    "bad/large.json": b" " * 1_000_001,
    "bad/quiz.json": b'{"course": "kursk-notebooks", "version": 1, "seat": "X3", "quiz": [1]}',
    "Ann Smith/guesses.json": b"{}",
    "guesses.json": b"{}",
    "X4/ratings.csv": b"question_id,claim_id,percent,knew,saved_at\nQ01,S01a,101x,no,\n",
    "X5/ratings.csv": b"question_id;percent\nQ01;30\n",
    "X6/answers.json": b"{" * 10,
}
IN_PART = {
    "X7/answers.json": b'{"the_balance-1": [["a", "e"]], "nothing-1": ["a"], '
    b'"the_balance-2": [null], "the_balance-3": "b"}',
    "X8/ratings.csv": b"question_id,claim_id,percent,knew,saved_at\r\nQ01,S01a,101,no,\r\n"
    b"Q02,S05,40,perhaps,\r\nQ99,S05,40,no,\r\n",
    "x9.json": b'{"course": "kursk-notebooks", "version": 1, "seat": "X9", '
    b'"guesses": {"__proto__": "1", "the_incursion-a": "10 Aug"}, '
    b'"quiz": {"__proto__": ["1"], "the_balance-quiz-1": ["constructor"], "the_balance-quiz-2": [], '
    b'"the_balance-quiz-9": ["A ceiling became a count."], "the_balance-1": ["a"]}}',
}


def write_class(folder, known, size=25):
    """Write the files of a class: half as pages save them, half as my_work holds them."""
    chance = random.Random(7)
    for number in range(size):
        seat = {
            "seat": f"A{number:02}",
            "guesses": {key: chance.choice(all_) for key, all_ in GUESSES.items()},
            "ratings": {
                key: {"percent": chance.randrange(101), "knew": chance.choice(["no", "no", "yes", "read"])}
                for key in list(known["ratings"])[:12]
            },
            "answers": {key: chance.choice(all_) for key, all_ in TRIES.items()},
            "quiz": {key: chance.choice(all_) for key, all_ in QUIZ.items()},
        }
        (_as_page if number % 2 else _as_my_work)(folder, seat)


def write_files(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _as_page(folder, seat):
    held = {"course": "kursk-notebooks", "version": 1, **seat}
    write_files(folder, {f"answers {seat['seat']}.json": json.dumps(held).encode("utf-8-sig")})


def _as_my_work(folder, seat):
    rows = "".join(
        f"{key},S00,{one['percent']},{one['knew']},2026-11-27T10:00:00\n"
        for key, one in seat["ratings"].items()
    )
    kept = {key: {"ask": "?", "guess": one, "kept_on": "2026-11-27"} for key, one in seat["guesses"].items()}
    files = {
        "guesses.json": json.dumps(kept),
        "answers.json": json.dumps(seat["answers"]),
        "ratings.csv": f"question_id,claim_id,percent,knew,saved_at\n{rows}",
        "sentences.json": '{"the_balance": {"text": "no answer to count", "saved": "2026-11-27"}}',
        ".lock": "",
    }
    files = {f"{seat['seat']}/my_work/{name}": text.encode() for name, text in files.items()}
    write_files(folder, files)
