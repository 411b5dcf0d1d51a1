from .answer import first_answer

__all__ = ["first_answer"]
