"""The dry run: what a service would do on given machines under given traffic, worked out before anything is deployed."""
