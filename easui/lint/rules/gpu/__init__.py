"""Rules `EAS3xx`: whole cards and shares of a card."""
