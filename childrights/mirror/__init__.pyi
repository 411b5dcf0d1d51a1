from .composing import MOST_SENTENCES, mirror_of
from .model import Mirror, MirrorTable, OwnSentence
from .writing import FORMATS, file_stem, mirror_bytes

__all__ = [
    "FORMATS",
    "MOST_SENTENCES",
    "Mirror",
    "MirrorTable",
    "OwnSentence",
    "file_stem",
    "mirror_bytes",
    "mirror_of",
]
