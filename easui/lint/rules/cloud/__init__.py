"""Rules `EAS2xx`: machines that are bought, their types, order and price."""
