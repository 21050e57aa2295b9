#!/usr/bin/env bash
# The page of `signoff lab` in headless Chromium: its buttons, both languages, two widths, light and dark, with pictures
# in target/browser/. Installs Debian's Chromium and ChromeDriver where they are missing, which needs root. Takes the
# binary to test as its argument; without one it builds and takes the debug build.
set -euo pipefail
cd "$(dirname "$0")/.."

signoff=${1:-}
if [ -z "$signoff" ]; then
    cargo build --locked -p signoff-harness
    signoff=target/debug/signoff
fi

packages=()
command -v chromium >/dev/null 2>&1 || packages+=(chromium)
command -v chromedriver >/dev/null 2>&1 || packages+=(chromium-driver)
command -v python3 >/dev/null 2>&1 || packages+=(python3)
command -v fc-list >/dev/null 2>&1 || packages+=(fontconfig)
if ! fc-list :lang=zh 2>/dev/null | grep -q .; then
    packages+=(fonts-noto-cjk)
fi
if [ ${#packages[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}" >/dev/null
fi

exec python3 ci/browser.py "$(realpath "$signoff")" target/browser
