//! Every command that is shown, in documents and in help, is one that the program takes.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test by a panic")]

use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory, Parser};
use signoff_harness::cli::Cli;

#[test]
fn commands_of_documents_are_taken() {
    let documents = documents();
    assert!(documents.len() >= 5, "{documents:?}");
    let mut count = 0;
    for path in documents {
        let text = std::fs::read_to_string(&path).unwrap();
        for block in text
            .split("```console\n")
            .skip(1)
            .filter_map(|rest| rest.split_once("```"))
        {
            let block = block.0.replace("\\\n", " ");
            let lines = block.lines().filter_map(|line| line.strip_prefix("$ "));
            for line in lines.filter(|line| line.starts_with("signoff ")) {
                count += 1;
                check(&path.display().to_string(), line);
            }
        }
    }
    assert!(count > 20, "{count} commands");
}

#[test]
fn commands_of_help_are_taken() {
    let mut program = Cli::command();
    program.build();
    let mut found = Vec::new();
    collect(&program, &mut found);
    assert!(found.len() > 40, "{} commands", found.len());
    for (place, line) in found {
        check(&place, &line);
    }
}

/// The examples at the end of each help.
fn collect(command: &Command, found: &mut Vec<(String, String)>) {
    let help = command
        .get_after_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let help = help.replace("\\\n", " ");
    for line in help.lines() {
        let line = line.trim().trim_start_matches("Example:").trim();
        // `grep … | signoff …` is one, too.
        let line = line.split(" | ").find(|part| part.starts_with("signoff "));
        if let Some(line) = line {
            found.push((
                command.get_bin_name().unwrap_or_default().to_owned(),
                line.to_owned(),
            ));
        }
    }
    for command in command.get_subcommands() {
        collect(command, found);
    }
}

#[track_caller]
fn check(place: &str, line: &str) {
    let words = words(line);
    if let Err(error) = Cli::try_parse_from(&words) {
        let is_answer = matches!(
            error.kind(),
            clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion
        );
        assert!(is_answer, "{place}: {line}\n{error}");
    }
}

/// The words that a shell makes of a line, up to where it redirects or goes on to something else.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '>' | '|' | '&' | '#') if word.is_none() => return words,
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "{line} has an open quote");
    words.extend(word);
    words
}

#[test]
fn words_are_those_of_a_shell() {
    for (line, want) in [
        ("signoff run", &["signoff", "run"][..]),
        ("a 'b c' \"d e\" '' > f", &["a", "b c", "d e", ""]),
        ("a  b=c | d", &["a", "b=c"]),
        ("a b#c", &["a", "b#c"]),
    ] {
        assert_eq!(words(line), want, "{line}");
    }
}

/// README and everything in docs.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = vec![root.join("README.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found
}
