"""What publish finds again in stored HTML: every reader reads what its writer wrote, in any order."""

from helpers.lesson import stored

ALT = 'A line, "held" <1 km²> & more.'


def test_packed_charts_are_found_and_changed_in_any_form():
    page = f"<script>if (1 < 2) {{}}</script>{stored.chart_data('AAA=')}"
    other = '<script class="now kx-data" type="text/plain">BBB=</script><script class="kx">x</script>'
    assert stored.packed_in(page + other) == ["AAA=", "BBB="]
    changed = stored.with_packed(page + other, str.lower)
    assert stored.packed_in(changed) == ["aaa=", "bbb="] and changed.lower() == (page + other).lower()


def test_row_ids_come_back_as_they_were():
    row_id = "units_mapped_names:russia|[PMC] \"Bears\" & 'Frigate'|2024-10-24"
    page = f"<li {stored.row_mark(row_id)}>x</li>" + '<tr class="a" data-row="units:b"><td></td></tr>'
    assert stored.row_ids_in(page) == [row_id, "units:b"]


def test_a_picture_is_put_into_its_place_whatever_the_order_of_attributes():
    page = (
        f'<div>{stored.picture_place("abc", ALT)}<img alt="x > y" data-figure="def"><img src="other"></div>'
    )
    assert stored.pictures_in(page) == {"abc": None, "def": None}
    filled = stored.with_picture(stored.with_picture(page, "abc", "data:1"), "def", "data:2")
    assert stored.pictures_in(filled) == {"abc": "data:1", "def": "data:2"}
    assert '<img src="other">' in filled and stored.with_picture(filled, "abc", "data:1") == filled
    again = stored.with_picture(filled, "abc", "data:3")
    assert stored.pictures_in(again) == {"abc": "data:3", "def": "data:2"}
    assert stored.pictures_in(stored.without_pictures(again)) == {"abc": None, "def": None}


def test_a_placed_picture_keeps_its_alt_sentence():
    filled = stored.with_picture(stored.picture_place("abc", ALT), "abc", "data:1")
    src, mark, alt = (f" {name}=" for name in ("src", "data-drawn", "alt"))
    assert filled.replace(stored.picture_place("abc", ALT).partition(alt)[2], "").endswith(alt)
    assert filled.index(src) < filled.index(mark) < filled.index(alt)


def test_another_picture_than_the_placed_one_is_seen():
    filled = stored.with_picture(stored.picture_place("abc", ALT), "abc", "data:1")
    assert stored.replaced_pictures(filled) == []
    assert stored.replaced_pictures(filled.replace("data:1", "data:2")) == ["abc"]
    assert stored.replaced_pictures(filled.replace('"abc"', '"def"')) == ["def"]
