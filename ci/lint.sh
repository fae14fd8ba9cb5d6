#!/usr/bin/env bash
# `easui lint` with options from a pipeline: EASUI_PATHS names files, folders or globs, one a line (default: all below
# this folder), EASUI_ARGS further options, divided by spaces. No shell ever reads them as code.
set -euo pipefail

options=()
read -r -d '' -a options <<<"${EASUI_ARGS-}" || true

paths=()
while IFS= read -r path; do
  if [[ -n "${path//[[:space:]]/}" ]]; then
    paths+=("$path")
  fi
done <<<"${EASUI_PATHS-}"

# Bash before 4.4, which macOS has, takes an empty array for an unset one.
exec easui lint "$@" ${options[@]+"${options[@]}"} -- "${paths[@]:-.}"
