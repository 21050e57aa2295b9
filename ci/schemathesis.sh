#!/usr/bin/env bash
# The operator's desk, met by schemathesis: requests made of its OpenAPI document, right ones and wrong ones. No answer may
# be a 5xx, undocumented, or of another shape than the document says.
# Installs Python's venv from Debian where it is missing, which needs root, and schemathesis from PyPI into a venv below
# target/. Takes the binary to test as its argument; without one it builds and takes the debug build.
set -euo pipefail
cd "$(dirname "$0")/.."

schemathesis_version=4.32.5
# Test cases for each operation, and seconds for all of them.
examples=60
seconds=40

signoff=${1:-}
if [ -z "$signoff" ]; then
    cargo build --locked -p signoff-harness
    signoff=target/debug/signoff
fi

say() { printf '\n== %s\n' "$*"; }

die() {
    printf 'schemathesis: %s\n' "$*" >&2
    exit 1
}

say "schemathesis $schemathesis_version"
if ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 python3-venv >/dev/null
fi
venv=$PWD/target/schemathesis
if ! "$venv/bin/schemathesis" --version 2>/dev/null | grep -qF "$schemathesis_version"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$schemathesis_version"
fi

folder=$(mktemp -d)
desk=
cleanup() {
    [ -z "$desk" ] || kill "$desk" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT

"$signoff" simulate operator --operator proximus --bind 127.0.0.1:0 --standing-clock >"$folder/desk" 2>"$folder/desk.log" &
desk=$!
for ((i = 0; i < 50; i++)); do
    [ ! -s "$folder/desk" ] || break
    sleep 0.2
done
url=$(head -1 "$folder/desk")
[ -n "$url" ] || die "the desk did not start: $(cat "$folder/desk.log")"

"$signoff" operator identify --operator "$url" --session "$folder/session" \
    --account TEST-PX-1001 --document TEST-BE-590-0001 >/dev/null
token=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["token"])' "$folder/session")

# It leaves notes in the folder where it runs.
run() {
    (cd "$folder" && "$venv/bin/schemathesis" run "$url/openapi.json" --checks all --max-examples "$examples" \
        --seed 1 --request-timeout 10 --max-failures 20 "$@")
}

say "for customers"
run --max-time "$seconds" --header "Authorization: Bearer $token" --exclude-path-regex '^/desk/'

say "identification"
run --max-time 10 --include-path-regex '^/desk/'

say "the desk is still there"
kill -0 "$desk" || die "it has ended: $(cat "$folder/desk.log")"
"$signoff" operator status 8932010000000000012 --operator "$url" --session "$folder/session" \
    --account TEST-PX-1001 --document TEST-BE-590-0001 || die "it does not answer"
[ ! -s "$folder/desk.log" ] || die "it complained: $(cat "$folder/desk.log")"
