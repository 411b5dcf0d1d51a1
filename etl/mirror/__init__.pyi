from .gathering import due_of, member_names, sent_by
from .next_year import next_workbook

__all__ = ["due_of", "member_names", "next_workbook", "sent_by"]
