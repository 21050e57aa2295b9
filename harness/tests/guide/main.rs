//! The guide says what happens: its commands are run, in both languages, one after the other, as a new user would.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests fail the test by a panic"
)]

mod command;
mod lab;
mod shown;
mod terminal;

use command::{Command, commands};
use lab::Lab;

const ENGLISH: &str = include_str!("../../../docs/guide.md");
const CHINESE: &str = include_str!("../../../docs/guide.zh.md");

#[test]
fn the_guide_does_what_it_says() {
    follow("docs/guide.md", ENGLISH, "C.UTF-8");
}

#[test]
fn the_chinese_guide_does_what_it_says() {
    follow("docs/guide.zh.md", CHINESE, "zh_CN.UTF-8");
}

#[test]
fn both_guides_have_the_same_commands() {
    let typed = |guide| {
        let typed = commands(guide).into_iter();
        typed
            .map(|command| (command.line, command.exit, command.answers))
            .collect::<Vec<_>>()
    };
    assert_eq!(typed(ENGLISH), typed(CHINESE));
}

#[test]
fn both_guides_have_the_same_sections() {
    let sections = |guide: &'static str| {
        let levels = guide.lines().filter(|line| line.starts_with('#'));
        levels
            .map(|line| line.chars().take_while(|&c| c == '#').count())
            .collect::<Vec<_>>()
    };
    assert_eq!(sections(ENGLISH), sections(CHINESE));
}

/// Types each command of a guide, and compares what comes with what it shows.
fn follow(name: &str, guide: &str, locale: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lab = None;
    for command in commands(guide) {
        let place = format!("{name}:{}: {}", command.number, command.line);
        if command.line == Lab::COMMAND {
            lab = Some(Lab::start(folder.path(), locale));
            continue;
        }
        assert!(
            lab.is_some() || !command.line.contains("lab/"),
            "{place}: before {}",
            Lab::COMMAND
        );
        check(&place, &command, &terminal::run(folder.path(), locale, &command));
    }
    assert!(lab.is_some(), "{name} starts no lab");
}

fn check(place: &str, command: &Command, ran: &terminal::Ran) {
    assert_eq!(
        ran.code, command.exit,
        "{place}: the exit code; it said\n{}",
        ran.output
    );
    if let Err(line) = shown::find(&command.shown, &ran.output) {
        panic!("{place}: it did not show\n  {line}\nbut\n{}", ran.output);
    }
}
