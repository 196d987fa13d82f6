"""What styles say about what is printed."""

from __future__ import annotations

import pytest

from ingest.web.styles import Styles


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".a{display:none}", True),
        ("p.a { color:red; DISPLAY : none !important }", True),
        ("<!-- .a{visibility:hidden} -->", True),
        ("/* .a{display:none} */", False),
        (".box .a{display:none}", False),
        (".a:hover{display:none}", False),
        ("@media print{.a{display:none}}", False),
        ("@charset 'utf-8'; .a{display:none}", True),
        (".a{display:none", False),
        (".a{display:none}.a{display:block}", False),
    ],
)
def test_only_plain_rules_hide(css: str, hidden: bool) -> None:
    assert Styles(f"<style>{css}</style>").look("p", {"class": "a"}).hidden is hidden


def test_an_elements_own_style_comes_last() -> None:
    styles = Styles("<style>.a{display:none;font-weight:bold}</style>")
    look = styles.look("p", {"class": "a", "style": "display:block;font-size:16px"})
    assert (look.hidden, look.bold, look.size) == (False, True, 12.0)


def test_excels_indentation_counts_in_blanks() -> None:
    assert Styles("").look("td", {"style": "padding-left:12px;mso-char-indent-count:2"}).indent == 4
