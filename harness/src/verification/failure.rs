//! Why somebody who was asked gave no answer that can be used, as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why somebody who was asked gave no answer that can be used.
///
/// [`super::texts::failure()`] makes a sentence of it, in any language. `said` is what the program itself says of a cause
/// that has no sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Failure {
    /// The eUICC said no.
    Card {
        /// The function, as SGP.22 spells it.
        function: String,
        /// The result, as SGP.22 spells it, or the status word.
        result: String,
    },
    /// The link to the device broke, or what came over it is no answer.
    Device {
        /// One word: `timeout`, `busy`, `malformed`.
        cause: String,
        /// What belongs to it: a port, a number of milliseconds.
        detail: String,
        /// In English.
        said: String,
    },
    /// The modem or a file of the card answered with this.
    Answered {
        /// The command or the file.
        asked: String,
        /// The answer.
        answer: String,
    },
    /// No command of the modem shows an ICCID.
    NoIccid,
    /// The SM-DP+.
    Smdp {
        /// Which.
        server: String,
        /// One word: `timeout`, `expired`, `status`.
        cause: String,
        /// What belongs to it: an HTTP status, a code of the SM-DP+.
        detail: String,
        /// In English.
        said: String,
    },
    /// The operator's desk.
    Operator {
        /// One word: `timeout`, `refused`, `status`.
        cause: String,
        /// What belongs to it: a URL, a line.
        detail: String,
        /// In English, or in the words of the operator.
        said: String,
    },
    /// In words: those of somebody else, or of an older version.
    #[serde(untagged)]
    Said(String),
}

impl Failure {
    /// An answer of the modem, or of a file of the card.
    pub fn answered(asked: impl Into<String>, answer: impl fmt::Display) -> Self {
        Self::Answered {
            asked: asked.into(),
            answer: answer.to_string(),
        }
    }

    pub(super) fn device(cause: &str, detail: impl fmt::Display, said: &impl fmt::Display) -> Self {
        Self::Device {
            cause: cause.to_owned(),
            detail: detail.to_string(),
            said: said.to_string(),
        }
    }
}

/// In English.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card { function, result } => write!(f, "{function} refused: {result}"),
            Self::Answered { asked, answer } => write!(f, "{asked}: {answer}"),
            Self::NoIccid => f.write_str("no command for the ICCID shows one"),
            Self::Device { said, .. }
            | Self::Smdp { said, .. }
            | Self::Operator { said, .. }
            | Self::Said(said) => f.write_str(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_version_said_is_kept() {
        let older: Failure = serde_json::from_str("\"no answer\"").expect("a failure");
        assert_eq!(older, Failure::Said("no answer".to_owned()));
        for failure in [older, Failure::NoIccid, Failure::answered("AT+CIMI", "ERROR")] {
            let text = serde_json::to_string(&failure).expect("JSON");
            assert_eq!(
                serde_json::from_str::<Failure>(&text).ok(),
                Some(failure),
                "{text}"
            );
        }
    }
}
