"""Kinds of mess, each drawn with its truth: whoever imports the register has every kind in it."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    if _module.name.startswith("kinds_"):
        import_module(f"{__name__}.{_module.name}")
