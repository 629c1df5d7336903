"""Legible for everybody: contrast on white, apart for three kinds of colour-blindness and in greyscale."""

from itertools import combinations

import numpy as np
import pytest

from helpers.charts import theme

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
SIMULATED = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
CAN_MEET = {
    **{
        key: theme.ACTORS[key].color
        for key in theme.ACTORS
        if key not in ("multinational", "other", "independent")
    },
    **{key: theme.MAPPERS[key].color for key in ("deepstate", "project_owl", "creamy_caprice")},
}


def linear(color):
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("color", sorted({*CAN_MEET.values(), *(s.color for s in theme.ACTORS.values())}))
def test_contrast_on_white(color):
    luminance = TO_XYZ[1] @ linear(color)
    assert 1.05 / (luminance + 0.05) >= 3


@pytest.mark.parametrize("eye", SIMULATED)
def test_any_two_that_can_meet_stay_apart(eye):
    seen = {key: lab(np.array(SIMULATED[eye]) @ linear(color)) for key, color in CAN_MEET.items()}
    distances = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in combinations(seen, 2)}
    assert min(distances.values()) >= 14, min(distances, key=distances.get)


def test_any_two_that_can_meet_differ_in_greyscale():
    lightness = sorted(lab(linear(color))[0] for color in CAN_MEET.values())
    assert min(np.diff(lightness)) >= 3


def test_the_two_sides_are_not_red_and_green_and_differ_in_dash_and_mark():
    ukraine, russia = theme.ACTORS["ukraine"], theme.ACTORS["russia"]
    assert (ukraine.dash, ukraine.symbol) != (russia.dash, russia.symbol)
    assert linear(ukraine.color).argmax() == 2  # blue


def test_every_actor_has_a_mark_of_its_own():
    symbols = [style.symbol for style in theme.ACTORS.values()]
    assert len(set(symbols)) == len(symbols)


def test_the_template_is_small():
    assert len(str(theme.template().to_plotly_json())) < 1500
