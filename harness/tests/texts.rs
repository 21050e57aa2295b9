//! Both catalogues are complete, and say what the sources ask for.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail the test by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use signoff_harness::text::Language;

/// Ids of a catalogue, with the variables of each message.
type Ids = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_catalogues_have_the_same_messages_with_the_same_variables() {
    let [english, chinese] = Language::ALL.map(messages);
    for (id, variables) in &english {
        assert_eq!(Some(variables), chinese.get(id), "{id}, in English and Chinese");
    }
    let more: Vec<&String> = chinese
        .keys()
        .filter(|id| !english.contains_key(*id) && !has_english_in_sources(id))
        .collect();
    assert!(more.is_empty(), "only in Chinese: {more:?}");
}

/// Whether the English of a message stands in the sources: that of errors of the layers below, and of the help.
fn has_english_in_sources(id: &str) -> bool {
    id.starts_with("cause-") || id.starts_with("help-")
}

#[test]
fn both_catalogues_have_the_same_sections() {
    let [english, chinese] = Language::ALL.map(|language| {
        let sections = language
            .catalogue()
            .lines()
            .filter_map(|line| line.strip_prefix("## "));
        sections.map(str::to_owned).collect::<Vec<_>>()
    });
    assert_eq!(english, chinese);
}

#[test]
fn chinese_is_chinese() {
    let english = bodies(Language::English);
    let same: Vec<&str> = bodies(Language::Chinese)
        .into_iter()
        .filter(|(id, body)| {
            english.get(id) == Some(body) && body.chars().filter(char::is_ascii_lowercase).count() > 12
        })
        .map(|(id, _)| id)
        .collect();
    assert!(same.is_empty(), "not translated: {same:?}");
}

