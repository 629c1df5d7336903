"""`publish --html DIR`: pages that read from a USB stick, with no network and no Python."""

from itertools import zip_longest

import pytest

from helpers.data import all_notebooks

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(browser):
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.asked, opened.errors = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.on(
        "console", lambda message: opened.errors.append(message.text) if message.type == "error" else None
    )
    yield opened
    context.close()


def test_the_links_lead_through_all_lessons_and_every_control_works(site, tab, explorers):
    lessons = all_notebooks()
    tab.goto((site / "index.html").as_uri())
    tab.get_by_role("link", name="Start here").click()
    for lesson, following in zip_longest(lessons, lessons[1:]):
        assert lesson.stem in tab.url
        for explorer in explorers(tab):
            for control in explorer.controls:
                explorer.step(explorer.by_keyboard, control)
                assert all(explorer.shown()["words"].values())
        if following:
            tab.locator("a[rel=next]").click()
            tab.wait_for_url(f"**/{following.stem}.html")
    assert tab.errors == []
    assert [address for address in tab.asked if not address.startswith(("file:", "data:", "blob:"))] == []


ATTACK = """<script>window.ran = "script"</script><img src="x" onerror="window.ran = 'onerror'">
<a id="bad" href="javascript:window.ran = 'link'">x</a><iframe src="https://example.org/"></iframe>"""
REFUSED = """async () => {
    document.querySelector("#bad").click();
    const script = Object.assign(document.createElement("script"), { textContent: "window.ran = 'element'" });
    document.body.append(script);
    return await fetch("https://example.org/").then(() => "answered", () => "refused"); }"""


def test_the_policy_runs_the_scripts_of_a_page_and_no_others(site, tab, explorers):
    page = site / f"{all_notebooks()[0].stem}.html"
    sound = page.read_text("utf-8")
    assert sound.index("Content-Security-Policy") < sound.index("<script")
    attacked = site / "attacked.html"
    attacked.write_text(sound.replace("</body>", f"{ATTACK}</body>"), "utf-8")
    tab.goto(attacked.as_uri())
    assert explorers(tab)
    assert tab.evaluate(REFUSED) == "refused"
    assert tab.evaluate("window.ran ?? 'nothing'") == "nothing"
    said = " ".join(tab.errors)
    assert "script-src" in said and "connect-src" in said
    assert [address for address in tab.asked if address.startswith("http")] == []
    attacked.write_text(attacked.read_text("utf-8").replace("Content-Security-Policy", "none"), "utf-8")
    tab.goto(attacked.as_uri())
    assert tab.evaluate("window.ran") in ("script", "onerror")  # without the policy the attack works
    attacked.unlink()
