use std::collections::{BTreeMap, BTreeSet};

use clap::CommandFactory as _;

use super::*;
use crate::cli::Cli;

/// Every text of the help in English, with the keys that it may have in another language.
fn places() -> Vec<(Vec<String>, String)> {
    let mut command = Cli::command();
    command.build();
    let mut places = Vec::new();
    walk(command, &[], &mut |keys: &[String], english: &str| {
        places.push((keys.to_vec(), english.to_owned()));
        None
    });
    places
}

/// Ids of the section, without those that stand for words of clap.
fn catalogue() -> BTreeSet<&'static str> {
    let lines = Language::Chinese.catalogue().lines();
    let ids = lines
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim());
    ids.filter(|id| id.starts_with("help-"))
        .filter(|id| !id.starts_with("help-heading-") && !id.starts_with("help-man-"))
        .collect()
}

#[test]
fn every_text_of_the_help_has_its_chinese() {
    let texts = Texts::new(Language::Chinese);
    let missing: Vec<String> = places()
        .into_iter()
        .filter(|(keys, _)| keys.iter().all(|key| texts.find(key).is_none()))
        .map(|(keys, english)| format!("{}: {english}", keys.join(" or ")))
        .collect();
    assert!(missing.is_empty(), "no Chinese:\n{}", missing.join("\n"));
}

#[test]
fn every_key_belongs_to_something() {
    let known = catalogue();
    let mut unused = known.clone();
    for (keys, _) in places() {
        if let Some(key) = keys.iter().find(|key| known.contains(key.as_str())) {
            unused.remove(key.as_str());
        }
    }
    assert!(unused.is_empty(), "help of nothing: {unused:?}");
}

#[test]
fn a_key_stands_for_one_english_text() {
    let known = catalogue();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (keys, english) in places() {
        // clap words the help of --help in three ways.
        if let Some(key) = keys.into_iter().find(|key| known.contains(key.as_str()))
            && key != "help-arg-help"
        {
            texts.entry(key).or_default().insert(english);
        }
    }
    let many: Vec<_> = texts.iter().filter(|(_, english)| english.len() > 1).collect();
    assert!(many.is_empty(), "one Chinese text for several: {many:#?}");
}

#[test]
fn help_is_short_enough_to_have_one_form() {
    fn check(command: &Command) {
        assert!(command.get_long_about().is_none(), "{}", command.get_name());
        for arg in command.get_arguments() {
            assert!(
                arg.get_long_help().is_none(),
                "{} {}",
                command.get_name(),
                arg.get_id()
            );
        }
        command.get_subcommands().for_each(check);
    }
    check(&Cli::command());
}

#[test]
fn examples_are_the_same_in_every_language() {
    let texts = Texts::new(Language::Chinese);
    let command = localized(Cli::command(), &texts);
    let run = command.find_subcommand("run").expect("a command");
    let after = run
        .get_after_help()
        .expect("sentences behind the arguments")
        .to_string();
    assert!(
        after.contains("示例：\n  signoff run\n  signoff run flows/ --target"),
        "{after}"
    );
    assert!(!after.contains("Without PATH"), "{after}");
}
