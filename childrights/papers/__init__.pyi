from .choice import Chapter, Choice, PaperError, checked
from .forms import FORMATS, KINDS, Form, FormSection, form_called, load_forms
from .planning import PlannedChapter, outline

__all__ = [
    "FORMATS",
    "KINDS",
    "Chapter",
    "Choice",
    "Form",
    "FormSection",
    "PaperError",
    "PlannedChapter",
    "checked",
    "form_called",
    "load_forms",
    "outline",
]
