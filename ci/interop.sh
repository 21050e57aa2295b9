#!/usr/bin/env bash
# The card in a PC/SC reader, met by programs that others wrote: pcscd with the vpcd driver, opensc-tool, pcsc_scan.
# Installs those from Debian where they are missing, which needs root. Takes the binary to test as its argument;
# without one it builds and takes the debug build.
set -euo pipefail
cd "$(dirname "$0")/.."

signoff=${1:-}
if [ -z "$signoff" ]; then
    cargo build --locked -p signoff-harness
    signoff=target/debug/signoff
fi

say() { printf '\n== %s\n' "$*"; }

die() {
    printf 'interop: %s\n' "$*" >&2
    exit 1
}

say "PC/SC programs"
packages=()
command -v pcscd >/dev/null 2>&1 || packages+=(pcscd)
command -v opensc-tool >/dev/null 2>&1 || packages+=(opensc)
command -v pcsc_scan >/dev/null 2>&1 || packages+=(pcsc-tools)
command -v pgrep >/dev/null 2>&1 || packages+=(procps)
[ -e /etc/reader.conf.d/vpcd ] || packages+=(vsmartcard-vpcd)
if [ ${#packages[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}" >/dev/null
fi

folder=$(mktemp -d)
card=
reader=
cleanup() {
    [ -z "$card" ] || kill "$card" 2>/dev/null || true
    [ -z "$reader" ] || kill "$reader" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT

if ! pgrep -x pcscd >/dev/null; then
    pcscd --foreground >"$folder/pcscd.log" 2>&1 &
    reader=$!
fi

# Tries a command for ten seconds at most.
within() {
    local i
    for ((i = 0; i < 50; i++)); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.2
    done
    return 1
}

port_open() { (exec 3<>/dev/tcp/127.0.0.1/35963) 2>/dev/null; }
within port_open || die "the vpcd driver does not listen on port 35963: $(tail -3 "$folder/pcscd.log" 2>/dev/null)"

start_card() {
    "$signoff" simulate card --card eight-profiles --state "$folder/state" --vpcd >"$folder/card.log" 2>&1 &
    card=$!
    within grep -q 'in the reader' "$folder/card.log" || die "the card was not taken: $(cat "$folder/card.log")"
    within has_card || die "no card in the reader: $(opensc-tool --list-readers 2>&1)"
}
has_card() { opensc-tool --list-readers | grep -Eq '^0 +Yes'; }
has_no_card() { opensc-tool --list-readers | grep -Eq '^0 +No'; }

# Sends commands in one session and prints the answers on one line.
send() {
    local arguments=() command
    for command in "$@"; do arguments+=(--send-apdu "$command"); done
    opensc-tool --reader 0 "${arguments[@]}" 2>&1 | tr -d '\n'
}

expect() {
    local what=$1 pattern=$2 answer=$3
    [[ $answer =~ $pattern ]] || die "$what: expected $pattern in: $answer"
    printf 'ok   %s\n' "$what"
}

say "a card in the reader"
start_card
expect "opensc-tool reads the ATR" '3b:9f:96:80' "$(opensc-tool --reader 0 --atr)"
timeout 3 pcsc_scan >"$folder/scan" 2>&1 || true
expect "pcsc_scan finds T=0 and T=1" 'Protocol T = 0.*Protocol T = 1' "$(tr '\n' ' ' <"$folder/scan")"
capability=80AA00000AA9088100820101830107
select=00A4040010A0000005591010FFFFFFFF8900000100
expect "GetEID through PC/SC" 'BF 3E 12 5A 10 89' \
    "$(send $capability $select 80E2910006BF3E035C015A00)"
expect "a list longer than an APDU comes in pieces" 'SW1=0x90, SW2=0x00.*(BF 2D 82|BF 2D 81)' \
    "$(send $capability $select 80E2910003BF2D0000)"

say "insertion and removal"
kill -USR1 "$card"
within has_no_card || die "the card is still there after SIGUSR1"
printf 'ok   SIGUSR1 takes the card out\n'
kill -USR2 "$card"
within has_card || die "the card did not come back after SIGUSR2"
printf 'ok   SIGUSR2 puts it back\n'
kill -TERM "$card"
wait "$card" || die "SIGTERM is not a clean end: $?"
card=
within has_no_card || die "the card is still there after SIGTERM"
printf 'ok   SIGTERM ends it, and the reader is empty\n'

say "state across connections"
start_card
expect "a second process finds the same card" 'BF 3E 12 5A 10 89' \
    "$(send $capability $select 80E2910006BF3E035C015A00)"
printf '\nall PC/SC checks passed\n'
