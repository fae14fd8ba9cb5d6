"""Rules `EAS4xx`: containers, images and health checks."""
