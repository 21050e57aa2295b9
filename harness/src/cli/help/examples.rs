//! What stands behind the arguments: a few sentences, and examples, which are the same in every language.

/// The two parts of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AfterHelp<'a> {
    /// Sentences; may be empty.
    pub(super) prose: &'a str,
    /// Lines of examples, without what indents all of them.
    pub(super) examples: Vec<&'a str>,
}

/// Takes it apart. Examples come last: a list behind `Examples:`, or lines behind `Example: `.
pub(super) fn split(text: &str) -> AfterHelp<'_> {
    let at = text.match_indices("Example").map(|(at, _)| at).find(|at| {
        text.get(..*at)
            .is_some_and(|before| before.is_empty() || before.ends_with("\n\n"))
    });
    let (prose, examples) = at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    let list = examples.strip_prefix("Examples:\n");
    let lines = list.or_else(|| examples.strip_prefix("Example: ")).unwrap_or("");
    AfterHelp {
        prose: prose.trim_end(),
        examples: lines
            .lines()
            .map(|line| match list {
                Some(_) => line.strip_prefix("  ").unwrap_or(line),
                None => line.trim_start(),
            })
            .collect(),
    }
}

/// Puts it together again, with another text and another heading where there are some.
pub(super) fn joined(prose: Option<&str>, heading: Option<&str>, parts: &AfterHelp<'_>) -> String {
    let mut text = prose.unwrap_or(parts.prose).to_owned();
    if parts.examples.is_empty() {
        return text;
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(heading.unwrap_or("Examples:"));
    for line in &parts.examples {
        text.push_str("\n  ");
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_found() {
        for (text, prose, examples) in [
            ("Example: signoff run", "", vec!["signoff run"]),
            ("Why.\n\nExample: a\n         b", "Why.", vec!["a", "b"]),
            (
                "A.\n\nB.\n\nExamples:\n  a \\\n      b\n  c",
                "A.\n\nB.",
                vec!["a \\", "    b", "c"],
            ),
            ("An Example of prose.", "An Example of prose.", vec![]),
        ] {
            assert_eq!(split(text), AfterHelp { prose, examples }, "{text}");
        }
    }

    #[test]
    fn both_parts_are_put_together() {
        let parts = split("Why.\n\nExample: a");
        assert_eq!(
            joined(Some("原因。"), Some("示例:"), &parts),
            "原因。\n\n示例:\n  a"
        );
        assert_eq!(joined(None, None, &split("Example: a")), "Examples:\n  a");
    }
}
