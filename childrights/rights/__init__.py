"""What was asked of Cambodia and what became of it: articles, recommendations, cycles and assessments.

Holds their tables, their columns for workbooks, the faults of a row, and the annex of recommendations.
May import: catalogue, snapshot, language and export.
Must never: record anything; the ETL does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
