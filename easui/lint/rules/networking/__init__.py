"""Rules `EAS6xx`: storage and networking."""
