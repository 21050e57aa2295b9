//! Results for people or for programs.

use clap::ValueEnum;
use serde::Serialize;

use super::{CliError, Console};

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

impl Format {
    /// Prints `value`, as `text` says for people.
    pub(super) fn print<T: Serialize>(
        self,
        console: Console,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), CliError> {
        match self {
            Self::Text => console.line(&text(value))?,
            Self::Json => {
                let json = serde_json::to_string_pretty(value).map_err(std::io::Error::other)?;
                console.line(&json)?;
            }
        }
        Ok(())
    }
}
