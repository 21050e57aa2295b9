#!/usr/bin/env bash
# Every check of the project: ci/check.sh <fmt|lint|test|doc|deps|snapshots|all>
# Needs Rust and a C compiler; `deps` installs cargo-deny and cargo-machete where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

deny_version=0.20.2
machete_version=0.9.2

say() { printf '\n== %s\n' "$*"; }

fmt() {
    say "format"
    cargo fmt --all --check
}

lint() {
    say "clippy, warnings are errors"
    cargo clippy --workspace --all-targets --all-features --locked -- -D warnings
}

# Insta writes no snapshot here, and each snapshot that exists must have been asked for by some test.
run_tests() {
    say "tests"
    local references
    references=$(mktemp)
    INSTA_UPDATE=no INSTA_FORCE_PASS=0 INSTA_SNAPSHOT_REFERENCES_FILE="$references" \
        cargo test --workspace --locked
    snapshots "$references"
    rm -f "$references"
}

snapshots() {
    say "unused snapshots"
    local references=$1 unused=0 kept file
    kept=$(git ls-files '*.snap')
    while IFS= read -r file; do
        if ! grep -qF "$file" "$references"; then
            printf 'no test refers to %s\n' "$file"
            unused=1
        fi
    done <<<"$kept"
    if git ls-files --others --exclude-standard '*.snap.new' '*.pending-snap' | grep .; then
        printf 'these snapshots wait for a review\n'
        unused=1
    fi
    return "$unused"
}

doc() {
    say "documentation, warnings are errors"
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --document-private-items
}

need() {
    command -v "$1" >/dev/null 2>&1 || cargo install --quiet --locked "$1@$2"
}

deps() {
    say "licences, bans, sources"
    need cargo-deny "$deny_version"
    cargo deny --log-level error check licenses bans sources
    # The advisory database is a git repository that not every machine reaches: a failed fetch is reported,
    # a found advisory is an error.
    if cargo deny fetch db >/dev/null 2>&1; then
        cargo deny --log-level error check advisories
    else
        printf 'advisories not checked: their database cannot be reached from here\n'
    fi
    say "unused dependencies"
    need cargo-machete "$machete_version"
    cargo machete
}

case "${1:-all}" in
    fmt) fmt ;;
    lint) lint ;;
    test) run_tests ;;
    doc) doc ;;
    deps) deps ;;
    all)
        fmt
        lint
        run_tests
        doc
        deps
        ;;
    *)
        printf 'usage: ci/check.sh <fmt|lint|test|doc|deps|all>\n' >&2
        exit 2
        ;;
esac
