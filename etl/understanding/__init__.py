"""From a grid of cells to observations: values, periods, categories, indicators, units and checks."""
