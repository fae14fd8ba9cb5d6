"""Rules `EAS9xx`: what is right but could be better."""
