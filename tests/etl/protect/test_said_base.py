"""How many people the words of a figure name, and what that gives away."""

from __future__ import annotations

import pytest

from childrights.catalogue import Observation, load_catalogue
from etl.protect import masked, primary, threshold, without_counts
from etl.protect.said_base import said_base, without_base

INDICATORS = load_catalogue().indicators


@pytest.mark.parametrize(
    ("words", "number", "bare"),
    [
        ("12 beneficiary girls", 12, "beneficiary girls"),
        ("four sponsored children", 4, "sponsored children"),
        ("respondents (n=4)", 4, "respondents"),
        ("1 250 beneficiary families", 1250, "beneficiary families"),
        ("300 families; 5 girls", 5, "families; girls"),
        ("កុមារ ៤នាក់", 4, "កុមារ នាក់"),
        ("thirty children of our shelters", 30, "children of our shelters"),
        ("twenty-five girls", 25, "girls"),
        ("កុមារប្រាំបីនាក់", 8, "កុមារនាក់"),
        ("គ្រួសារដប់បីគ្រួសារ", 13, "គ្រួសារគ្រួសារ"),
        ("No one counted the children", None, ""),
        ("girls aged 6-11", None, ""),
        ("11 year old girls", None, ""),
        ("grade 3 students", None, ""),
        ("children of 3 target communes", None, ""),
        ("2022 beneficiaries", None, ""),
        ("children under 5 years", None, ""),
        ("beneficiaries", None, ""),
    ],
)
def test_the_people_that_words_name(words: str, number: int | None, bare: str) -> None:
    assert (said_base(words), without_base(words)) == (number, bare or words)


@pytest.mark.parametrize(
    ("code", "value", "scope", "why"),
    [
        ("birth_registration_u5", 25.0, "12 beneficiary girls", "share"),
        ("birth_registration_u5", 93.0, "12 beneficiary girls", ""),
        ("birth_registration_u5", 93.0, "4 beneficiary girls", "denominator"),
        ("birth_registration_u5", 25.0, "350 beneficiary families", ""),
        ("birth_registration_u5", 25.0, "beneficiaries", ""),
        ("family_based_care_share", 93.0, "40 children of our shelters", "others"),
        ("children_reintegrated", 251.0, "4 girls of the shelter", "denominator"),
    ],
)
def test_a_share_of_few_people_is_hidden_also_where_only_words_say_how_few(
    code: str, value: float, scope: str, why: str
) -> None:
    one, indicator = Observation(code, "KH23", 2022, 2022, "2022", value=value, scope=scope), INDICATORS[code]
    assert primary(one, indicator, threshold(indicator)) == why
    assert not any(sign.isdigit() for sign in masked(one).scope)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("should be 4, not 17", "should be …, not …"),
        ("The 3 girls of Kep were counted twice", "The … girls of Kep were counted twice"),
        ("two boys were counted as girls", "… boys were counted as girls"),
        ("ក្មេងស្រី ៣នាក់ ត្រូវបានរាប់ពីរដង", "ក្មេងស្រី …នាក់ ត្រូវបានរាប់ពីរដង"),
        ("1,234 instead of 77.5", "… instead of …"),
        ("ក្មេងស្រីបួននាក់ ត្រូវបានរាប់ពីរដង", "ក្មេងស្រី…នាក់ ត្រូវបានរាប់ពីរដង"),
        ("គួរជាបួន មិនមែនប្រាំពីរទេ", "គួរជា… មិនមែន…ទេ"),
        ("កុមារអាយុក្រោមប្រាំឆ្នាំ ជួរទីពីរ", "កុមារអាយុក្រោមប្រាំឆ្នាំ ជួរទីពីរ"),
        ("thirty-two boys, not half a dozen", "… boys, not …"),
        ("Both girls of Kep, and one boy", "… girls of Kep, and … boy"),
        (
            "Both girls and boys, children under five, aged 15 to 17",
            "Both girls and boys, children under five, aged 15 to 17",
        ),
        ("counted two times, under 5 girls", "counted two times, under … girls"),
        ("Replaced by U0012", "Replaced by U0012"),
        ("Of 2019, not of 2020: see row 4", "Of 2019, not of 2020: see row 4"),
        ("The ministry asked for it", "The ministry asked for it"),
        ("កំហុសឆ្នាំ ២០១៩", "កំហុសឆ្នាំ 2019"),
    ],
)
def test_a_reason_that_everybody_may_read_tells_no_count(words: str, told: str) -> None:
    assert without_counts(words) == told
