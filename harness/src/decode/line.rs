//! What decoding gives: lines with depth, label and value, and their place in the input.

use std::fmt;
use std::ops::Range;

/// What a value is, for readers that treat some of them differently: a transcript replaces signatures and
/// challenges by placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field of known meaning.
    Plain,
    /// `5F37`
    Signature,
    /// A certificate, complete element.
    Certificate,
    /// Random bytes that differ from session to session.
    Challenge,
    /// Picture data.
    Icon,
    /// An element or bytes that no known edition defines, shown as hex.
    Unknown,
    /// Where understanding ended.
    Problem,
}

/// One line of decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Levels of indentation.
    pub depth: usize,
    /// Name of the field or message.
    pub label: String,
    /// Its value, empty where the lines below say it.
    pub value: String,
    /// What kind of value.
    pub role: Role,
    /// The bytes of the input that the line stands for.
    pub bytes: Range<usize>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = self.depth * 2;
        match (self.label.as_str(), self.value.as_str()) {
            ("", value) => write!(f, "{:indent$}{value}", ""),
            (label, "") => write!(f, "{:indent$}{label}", ""),
            (label, value) => write!(f, "{:indent$}{label}: {value}", ""),
        }
    }
}

/// Decoded bytes. `Display` gives the whole text, one line each, with a final line feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The lines, in the order of the input.
    pub lines: Vec<Line>,
    /// The first thing that is wrong with the input, with its byte offset; a line of [`Role::Problem`] says it too.
    pub problem: Option<String>,
}

impl fmt::Display for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
