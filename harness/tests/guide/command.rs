//! The commands of a guide, with what they show.
//!
//! A block that is fenced as `console` has a command after each `$ `, and below it what it shows. A comment before the
//! block tells what the reader sees no reason to be told: `<!-- exit: 1 -->`, `<!-- answers: 0012 -->`.

/// A command, and what is to come of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Command {
    /// On which line of the guide it stands.
    pub(crate) number: usize,
    /// As it is typed.
    pub(crate) line: String,
    /// Its exit code.
    pub(crate) exit: i32,
    /// What is typed when it asks.
    pub(crate) answers: Vec<String>,
    /// Lines that it shows, in this order.
    pub(crate) shown: Vec<String>,
}

/// All commands, in their order.
pub(crate) fn commands(guide: &str) -> Vec<Command> {
    let mut found: Vec<Command> = Vec::new();
    let mut told = Command::default();
    let mut inside = false;
    for (index, line) in guide.lines().enumerate() {
        match line {
            "```console" => inside = true,
            "```" if inside => {
                inside = false;
                told = Command::default();
            }
            _ if !inside => note(line, &mut told),
            _ => {
                if let Some(typed) = line.strip_prefix("$ ") {
                    found.push(Command {
                        number: index + 1,
                        line: typed.to_owned(),
                        ..std::mem::take(&mut told)
                    });
                } else if let Some(command) = found.last_mut() {
                    command.shown.push(line.to_owned());
                }
            }
        }
    }
    assert!(!inside, "a block has no end");
    found
}

/// Takes what a comment says of the next command.
fn note(line: &str, told: &mut Command) {
    let Some(comment) = line
        .strip_prefix("<!-- ")
        .and_then(|line| line.strip_suffix(" -->"))
    else {
        return;
    };
    match comment.split_once(": ") {
        Some(("exit", code)) => told.exit = code.parse().expect("an exit code"),
        Some(("answers", answers)) => told.answers = answers.split(' ').map(str::to_owned).collect(),
        _ => {}
    }
}

#[test]
fn commands_are_found() {
    let guide = "# A\n```console\n$ one\nits line\n$ two\n```\n<!-- exit: 4 -->\n<!-- answers: 1 2 -->\n\n```console\n$ three\n```\n```yaml\n$ no\n```\n";
    let command = |number, line: &str| Command {
        number,
        line: line.to_owned(),
        ..Command::default()
    };
    let want = [
        Command {
            shown: vec!["its line".to_owned()],
            ..command(3, "one")
        },
        command(5, "two"),
        Command {
            exit: 4,
            answers: vec!["1".to_owned(), "2".to_owned()],
            ..command(11, "three")
        },
    ];
    assert_eq!(commands(guide), want);
}
