"""The dry run: what a service would do on given machines under given traffic, before anything is deployed."""
