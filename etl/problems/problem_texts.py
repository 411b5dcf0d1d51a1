"""The sentences of all problems: what happened, and what to do about it. Plain literals, so gettext finds them.

Problems with labels, sheets, files and persons stand here, those with figures in ``figure_texts``.
"""

from __future__ import annotations

from childrights.i18n import N_
from etl.problems.figure_texts import FIGURE_SENTENCES, Sentence

_LABEL_CODES = ("unknown_area", "unknown_indicator", "unknown_year", "unknown_category", "missing_unit")
_UNLOOKED = Sentence(
    N_(
        "“{value}” was not looked at: so many labels of this file are not understood that only known names were looked "
        "for from here on."
    ),
    N_("Correct the labels that are named before it, or split the file, and check it again."),
)

SENTENCES: dict[tuple[str, str], Sentence] = {
    ("unknown_area", "unknown"): Sentence(
        N_("“{value}” is not a province, a survey area or the country as we know them."),
        N_("Write the province's name or its code, for example Kampong Speu or KH05."),
    ),
    ("unknown_area", "doubtful"): Sentence(
        N_("“{value}” is not a place we know."),
        N_("Did you mean {candidates}? Correct the cell, or confirm the place."),
    ),
    ("unknown_area", "typo"): Sentence(
        N_("“{value}” was read as {area}."),
        N_("Nothing to do if this is right; otherwise correct the spelling."),
    ),
    ("unknown_area", "nowhere"): Sentence(
        N_("Nothing says which place these figures are about."),
        N_("Add a column with the province, or write the province or “Cambodia” in the title."),
    ),
    ("unknown_area", "clash"): Sentence(
        N_("Two different places are given for this figure."),
        N_("Leave only one place for it in the row, the column and the title."),
    ),
    ("unknown_area", "sheet_name"): Sentence(
        N_("The sheet is called “{name}”, but its figures are of other places, and were taken so."),
        N_("Correct the name of the sheet, or the places."),
    ),
    ("unknown_area", "blank"): Sentence(
        N_("This row has a figure but no place."),
        N_("Write the province's name or its code in this cell."),
    ),
    ("unknown_area", "district"): Sentence(
        N_("“{value}” is below a province: a district or commune is never counted as its province."),
        N_("Leave out districts and communes, or give the figure of the whole province."),
    ),
    ("unknown_area", "other_country"): Sentence(
        N_("These rows are about {country}, not about Cambodia."),
        N_("Leave out the rows of other countries."),
    ),
    ("unknown_area", "remembered"): Sentence(
        N_("“{value}” was read as {area}, as you confirmed before."),
        N_("Nothing to do if this is right; otherwise say what it means in this file."),
    ),
    ("unknown_area", "decided"): Sentence(
        N_("“{value}” names {area}, but {other} was decided for it."),
        N_("Correct the name in the file, or take the decision back."),
    ),
    ("unknown_area", "decided_part"): Sentence(
        N_("“{value}” is below or beyond a province, so it cannot be {other}, as was decided."),
        N_("Give the figure of the whole province, or leave this out."),
    ),
    ("unknown_area", "not_a_domain"): Sentence(
        N_("{area} is not one of the survey areas we know."),
        N_("Check which provinces the figure covers."),
    ),
    ("unknown_area", "missing_areas"): Sentence(
        N_("{indicator}: no figures for {areas}, which had one for {period}."),
        N_("Nothing to do if they were not measured this time; otherwise add the missing rows."),
    ),
    ("unknown_indicator", "unknown"): Sentence(
        N_("“{value}” is not an indicator we know."),
        N_("Choose the indicator it means, or skip it and say why."),
    ),
    ("unknown_indicator", "doubtful"): Sentence(
        N_("“{value}” could be more than one indicator, or is not quite a name we know."),
        N_("Did you mean {candidates}? Confirm the one you mean."),
    ),
    ("unknown_indicator", "not_this"): Sentence(
        N_("“{value}” was said to be {indicator}, but by its own words it is something else: {words}."),
        N_("Choose the indicator that these words mean, or correct the words in the file."),
    ),
    ("unknown_indicator", "remembered"): Sentence(
        N_("“{value}” was read as {indicator}, as you confirmed before."),
        N_("Nothing to do if this is right; otherwise say what it means in this file."),
    ),
    ("unknown_indicator", "nowhere"): Sentence(
        N_("Nothing says which indicator these figures are."),
        N_("Write the indicator's name above the figures or in the title."),
    ),
    ("unknown_indicator", "clash"): Sentence(
        N_("Two different indicators are given for this figure."),
        N_("Leave only one indicator for it in the row, the column and the title."),
    ),
    ("unknown_indicator", "dhs"): Sentence(
        N_("“{label}” ({value}) of the DHS Program is not an indicator we have."),
        N_("Nothing to do, or say which indicator it is; skip it and say why to leave it out."),
    ),
    ("unknown_indicator", "dhs_span"): Sentence(
        N_("“{label}” ({value}) is counted over other years than the indicators we have: {span}."),
        N_("Nothing to do, or say which indicator it is; skip it and say why to leave it out."),
    ),
    ("unknown_indicator", "blank"): Sentence(
        N_("This row has a figure but no indicator."),
        N_("Write the indicator's name or its code in this cell."),
    ),
    ("unknown_indicator", "no_header"): Sentence(
        N_("This column of numbers has no header."),
        N_("Write above it what the numbers are, or remove the column."),
    ),
    ("unknown_indicator", "other_definition"): Sentence(
        N_("These figures equal what is published as {other}, which has another definition."),
        N_("Check which of the two definitions the figures follow."),
    ),
    ("unknown_year", "not_a_year"): Sentence(
        N_("“{value}” is not a year or a school year."),
        N_("Write the year like 2014, or a school year like 2020-21."),
    ),
    ("unknown_year", "out_of_bounds"): Sentence(
        N_("“{value}” is a year that figures cannot be about."),
        N_("Check the year: it must lie between 1950 and next year."),
    ),
    ("unknown_year", "serial"): Sentence(
        N_("“{value}” looks like a date stored as a plain number."),
        N_("Write the year itself."),
    ),
    ("unknown_year", "odd_range"): Sentence(
        N_("“{value}” is not a period we can use: it runs backwards or over more than ten years."),
        N_("Write the year the figure is about."),
    ),
    ("unknown_year", "month"): Sentence(
        N_("“{words}” is a month; only years and school years can be kept so far."),
        N_("Give the figure of the whole year."),
    ),
    ("unknown_year", "part"): Sentence(
        N_("“{words}” is a part of a year, and a part does not stand for the year."),
        N_("Give the figure of the whole year. If it is that already, take these words out."),
    ),
    ("unknown_year", "open"): Sentence(
        N_("“{words}” is no year: nothing says where this time begins or ends."),
        N_("Write the year like 2014, or the first and the last year like 2015-2020."),
    ),
    ("unknown_year", "school_year_half"): Sentence(
        N_("“{words}” names only one half of a school year."),
        N_("Write both years, for example 2020-21."),
    ),
    ("unknown_year", "target"): Sentence(
        N_("“{words}” is a target, a plan or a forecast, not a measured figure."),
        N_("Leave it out, or give the figure that was measured, with its year."),
    ),
    ("unknown_year", "letter"): Sentence(
        N_(
            "The letter in “{words}” may mean several things: female or forecast, provisional or projected, "
            "target or total."
        ),
        N_("Write out what it means, or write the year alone if these are the measured figures of everybody."),
    ),
    ("unknown_year", "in_name"): Sentence(
        N_("The name “{name}” says “{words}”, and that is not a whole year that was measured."),
        N_("Give the figures of the whole year. If they are that already, give the sheet or the file another name."),
    ),
    ("unknown_year", "mid_year"): Sentence(
        N_("The middle of {year} stands for the year only where the people of a place are counted."),
        N_("Write {year} alone if the figure is of the whole year."),
    ),
    ("unknown_year", "names"): Sentence(
        N_("Two years are given for these figures: {year} and {other}."),
        N_("Correct the one that was forgotten, in the title or in the name of the sheet."),
    ),
    ("unknown_year", "sheet_name"): Sentence(
        N_("The figures are said to be of {year}, but the sheet is called “{other}”."),
        N_("Correct the year in the table or the name of the sheet."),
    ),
    ("unknown_year", "unknown"): Sentence(
        N_("“{value}” does not say which year the figures are about."),
        N_("Write the year like 2014, or a school year like 2020-21."),
    ),
    ("unknown_year", "several"): Sentence(
        N_("More than one year is named, and nothing says which one these figures are about."),
        N_("Write the year in a column or above the figures."),
    ),
    ("unknown_year", "decided"): Sentence(
        N_("The file says “{words}”, but {other} was decided."),
        N_("Correct the year in the file, or take the decision back."),
    ),
    ("unknown_year", "nowhere"): Sentence(
        N_("Nothing says which year these figures are about."),
        N_("Add a column with the year, or write the year in the title."),
    ),
    ("unknown_year", "clash"): Sentence(
        N_("Two different years are given for this figure."),
        N_("Leave only one year for it in the row, the column and the title."),
    ),
    ("unknown_year", "file_name"): Sentence(
        N_("The title says {value} and the name of the file {year}; {value} was taken."),
        N_("Check which year the figures are about."),
    ),
    ("unknown_year", "title_other"): Sentence(
        N_("The title says {year} and the figures {other}; {other} was taken."),
        N_("Check which year the figures are about."),
    ),
    ("unknown_year", "note_other"): Sentence(
        N_("A note says {year} and the figures {other}; {other} was taken."),
        N_("Check which year the figures are about; write the year of each figure beside it if they differ."),
    ),
    ("unknown_year", "blank"): Sentence(
        N_("This row has a figure but no year."),
        N_("Write the year in this cell."),
    ),
    ("unknown_year", "two_digit"): Sentence(
        N_("“{value}” was read as a year written with two digits."),
        N_("Write all four digits of the year."),
    ),
    ("unknown_year", "date_as_year"): Sentence(
        N_("“{value}” is a date; only its year was kept."),
        N_("Nothing to do if the figure is about the whole year."),
    ),
    ("unknown_year", "comma"): Sentence(
        N_("“{value}” was read as a year written with a comma."),
        N_("Write the year without a comma."),
    ),
    ("unknown_category", "unknown"): Sentence(
        N_("“{value}” is not a group we know here."),
        N_("Use the words of the template, for example female, urban, 5-9 or quintile 1."),
    ),
    ("unknown_category", "doubtful"): Sentence(
        N_("“{value}” is not a group we know here."),
        N_("Did you mean {candidates}? Correct the cell."),
    ),
    ("unknown_category", "clash"): Sentence(
        N_("Two different groups are given for this figure."),
        N_("Leave only one group for it in the row, the column and the title."),
    ),
    ("unknown_category", "age"): Sentence(
        N_("The age {age} lies outside the ages that {indicator} is about."),
        N_("Check the age, or choose the indicator of that age."),
    ),
    ("unknown_category", "age_told"): Sentence(
        N_("“{value}” names an age, and it is not clear whether these figures are of that age."),
        N_("Write the age in a column or above the figures. If they are of everybody, take it out of these words."),
    ),
    ("unknown_category", "blank"): Sentence(
        N_("This row has a figure, but the group it is about is missing."),
        N_("Write the group in this cell, or Total for everyone."),
    ),
    ("unknown_category", "other_dimension"): Sentence(
        N_("“{value}” is a group by something we do not keep (schooling, ethnicity and the like)."),
        N_("Give the figure of everyone, or leave this row out."),
    ),
    ("unknown_category", "people"): Sentence(
        N_("“{value}”: are these figures of the whole province? They seem to be about a part of the people."),
        N_(
            "Say whether they are of everybody in the province, or only of this group; of a group they stand apart, "
            "under its name."
        ),
    ),
    ("unknown_category", "example"): Sentence(
        N_("“{value}”: are these real figures? The words say that they are an example, a test or a template."),
        N_("Leave them out. If they are real, say so, or take these words out of the file."),
    ),
    ("unknown_category", "not_used"): Sentence(
        N_("“{value}”: are these the indicator's figures, to be used as they are? The words say otherwise."),
        N_("Leave them out. If they are to be used, say so, or take these words out of the file."),
    ),
    ("personal_data", "name"): Sentence(
        N_("The column “{header}” looks like names of people. Files about single persons are not kept."),
        N_("Remove the column, count the people by province, and upload the counts."),
    ),
    ("personal_data", "birth_date"): Sentence(
        N_("The column “{header}” looks like dates of birth. Files about single persons are not kept."),
        N_("Remove the column, count the people by age group, and upload the counts."),
    ),
    ("personal_data", "phone"): Sentence(
        N_("The column “{header}” looks like telephone numbers. Files about single persons are not kept."),
        N_("Remove the column and upload only counts."),
    ),
    ("personal_data", "email"): Sentence(
        N_("The column “{header}” looks like e-mail addresses. Files about single persons are not kept."),
        N_("Remove the column and upload only counts."),
    ),
    ("personal_data", "id_number"): Sentence(
        N_(
            "The column “{header}” looks like identity or case numbers of people. Files about single persons are "
            "not kept."
        ),
        N_("Remove the column and upload only counts."),
    ),
    ("personal_data", "address"): Sentence(
        N_("The column “{header}” looks like addresses of people. Files about single persons are not kept."),
        N_("Remove the column, count the people by province, and upload the counts."),
    ),
    ("personal_data", "gps"): Sentence(
        N_(
            "The column “{header}” looks like the exact whereabouts of people. Files about single persons are not kept."
        ),
        N_("Remove the coordinates, count the people by province, and upload the counts."),
    ),
    ("personal_data", "case_notes"): Sentence(
        N_("The column “{header}” looks like notes about single cases. Such notes are not kept."),
        N_("Remove the column and upload only counts."),
    ),
    ("personal_data", "row_per_child"): Sentence(
        N_("Each row below “{header}” looks like one child. Files about single persons are not kept."),
        N_("Count the children by province, year, sex and age group, and upload the counts."),
    ),
    ("personal_data", "comment"): Sentence(
        N_("A comment on this cell seems to tell of a single person. Files about single persons are not kept."),
        N_("Remove the comment, then upload the file again."),
    ),
    ("personal_data", "file_name"): Sentence(
        N_(
            "The name of this file seems to name a person. Files about single persons are not kept, nor are such names."
        ),
        N_("Give the file a name that says what is counted and where, then upload it again."),
    ),
    ("personal_data", "sheet_name"): Sentence(
        N_("The name of sheet {number} seems to name a person. Files about single persons are not kept."),
        N_("Rename the sheet after what it counts; if it is about one person, count first and upload the counts."),
    ),
    ("personal_data", "cell"): Sentence(
        N_("The words in this cell seem to tell of a single person. Files about single persons are not kept."),
        N_("Remove these words, then upload the file again."),
    ),
    ("personal_data", "text_box"): Sentence(
        N_(
            "A text box, drawing or picture text seems to tell of a single person. Files about single "
            "persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "header_footer"): Sentence(
        N_(
            "The header or footer of the printed pages seems to tell of a single person. Files about single "
            "persons are not kept."
        ),
        N_("Remove it under Page Layout, then upload the file again."),
    ),
    ("personal_data", "choices"): Sentence(
        N_(
            "A drop-down list or the hint of a cell (data validation) seems to name single persons. Files "
            "about single persons are not kept."
        ),
        N_("Remove the data validation, then upload the file again."),
    ),
    ("personal_data", "defined_name"): Sentence(
        N_("A defined name of the workbook seems to name a single person. Files about single persons are not kept."),
        N_("Delete it in the Name Manager, then upload the file again."),
    ),
    ("personal_data", "chart"): Sentence(
        N_("A chart still holds names or words about single persons. Files about single persons are not kept."),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "pivot"): Sentence(
        N_(
            "The stored data of a pivot table seem to be about single persons. Files about single persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "linked"): Sentence(
        N_(
            "The stored copy of another file or query seems to hold data about single persons. Files about "
            "single persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "comments"): Sentence(
        N_(
            "Comments that are stored in the file seem to tell of single persons. Files about single persons"
            " are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "table"): Sentence(
        N_("The stored headers of a table seem to name single persons. Files about single persons are not kept."),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "properties"): Sentence(
        N_(
            "The properties of the file (title, subject, remarks) seem to tell of a single person. Files "
            "about single persons are not kept."
        ),
        N_("Remove them under File – Info – Inspect Document, then upload the file again."),
    ),
    ("personal_data", "changes"): Sentence(
        N_(
            "The stored history of changes seems to hold data about single persons. Files about single "
            "persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "embedded"): Sentence(
        N_(
            "Another document inside this file seems to hold data about single persons. Files about single "
            "persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "unused"): Sentence(
        N_(
            "The file still stores texts about single persons that no cell shows any more. Files about "
            "single persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "sheet"): Sentence(
        N_(
            "Filters, scenarios or links stored with this sheet seem to name single persons. Files about "
            "single persons are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "custom"): Sentence(
        N_("Custom data stored in the file seem to be about single persons. Files about single persons are not kept."),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("personal_data", "part"): Sentence(
        N_(
            "A hidden part of the file seems to hold data about single persons. Files about single persons "
            "are not kept."
        ),
        N_("Copy the table with the figures as values into a new workbook, and upload that."),
    ),
    ("no_table", "numbers"): Sentence(
        N_("There are numbers in {range}, but nothing says what they are."),
        N_("Put the place, the year and the indicator beside or above them."),
    ),
    ("no_table", "hidden_sheet"): Sentence(
        N_("This sheet is hidden; its figures were read all the same."),
        N_("Nothing to do, or remove the sheet if its figures are not meant to be uploaded."),
    ),
    ("no_table", "hidden_lines"): Sentence(
        N_("Figures in hidden rows or columns were read all the same: {count}, in {lines}."),
        N_("Show these rows and columns and look at them. If they were taken out on purpose, delete them."),
    ),
    ("no_table", "no_figures"): Sentence(
        N_(
            "Nothing of this table was read: averages, ranks, targets, changes and errors are no figures of an "
            "indicator."
        ),
        N_("Nothing to do, or write above the figures which indicator they are."),
    ),
    ("no_table", "no_column"): Sentence(
        N_("The column “{column}” is missing, and without it no row can be read."),
        N_("Put the column back, or export the figures once more."),
    ),
    ("no_table", "column_gone"): Sentence(
        N_("The column “{column}” is missing; the figures were read without it."),
        N_("Nothing to do if it was left out on purpose; otherwise export the figures once more."),
    ),
    ("no_table", "column_twice"): Sentence(
        N_("There are two columns called “{value}”, and nothing says which of them counts."),
        N_("Remove one of the two."),
    ),
    ("no_table", "column_unread"): Sentence(
        N_("The column “{value}” is not one of an export; it was not read."),
        N_("Nothing to do, or put what it says where it belongs."),
    ),
    ("no_table", "struck"): Sentence(
        N_("“{value}” is struck through, so it was not read."),
        N_("Delete it if it does not hold any more; if it holds, remove the line through it."),
    ),
    ("no_table", "empty"): Sentence(
        N_("No table with figures was found in this file."),
        N_("Use the official template, or put place, year and indicator beside the figures."),
    ),
    ("unreadable_file", "told"): Sentence(
        N_("{sentence}"),
        N_("Save the file again as .xlsx or .csv and try once more."),
    ),
    ("unreadable_file", "old_font"): Sentence(
        N_("The Khmer text is written in an old font ({font}): its letters are Latin and only look like Khmer."),
        N_("Convert the text to Khmer Unicode, choose a font such as Khmer OS Battambang, and send the file again."),
    ),
    ("refused_file", "told"): Sentence(
        N_("{sentence}"),
        N_("Send a plain workbook without passwords, macros or links."),
    ),
    **FIGURE_SENTENCES,
    **{(code, "unlooked"): _UNLOOKED for code in _LABEL_CODES},
}

UNIT_WORDS = {
    "percent": N_("per cent"),
    "proportion": N_("a proportion of one"),
    "per_1000": N_("per 1,000"),
    "per_10000": N_("per 10,000"),
    "per_100000": N_("per 100,000"),
    "number": N_("a number of cases"),
    "ratio": N_("a ratio"),
    "years": N_("years"),
    "category": N_("a category"),
    "thousands": N_("thousands"),
    "millions": N_("millions"),
    "points": N_("percentage points"),
    "currency": N_("money"),
}
