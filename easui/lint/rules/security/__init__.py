"""Rules `EAS8xx`: secrets and placeholders."""
