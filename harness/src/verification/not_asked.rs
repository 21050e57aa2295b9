//! Why a way was not asked.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is missing to ask a way. The aliases are what older versions wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotAsked {
    /// The link takes no AT commands.
    #[serde(alias = "this link takes no AT commands")]
    NoAtCommands,
    /// The IMSI of the profile is not known.
    #[serde(alias = "the IMSI of the profile is not known")]
    ImsiUnknown,
    /// No SM-DP+ was named that lets itself be asked.
    #[serde(alias = "no SM-DP+ was named that lets itself be asked")]
    NoSmdp,
    /// No operator was named.
    #[serde(alias = "no operator was named")]
    NoOperator,
}

/// In English.
impl fmt::Display for NotAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAtCommands => "this link takes no AT commands",
            Self::ImsiUnknown => "the IMSI of the profile is not known",
            Self::NoSmdp => "no SM-DP+ was named that lets itself be asked",
            Self::NoOperator => "no operator was named",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_words_are_understood() {
        for reason in [
            NotAsked::NoAtCommands,
            NotAsked::ImsiUnknown,
            NotAsked::NoSmdp,
            NotAsked::NoOperator,
        ] {
            let older = serde_json::Value::String(reason.to_string());
            assert_eq!(serde_json::from_value::<NotAsked>(older).ok(), Some(reason));
        }
    }
}
