#!/usr/bin/env bash
# Installs a real VS Code, served to a browser by code-server, and Chromium to drive it: install.sh DIR
# Takes some minutes the first time and nothing after that. Only npm and Debian packages are used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?usage: install.sh DIR}"
cd "$1"
dir=$PWD
[ ! -e installed ] || exit 0

packages=(chromium libkrb5-dev make g++ python3)
if ! dpkg --status "${packages[@]}" >/dev/null 2>&1; then
  if [ "$(id -u)" != 0 ]; then
    echo "please install these Debian packages first: ${packages[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  apt-get install -y -qq "${packages[@]}" >apt.log 2>&1
fi

# The package's own install script wants sources from outside of the registry, so each part is put up by hand.
cp "$here/package.json" "$here/.npmrc" .
npm install --ignore-scripts --no-audit --no-fund --loglevel=error
cd node_modules/code-server/lib/vscode
rm -f npm-shrinkwrap.json
npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
for module in node-pty @vscode/spdlog native-watchdog @parcel/watcher kerberos; do
  npm rebuild "$module" --loglevel=error >/dev/null
done
ln -sfn node_modules node_modules.asar
touch "$dir/installed"
