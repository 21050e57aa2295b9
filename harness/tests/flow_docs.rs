//! The examples of docs/flow-language.md are what the reference says they are.

use std::sync::Arc;

use signoff_harness::dut::Dut;
use signoff_harness::flow::{Source, Step, load};

const REFERENCE: &str = include_str!("../../docs/flow-language.md");

/// The fenced examples of a language, with the line on which they start.
fn examples(language: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = REFERENCE.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line == format!("```{language}") {
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            found.push((number + 1, body.join("\n") + "\n"));
        }
    }
    found
}

fn source(line: usize, text: &str) -> Arc<Source> {
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("name: "))
        .unwrap_or("example");
    Arc::new(Source {
        name: format!("docs/flow-language.md line {line}/{name}.yaml"),
        text: text.to_owned(),
        folder: None,
    })
}

#[test]
fn every_example_resolves() {
    let examples = examples("yaml");
    assert!(examples.len() >= 7, "{}", examples.len());
    for (line, text) in examples {
        if let Err(diagnostics) = load(&source(line, &text), None) {
            panic!("{}", diagnostics.render(false, 100));
        }
    }
}

#[test]
fn every_dut_example_is_read() {
    let examples = examples("yaml dut");
    assert!(!examples.is_empty());
    for (line, text) in examples {
        if let Err(diagnostics) = Dut::load(&source(line, &text)) {
            panic!("{}", diagnostics.render(false, 100));
        }
    }
}

#[test]
fn every_kind_of_step_is_described_and_shown() {
    let shown: String = examples("yaml").into_iter().map(|(_, text)| text).collect();
    for kind in Step::KINDS {
        assert!(REFERENCE.contains(&format!("`{kind}")), "{kind} is not described");
        assert!(shown.contains(&format!("- {kind}:")), "{kind} is not shown");
    }
}