#[test]
fn sources_ask_for_what_there_is() {
    let known = messages(Language::Chinese);
    let mut mistakes = Vec::new();
    for (path, source) in sources() {
        for call in calls(&source) {
            match known.get(&call.id) {
                None => mistakes.push(format!("{}: no message {}", path.display(), call.id)),
                Some(variables) => {
                    if let Some(given) = &call.variables
                        && given != variables
                    {
                        let path = path.display();
                        mistakes.push(format!("{path}: {} has {variables:?}, given {given:?}", call.id));
                    }
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn every_message_is_used() {
    let sources: Vec<String> = sources().into_iter().map(|(_, source)| source).collect();
    let unused: Vec<String> = messages(Language::Chinese)
        .into_keys()
        // The page of the lab and the help have tests of their own.
        .filter(|id| !id.starts_with("lab-page-") && !id.starts_with("help-"))
        .filter(|id| !sources.iter().any(|source| source.contains(&format!("\"{id}\""))))
        .collect();
    assert!(unused.is_empty(), "no source says {unused:?}");
}

/// Some causes know a sentence of a lower layer by its words. If it is worded anew, this tells where it is known.
#[test]
fn words_by_which_causes_are_known_are_still_said() {
    // Said by the system.
    let foreign = ["Permission denied", "Device or resource busy"];
    let (causes, others): (Vec<_>, Vec<_>) = sources()
        .into_iter()
        .partition(|(path, _)| path.components().any(|part| part.as_os_str() == "causes"));
    let mut lost = Vec::new();
    for (path, source) in &causes {
        for words in known_words(source) {
            let is_said = others.iter().any(|(_, source)| source.contains(&words));
            if !is_said && !foreign.contains(&words.as_str()) {
                lost.push(format!("{}: {words}", path.display()));
            }
        }
    }
    assert!(!causes.is_empty());
    assert!(lost.is_empty(), "nobody says\n{}", lost.join("\n"));
}

/// Texts that are matched, or taken off the beginning or the end.
fn known_words(source: &str) -> Vec<String> {
    let mut words = Vec::new();
    for begins in ["strip_prefix(\"", "strip_suffix(\"", "after(\""] {
        let found = source.split(begins).skip(1);
        words.extend(found.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    let arms = source.lines().filter_map(|line| {
        let (pattern, _) = line.trim().split_once(" =>")?;
        let pattern = pattern
            .strip_prefix("(None, ")
            .unwrap_or(pattern)
            .trim_end_matches(')');
        Some(pattern.strip_prefix('"')?.strip_suffix('"')?.to_owned())
    });
    words.extend(arms);
    words
}

/// A call of `say` or `translated` with a literal id.
struct Call {
    id: String,
    /// Names of the variables, if they stand there as a literal.
    variables: Option<BTreeSet<String>>,
}

#[test]
fn calls_are_found() {
    let source = r#"
        t.say("one", &[]); t.say(id, &[]); essay("two", &[]);
        say(
            "three",
            &[("a", inner("(", [1]).into()), ("b", t.say("four", &[("c", 1.into())]).into())],
        );
        t.say("five", &variables); t.say("six", &[place()]);
        Message::translated("seven", &[("d", 1.into())], self);
    "#;
    let found: Vec<(String, Option<Vec<String>>)> = calls(source)
        .into_iter()
        .map(|call| (call.id, call.variables.map(|names| names.into_iter().collect())))
        .collect();
    let names = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    let want = [
        ("one", names(&[])),
        ("three", names(&["a", "b"])),
        ("four", names(&["c"])),
        ("five", None),
        ("six", None),
        ("seven", names(&["d"])),
    ];
    assert_eq!(found, want.map(|(id, names)| (id.to_owned(), names)));
}

fn calls(source: &str) -> Vec<Call> {
    let said = source.match_indices("say(");
    let translated = source.match_indices("translated(");
    said.chain(translated)
        .filter(|(at, _)| {
            let before = source[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
        .filter_map(|(at, word)| {
            let rest = source[at + word.len()..].trim_start().strip_prefix('"')?;
            let (id, rest) = rest.split_once('"')?;
            let literal = rest.trim_start().strip_prefix(',').map(str::trim_start);
            let literal = literal.and_then(|rest| rest.strip_prefix("&["));
            Some(Call {
                id: id.to_owned(),
                variables: literal.and_then(names),
            })
        })
        .collect()
}

/// The first string of each tuple in the list that begins here; `None` if not all of it are tuples.
fn names(list: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut depth = 0_usize;
    let mut chars = list.char_indices().peekable();
    let mut begins_tuple = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let mut end = at + 1;
                while let Some((place, c)) = chars.next() {
                    end = place;
                    match c {
                        '\\' => drop(chars.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                if begins_tuple {
                    names.insert(list[at + 1..end].to_owned());
                }
            }
            '(' | '[' | '{' => depth += 1,
            ']' if depth == 0 => return Some(names),
            c if depth == 0 && c != '(' && c != ',' && !c.is_whitespace() => return None,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if !c.is_whitespace() {
            begins_tuple = c == '(' && depth == 1;
        }
    }
    None
}

fn sources() -> Vec<(PathBuf, String)> {
    fn below(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let source = std::fs::read_to_string(&path).unwrap();
            // What tests ask for on purpose, and comments, do not count.
            let source = source.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (path, source)
        })
        .collect()
}

fn messages(language: Language) -> Ids {
    let mut ids = Ids::new();
    for message in parsed(language) {
        if let Entry::Message(message) = message {
            let mut variables = BTreeSet::new();
            let value = message
                .value
                .unwrap_or_else(|| panic!("{} says nothing", message.id.name));
            collect(&value, &mut variables);
            assert!(
                message.attributes.is_empty(),
                "{} has attributes",
                message.id.name
            );
            let again = ids.insert(message.id.name.to_owned(), variables);
            assert!(again.is_none(), "{:?} has {} twice", language, message.id.name);
        }
    }
    ids
}

fn parsed(language: Language) -> Vec<Entry<&'static str>> {
    parse(language.catalogue())
        .unwrap_or_else(|(_, errors)| panic!("{}.ftl: {errors:?}", language.tag()))
        .body
}

/// The text of each message as the catalogue has it.
fn bodies(language: Language) -> BTreeMap<&'static str, String> {
    let mut bodies = BTreeMap::new();
    let mut id = "";
    for line in language.catalogue().lines().filter(|line| !line.starts_with('#')) {
        let (begins, text) = match line.split_once('=') {
            Some((begins, text)) if !line.starts_with([' ', '{']) => (Some(begins.trim()), text),
            _ => (None, line),
        };
        id = begins.unwrap_or(id);
        let body: &mut String = bodies.entry(id).or_default();
        body.push_str(text.trim());
        body.push('\n');
    }
    bodies
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, variables),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("catalogues have no terms, functions and references: {other:?}"),
    }
}
