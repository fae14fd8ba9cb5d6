"""What a dry run is told beside the service: the machines that exist, and the traffic and events to come."""
