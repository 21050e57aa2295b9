//! Which value of an answer goes into which variable.

use super::field::Scalar;

/// Path to a value of an answer: `first.seq_number`, `proximus.iccid`, `eid`. Which paths an answer has,
/// `docs/flow-language.md` says step by step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CapturePath(String);

impl CapturePath {
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands between the dots.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }
}

impl std::fmt::Display for CapturePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Scalar for CapturePath {
    const WHAT: &'static str = "the path of a value";

    fn parse(text: &str) -> Result<Self, String> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(allowed))
        {
            Ok(Self(text.to_owned()))
        } else {
            Err("expected names with dots between them, as in first.seq_number".to_owned())
        }
    }
}
