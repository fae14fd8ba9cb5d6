"""All rules: a package a family, a module a subject, each rule one documented function."""
