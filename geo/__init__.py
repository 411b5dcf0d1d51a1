"""Province codes, names, survey domains and boundaries of Cambodia."""
