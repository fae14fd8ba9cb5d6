"""Rules `EAS5xx`: processors and the models that they load."""
