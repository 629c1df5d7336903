"""Every stored setting of every chart, wide and on a telephone: nothing cut, covered, too small or outside."""

import pytest

pytestmark = pytest.mark.browser
SMALLEST = 12  # pixels of a letter's size

# Words are compared without the air above and below their letters; turned words have no honest box.
FAULTS = """({ root, smallest }) => {
    const chart = root.querySelector(".kx-chart"), { _fullLayout: layout, _fullData: data } = chart;
    const picture = chart.querySelector(".main-svg").getBoundingClientRect();
    const faults = [];
    const shown = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const turned = (text) => /rotate\\((?!0[,)])/.test(text.getAttribute("transform") ?? "");
    const words = [...chart.querySelectorAll(".main-svg text")].filter((text) => text.textContent.trim())
        .filter((text) => shown(text) && !text.closest(".hoverlayer, .modebar")).map((text) => {
            const { left, right, top, bottom } = text.getBoundingClientRect(), air = (bottom - top) * 0.15;
            const size = parseFloat(getComputedStyle(text.querySelector("tspan") ?? text).fontSize);
            return { said: text.textContent, left, right, top: top + air, bottom: bottom - air, size,
                straight: !turned(text) };
        }).filter(({ left, right }) => right > left);
    for (const { said, left, right, top, bottom, size } of words) {
        if (size < smallest) faults.push(`“${said}” has letters of ${size} px`);
        const cut = Math.max(picture.left - left, right - picture.right, picture.top - top, bottom - picture.bottom);
        if (cut > 1) faults.push(`“${said}” is cut by ${Math.round(cut)} px`);
    }
    words.forEach((one, i) => words.slice(i + 1).forEach((other) => {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 1 && one.straight && other.straight)
            faults.push(`“${one.said}” lies on “${other.said}”`);
    }));
    const axis = (trace, letter) => layout[`${letter}axis${(trace[`${letter}axis`] ?? letter).slice(1)}`];
    const within = (axis, value) => {
        if (axis.type === "category") return true;
        const [low, high] = axis.range.map((end) => axis.r2l(end)).sort((a, b) => a - b);
        const place = axis.d2l(value), spare = (high - low) / 1e6;
        return place >= low - spare && place <= high + spare;
    };
    for (const trace of data) {
        const marked = trace.type === "bar" || /markers|text/.test(trace.mode ?? "");
        const map = axis(trace, "x").scaleanchor || axis(trace, "y").scaleanchor; // a window on more than it shows
        if (!trace.visible || !marked || !trace.x || map) continue;
        const ends = (i, letter) => {
            const value = trace[letter][i], along = (trace.orientation === "h") === (letter === "x");
            if (trace.type !== "bar" || !along) return [value];
            const base = Number(trace.base?.[i] ?? trace.base ?? 0);
            return [base, base + Number(value)];
        };
        [...trace.x].forEach((x, i) => {
            if (x === null || trace.y[i] === null || x === undefined || trace.y[i] === undefined) return;
            for (const letter of "xy")
                if (!ends(i, letter).every((end) => within(axis(trace, letter), end)))
                    faults.push(`“${trace.name ?? trace.type}” has a mark at ${x}, ${trace.y[i]} outside its axes`);
        });
    }
    const colors = (markup) => [...markup.matchAll(/(?:fill|stroke)="(#[0-9A-Fa-f]{6})"/g)].map(([, color]) =>
        `rgb(${[1, 3, 5].map((place) => parseInt(color.slice(place, place + 2), 16)).join(", ")})`);
    const drawn = new Set([...chart.querySelectorAll(".main-svg path, .main-svg rect, .main-svg line, .main-svg text")]
        .filter(shown).flatMap((part) => [getComputedStyle(part).fill, getComputedStyle(part).stroke]));
    for (const [sign, label] of layout.meta.key ?? [])
        if (!colors(decodeURIComponent(sign)).some((color) => drawn.has(color)))
            faults.push(`the key has “${label}”, and no mark`);
    return faults;
}"""

ALL = """async ({ root, smallest }) => {
    const controls = [...root.querySelectorAll("[data-options]")], found = [];
    const counts = controls.map((control) => JSON.parse(control.dataset.options).length);
    const set = (control, place) => {
        const button = control.querySelectorAll("[type=radio]")[place];
        if (button) button.checked = true; else control.value = place;
    };
    const count = counts.reduce((product, one) => product * one, 1);
    for (let setting = 0; setting < count; setting++) {
        let rest = setting;
        const places = counts.map(() => 0);
        for (let i = counts.length - 1; i >= 0; i--) {
            places[i] = rest % counts[i];
            rest = Math.floor(rest / counts[i]);
        }
        controls.forEach((control, i) => set(control, places[i]));
        controls[0]?.dispatchEvent(new Event("input", { bubbles: true }));
        while (controls.length && Number(root.dataset.shown) !== setting) await new Promise(requestAnimationFrame);
        const named = places.map((place, i) => JSON.parse(controls[i].dataset.options)[place]).join(", ");
        const told = root.querySelector(".kx-chart").layout.meta.title;
        found.push(...(FAULTS)({ root, smallest }).map((fault) => [`${told} (${named})`, fault]));
    }
    return found;
}""".replace("(FAULTS)", f"({FAULTS})")


@pytest.mark.parametrize("width", [1280, 390])
def test_in_every_setting_nothing_is_cut_covered_too_small_or_outside(page, width):
    page.at_width(width)
    faults = {}
    for explorer in page.explorers():
        found = explorer.root.evaluate(f"root => ({ALL})({{ root, smallest: {SMALLEST} }})")
        for place, fault in found:
            faults.setdefault((explorer.name, fault), []).append(place)
    told = [f"{len(places)} × {fault}: {places[0]}" for (_, fault), places in faults.items()]
    assert not told, f"{len(told)} faults:\n" + "\n".join(told)
