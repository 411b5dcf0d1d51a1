"""Markup of ours."""

from __future__ import annotations

from ui.parts.markup import whole_figures


def test_a_sign_of_percentage_stays_with_its_figure() -> None:
    whole = '<span class="cr-whole">16.4 %</span>'
    assert whole_figures("from 16.4 % (A & B)") == f"from {whole} (A &amp; B)"
    assert whole_figures("(16.4 %)") == f"({whole})"
    assert whole_figures("<b> of % of") == '&lt;b&gt; <span class="cr-whole">of %</span> of'
    assert whole_figures("Stunting, 2021–22") == 'Stunting, <span class="cr-whole">2021–22</span>'
