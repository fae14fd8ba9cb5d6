"""Rules `EAS7xx`: autoscaling, rollout, scheduling and the kinds of service."""
