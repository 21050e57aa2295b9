//! How much of an EID is shown.

use serde::{Deserialize, Serialize};

/// How much of an EID is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum EidShown {
    /// Nothing: all of it is shown
    None,
    /// All but its last four digits
    #[default]
    Last4,
    /// All of it
    Full,
}

impl EidShown {
    /// What is left of it.
    pub fn apply(self, eid: &str) -> String {
        let count = eid.chars().count();
        let shown = match self {
            Self::None => count,
            Self::Last4 => 4.min(count),
            Self::Full => 0,
        };
        let hidden = count - shown;
        let tail: String = eid.chars().skip(hidden).collect();
        format!("{}{tail}", "•".repeat(hidden))
    }

    /// A text in which the EID may stand, with what is left of it.
    pub fn apply_in(self, text: &str, eid: &str) -> String {
        if self == Self::None || eid.is_empty() {
            return text.to_owned();
        }
        text.replace(eid, &self.apply(eid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_an_eid() {
        let eid = "89999901001234567000000000000138";
        assert_eq!(EidShown::None.apply(eid), eid);
        assert_eq!(EidShown::Last4.apply(eid), format!("{}0138", "•".repeat(28)));
        assert_eq!(EidShown::Full.apply(eid), "•".repeat(32));
        let text = format!("{{\"eid\":\"{eid}\"}}");
        assert!(!EidShown::Last4.apply_in(&text, eid).contains(eid));
        assert_eq!(EidShown::None.apply_in(&text, eid), text);
    }
}
