"""The sentences of problems with a figure: no number, two readings, out of bounds, given twice, not adding up."""

from __future__ import annotations

from typing import NamedTuple

from childrights.i18n import N_


class Sentence(NamedTuple):
    """``text`` says what happened, ``cure`` what to do; both are msgids with named gaps."""

    text: str
    cure: str


FIGURE_SENTENCES: dict[tuple[str, str], Sentence] = {
    ("not_a_number", "words"): Sentence(
        N_("“{value}” is not a number."),
        N_("Write the number alone; if there is no figure, leave the cell empty or write n/a."),
    ),
    ("not_a_number", "text"): Sentence(
        N_("“{value}” is not a number."),
        N_("Write the number alone; if there is no figure, leave the cell empty or write n/a."),
    ),
    ("not_a_number", "yes_no"): Sentence(
        N_("“{value}” is an answer, not a number."),
        N_("Write the number, or leave the cell empty."),
    ),
    ("not_a_number", "date"): Sentence(
        N_(
            "“{value}” is a date where a number should be. Spreadsheets turn entries such as 5-10 into dates by "
            "themselves."
        ),
        N_("Type the number again, in a cell formatted as text or number."),
    ),
    ("not_a_number", "struck"): Sentence(
        N_("“{value}” is struck through, so it counts as withdrawn and was not taken."),
        N_("Delete it if it does not hold any more; if it holds, remove the line through it."),
    ),
    ("not_a_number", "struck_label"): Sentence(
        N_("“{value}” is struck through, so its figures count as withdrawn and were not taken."),
        N_("Delete it if it does not hold any more; if it holds, remove the line through it."),
    ),
    ("not_a_number", "raised"): Sentence(
        N_("“{value}” stands above the line like the number of a note, so it was not taken as a figure."),
        N_("Write it as ordinary text if it is a figure."),
    ),
    ("not_a_number", "bound"): Sentence(
        N_("“{value}” gives only a limit, not a figure."),
        N_("Write the exact figure, or leave the cell empty. To hide a small count write <5."),
    ),
    ("not_a_number", "range"): Sentence(
        N_("“{value}” is a range, not one figure."),
        N_("Write one figure; put the lower and upper limits in columns of their own."),
    ),
    ("not_a_number", "approximate"): Sentence(
        N_("“{value}” is only an approximate figure."),
        N_("Write the exact figure, or leave the cell empty and explain in a note."),
    ),
    ("not_a_number", "scale_word"): Sentence(
        N_("“{value}” uses a word or a letter for thousands or millions."),
        N_("Write the number out in full, for example 2300000."),
    ),
    ("not_a_number", "scientific"): Sentence(
        N_("“{value}” is written with an exponent; digits may have been lost."),
        N_("Write the number out in full."),
    ),
    ("not_a_number", "fraction"): Sentence(
        N_("“{value}” gives two numbers, a part and a whole."),
        N_("Write the figure itself; put the part and the whole in columns of their own."),
    ),
    ("not_a_number", "currency"): Sentence(
        N_("“{value}” is an amount of money."),
        N_("Write the figure in the indicator's own unit."),
    ),
    ("not_a_number", "second_figure"): Sentence(
        N_("“{value}” holds more than one figure, and it is not clear what each of them is."),
        N_("Put one figure in each cell."),
    ),
    ("not_a_number", "no_reason"): Sentence(
        N_("There is no figure here, and the status does not say why."),
        N_("Write the figure, or a status such as not_collected."),
    ),
    ("not_a_number", "broken"): Sentence(
        N_("“{value}” looks like a number but cannot be read as one."),
        N_("Type the number again without stray spaces or signs."),
    ),
    ("ambiguous_number", "proportion"): Sentence(
        N_("“{value}” may be per cent or a proportion of one: {readings}."),
        N_("Say which is meant, or write the figure as a percentage like the others."),
    ),
    ("ambiguous_number", "percent_twice"): Sentence(
        N_("“{value}” is shown multiplied by a hundred by its percent format: {readings}."),
        N_("Say which is meant, or format the cell as a plain number."),
    ),
    ("ambiguous_number", "separator"): Sentence(
        N_(
            "“{value}” can be read in two ways, with the comma or point as decimal mark or as thousands mark: "
            "{readings}."
        ),
        N_("Say which is meant, or write the number without a thousands mark."),
    ),
    ("ambiguous_number", "grouping"): Sentence(
        N_("The digits of “{value}” are grouped in an unusual way: {readings}."),
        N_("Write the number without separators."),
    ),
    ("ambiguous_number", "brackets"): Sentence(
        N_("“{value}” is shown in brackets, which may mean a negative number or a small sample: {readings}."),
        N_("Say which is meant, or format the cell as a plain number."),
    ),
    ("ambiguous_number", "format"): Sentence(
        N_("The format of this cell shows something else than the number stored in it: {readings}."),
        N_("Format the cell as a plain number, or write what it shows."),
    ),
    ("ambiguous_number", "unseen"): Sentence(
        N_("“{value}” cannot be seen on the sheet: its colour or its size hides it. It was not taken."),
        N_("Delete it, or make it visible."),
    ),
    ("ambiguous_number", "ragged"): Sentence(
        N_("This line has more or fewer fields than its header, so its figures may stand in the wrong column."),
        N_(
            "Put quotation marks around fields that hold the separator, write figures without separators, fill what is "
            "missing."
        ),
    ),
    ("ambiguous_number", "struck_part"): Sentence(
        N_("A part of this cell is struck through; only the rest was read: “{value}”."),
        N_("Nothing to do if this is right; otherwise write only what holds."),
    ),
    ("ambiguous_number", "comment"): Sentence(
        N_("There is a comment on this cell. Comments are not read, but they may say something about the figures."),
        N_("Read the comment: where a figure does not hold as it stands, correct it. Then remove the comment."),
    ),
    ("ambiguous_number", "zero_or_missing"): Sentence(
        N_("“{value}” may mean zero, or that nothing was counted."),
        N_("Write 0 if there was none; leave the cell empty if nobody counted."),
    ),
    ("ambiguous_number", "status"): Sentence(
        N_("The status “{value}” says that there is no figure, yet the row has one."),
        N_("Correct the status, or remove the figure."),
    ),
    ("ambiguous_number", "serial"): Sentence(
        N_("“{value}” is also how a spreadsheet keeps the date {date}: {typed} typed as a figure turns into it."),
        N_("Look up what was typed. If the figure is wrong, write it again in a column formatted as numbers."),
    ),
    ("ambiguous_number", "decided"): Sentence(
        N_("“{value}” is {shown} by the rest of its column or its heading, but {decided} was decided."),
        N_("Correct the file, or take the decision back."),
    ),
    ("ambiguous_number", "merged"): Sentence(
        N_("This figure stands in a merged cell, so it is not clear which rows or columns it is about."),
        N_("Unmerge the cells and write the figure where it belongs."),
    ),
    ("out_of_range", "below"): Sentence(
        N_("{value} is below the lowest possible figure of this indicator, {minimum}."),
        N_("Check the figure, its sign and its unit."),
    ),
    ("out_of_range", "above"): Sentence(
        N_("{value} is above the highest plausible figure of this indicator, {maximum}."),
        N_("Check the figure and its unit."),
    ),
    ("out_of_range", "not_whole"): Sentence(
        N_("“{value}” is not a whole number, but this indicator counts whole cases."),
        N_("Check the figure and its decimal mark."),
    ),
    ("out_of_range", "beside"): Sentence(
        N_(
            "“{value}” cannot be the header of these figures ({example} among them), and a column or a header at the "
            "end is left over: the figures seem to stand beside their headers."
        ),
        N_("Move the headers over their own columns."),
    ),
    ("out_of_range", "filler"): Sentence(
        N_("{value} stands {times} times: nines alone often fill the place of a missing figure."),
        N_("Leave cells without a figure empty; write n/a where it was not collected."),
    ),
    ("out_of_range", "times_larger"): Sentence(
        N_(
            "The figures of this column are about {times} times those published: {value} here, "
            "{published} for {period}."
        ),
        N_("Check the unit and the decimal mark of the whole column."),
    ),
    ("out_of_range", "times_smaller"): Sentence(
        N_(
            "The figures of this column are about a {times}th of those published: {value} here, "
            "{published} for {period}."
        ),
        N_("Check the unit and the decimal mark of the whole column."),
    ),
    ("out_of_range", "moved"): Sentence(
        N_(
            "{value} stands here for {place}, where {published} is published; it is published for {other}, "
            "and so on down the column: one row moved?"
        ),
        N_("Check that every figure stands beside its own place."),
    ),
    ("out_of_range", "sorted"): Sentence(
        N_(
            "{value} stands here for {place}, where {published} is published; the column holds what is "
            "published in another order: was it sorted without its labels?"
        ),
        N_("Check that every figure stands beside its own place."),
    ),
    ("out_of_range", "other_period"): Sentence(
        N_(
            "{value} stands here for {place} in {period}, where {published} is published; it is what is "
            "published for {other}, and so on down the column: figures of another year?"
        ),
        N_("Check the year of the whole column."),
    ),
    ("out_of_range", "other_period_new"): Sentence(
        N_(
            "{value} stands here for {place} in {period}, but is what is published for {other}, and so on "
            "down the column: figures of another year?"
        ),
        N_("Check the year of the whole column."),
    ),
    ("out_of_range", "other_indicator"): Sentence(
        N_(
            "{value} stands here for {place}, where {published} is published; it is published as {other}, "
            "and so on down the column: the figures of another indicator?"
        ),
        N_("Check the header of the column."),
    ),
    ("out_of_range", "other_indicator_new"): Sentence(
        N_(
            "{value} stands here for {place}, but is published there as {other}, and so on down the column: "
            "the figures of another indicator?"
        ),
        N_("Check the header of the column."),
    ),
    ("out_of_range", "other_group"): Sentence(
        N_(
            "{value} stands here for {place}, where {published} is published; it is published for another "
            "group, and so on down the column: were two groups mixed up?"
        ),
        N_("Check which group the figures of the column are about."),
    ),
    ("out_of_range", "other_group_new"): Sentence(
        N_(
            "{value} stands here for {place}, but is published there for another group, and so on down the "
            "column: were two groups mixed up?"
        ),
        N_("Check which group the figures of the column are about."),
    ),
    ("out_of_range", "swapped"): Sentence(
        N_("{value} stands here and {published} is published, like the rest of the column: were two digits swapped?"),
        N_("Correct the cell if it is wrong; otherwise send it: both are kept apart, and the steward compares them."),
    ),
    ("out_of_range", "digit"): Sentence(
        N_("{value} stands here and {published} is published, like the rest of the column: was a digit lost or added?"),
        N_("Correct the cell if it is wrong; otherwise send it: both are kept apart, and the steward compares them."),
    ),
    ("out_of_range", "interval"): Sentence(
        N_("The figure {value} does not lie between its own limits {lower} and {upper}."),
        N_("Check the figure and its lower and upper limits."),
    ),
    ("out_of_range", "numerator"): Sentence(
        N_("The numerator {numerator} is larger than the denominator {denominator}."),
        N_("Check both numbers."),
    ),
    ("out_of_range", "negative_count"): Sentence(
        N_("The numerator, denominator or sample size of this figure is negative or zero where it cannot be."),
        N_("Check these numbers."),
    ),
    ("out_of_range", "jump"): Sentence(
        N_("{value} is very different from the last published figure, {previous} ({period})."),
        N_("Nothing to do if this is right; otherwise correct the figure."),
    ),
    ("out_of_range", "far"): Sentence(
        N_("{value} is far from the figures of all other places (about {median})."),
        N_("Nothing to do if this is right; otherwise correct the figure."),
    ),
    ("duplicate", "agree"): Sentence(
        N_("The same figure is given again; it first stands in {other}."),
        N_("Nothing to do, or remove one of the two."),
    ),
    ("duplicate", "conflict"): Sentence(
        N_("Two different figures are given for the same place, year and group: see {other}."),
        N_("Keep the right one and remove the other."),
    ),
    ("duplicate", "published"): Sentence(
        N_("{published} is published for this place, group and year ({source}, {period}), and the file says {value}."),
        N_("Correct the cell if it is wrong; otherwise send it: both are kept apart, and the steward compares them."),
    ),
    ("duplicate", "published_hidden"): Sentence(
        N_("The figure published for this place, group and year is hidden: it has few cases ({source}, {period})."),
        N_("Send this figure only if no child can be known by it: it is kept apart, and the steward compares them."),
    ),
    ("duplicate", "overlap"): Sentence(
        N_("This survey area covers provinces that have a figure of their own: see {other}."),
        N_("Keep either the area's figure or the provinces' figures."),
    ),
    ("total_mismatch", "sum"): Sentence(
        N_("This total is {total}, but its parts add up to {sum}."),
        N_("Correct the total or the part that is wrong."),
    ),
    ("total_mismatch", "parts_above"): Sentence(
        N_("This total is {total}, but the parts that are given already add up to {sum}."),
        N_("Correct the total or the part that is wrong."),
    ),
    ("total_mismatch", "between"): Sentence(
        N_("The figure for all is {total}, but its parts lie between {low} and {high}; it must lie between them."),
        N_("Correct the figure for all or the part that is wrong."),
    ),
    ("total_mismatch", "rate"): Sentence(
        N_("{numerator} out of {denominator} makes {computed}, not {value}."),
        N_("Correct the figure, the numerator or the denominator."),
    ),
    ("small_count", "count"): Sentence(
        N_("This count is so small that it could point to a single child."),
        N_("Write <5 instead of the number."),
    ),
    ("small_count", "numerator"): Sentence(
        N_("The number of children behind this figure is so small that it could point to a single child."),
        N_("Leave out the number, or write <5 instead of it."),
    ),
    ("small_count", "cases"): Sentence(
        N_("This figure rests on fewer than {limit} cases: it is kept, but its value is hidden."),
        N_("Nothing needs to be done. Give the figure of a larger area or group if there is one."),
    ),
    ("formula_error", "error_value"): Sentence(
        N_("The formula in this cell ends in an error ({value})."),
        N_("Mend the formula, or write the number."),
    ),
    ("formula_error", "uncached"): Sentence(
        N_("The formula in this cell has no stored result."),
        N_("Open the file in a spreadsheet program and save it again, or write the number."),
    ),
    ("formula_error", "outside"): Sentence(
        N_("The formula in this cell asks another file or the internet; it is never followed."),
        N_("Write the number itself."),
    ),
    ("formula_error", "formula_text"): Sentence(
        N_("“{value}” is a formula kept as text, so it has no result."),
        N_("Write the number itself."),
    ),
    ("not_a_number", "column"): Sentence(
        N_("Every cell below “{value}” holds words and none a figure."),
        N_("Write the figures there, or leave the cells blank where there are none."),
    ),
    ("missing_unit", "cell"): Sentence(
        N_("“{value}” states a unit that is not the unit of this indicator."),
        N_("Write the figure in the indicator's own unit."),
    ),
    ("missing_unit", "contradicts"): Sentence(
        N_("The file states these figures in {declared}, but the indicator is measured in {unit}."),
        N_("Check which indicator is meant, or give the figures in {unit}."),
    ),
    ("missing_unit", "counts_named"): Sentence(
        N_(
            "“{value}” is measured in per cent, but the file speaks of “{words}” and all its numbers are whole: counts?"
        ),
        N_("Say that they are percentages, or give the percentages themselves; counts need an indicator that counts."),
    ),
    ("missing_unit", "counts_bare"): Sentence(
        N_("“{value}” is measured in per cent, but nothing here says so and all its numbers are whole: counts?"),
        N_("Say that they are percentages, or give the percentages themselves; counts need an indicator that counts."),
    ),
    ("missing_unit", "counts_above"): Sentence(
        N_(
            "“{value}” is measured in per cent, but all its numbers are whole and {above} are above 100 (up to "
            "{highest}): counts?"
        ),
        N_("Say that they are percentages, or give the percentages themselves; counts need an indicator that counts."),
    ),
    ("missing_unit", "counts_sum"): Sentence(
        N_("“{value}” is measured in per cent, but the total of {total} is the sum of the rows: counts?"),
        N_("Say that they are percentages, or give the percentages themselves; counts need an indicator that counts."),
    ),
    ("missing_unit", "shares"): Sentence(
        N_("“{value}” adds up to {total} over the places: shares of a total, not the percentage in each place?"),
        N_("Say that each is the percentage of its own place, or give those percentages."),
    ),
    ("missing_unit", "rates_as_counts"): Sentence(
        N_("“{value}” counts whole cases, but {many} of its numbers have decimals ({example}): percentages or rates?"),
        N_("Give the counts themselves, or choose the indicator that measures a percentage or a rate."),
    ),
    ("missing_unit", "decided"): Sentence(
        N_("“{value}” states {declared}, but {unit} was decided for it."),
        N_("Correct the unit in the file, or take the decision back."),
    ),
    ("missing_unit", "decided_scale"): Sentence(
        N_("It was decided that “{value}” is given as proportions, but figures such as {example} are above 1."),
        N_("Take the decision back, or correct the figures in the file."),
    ),
    ("missing_unit", "multiplier"): Sentence(
        N_("“{value}” does not say by which power of ten the figure is to be multiplied."),
        N_("Write 0 for units, 3 for thousands or 6 for millions."),
    ),
}
