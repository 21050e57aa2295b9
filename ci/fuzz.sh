#!/usr/bin/env bash
# Fuzzes the codecs and engines that take bytes from outside: ci/fuzz.sh [SECONDS per target, 60 without] [FOLDER].
# What libFuzzer learns goes to a folder that is gone afterwards, or to FOLDER/TARGET; ci/fuzz.sh --grow FOLDER takes from
# there into fuzz/corpus/ what covers more, as few files as do.
# Needs a C++ compiler for libFuzzer, installed from Debian where it is missing; installs cargo-fuzz likewise. A
# stable toolchain is enough: the targets are instrumented for coverage without a sanitizer, and the project has no
# unsafe code that one would watch. A finding is left in fuzz/artifacts/ and printed, so that a log is enough to repeat
# it. The inputs follow from SEED (1 without), so that the same code is judged alike each time but for how far a machine
# gets in the time; to search for more, give another one: SEED=$RANDOM ci/fuzz.sh 3600
set -euo pipefail
cd "$(dirname "$0")/.."

grow=
if [ "${1:-}" = --grow ]; then
    grow=${2:?ci/fuzz.sh --grow FOLDER}
    shift 2
fi
seconds=${1:-60}
seed=${SEED:-1}
fuzz_version=0.13.2
targets=(es10 bpp upp es9p)

if ! command -v c++ >/dev/null 2>&1; then
    apt-get update -qq && apt-get install --yes --no-install-recommends g++ >/dev/null
fi
command -v cargo-fuzz >/dev/null 2>&1 || cargo install --quiet --locked "cargo-fuzz@$fuzz_version"

# libFuzzer writes what it learns into the first corpus; ours stays as it was committed.
learned=${2:-}
if [ -z "$learned" ]; then
    learned=$(mktemp -d)
    trap 'rm -rf "$learned"' EXIT
fi

cargo fuzz build --sanitizer none

if [ -n "$grow" ]; then
    for target in "${targets[@]}"; do
        merged=$(mktemp -d)
        cargo fuzz run --sanitizer none "$target" "$merged" "fuzz/corpus/$target" "$grow/$target" -- \
            -set_cover_merge=1 -use_counters=0 -max_len=16384
        rm -rf "fuzz/corpus/$target"
        mv "$merged" "fuzz/corpus/$target"
        printf '%s: %s files\n' "$target" "$(find "fuzz/corpus/$target" -type f | wc -l)"
    done
    exit 0
fi

failed=0
fuzz() {
    local target=$1
    mkdir -p "$learned/$target"
    if cargo fuzz run --sanitizer none "$target" "$learned/$target" "fuzz/corpus/$target" -- \
        -seed="$seed" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
        >"$learned/$target.log" 2>&1; then
        printf 'ok   %s: %s\n' "$target" \
            "$(grep -E 'stat::number_of_executed_units|^Done ' "$learned/$target.log" | tr '\n' ' ')"
    else
        printf 'FAIL %s\n' "$target"
        grep -a -A6 'panicked at' "$learned/$target.log" || tail -20 "$learned/$target.log"
        for finding in "fuzz/artifacts/$target"/*; do
            [ -e "$finding" ] || continue
            printf '%s, base64: %s\n' "$finding" "$(base64 --wrap=0 "$finding")"
        done
        return 1
    fi
}

# Two at a time, as on two cores.
for ((i = 0; i < ${#targets[@]}; i += 2)); do
    jobs_=()
    for target in "${targets[@]:i:2}"; do
        fuzz "$target" &
        jobs_+=($!)
    done
    for job in "${jobs_[@]}"; do wait "$job" || failed=1; done
done
exit "$failed"
