//! The language that the user wants.

use std::ffi::OsString;

use clap::ValueEnum as _;

use crate::text::Language;

/// Language of what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LanguageChoice {
    /// As LC_ALL, LC_MESSAGES or LANG say.
    #[default]
    Auto,
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl LanguageChoice {
    /// What these arguments say, before they are parsed: help and mistakes of arguments need it, too.
    pub fn of_arguments(arguments: &[OsString]) -> Self {
        let mut arguments = arguments
            .iter()
            .map(|argument| argument.to_str().unwrap_or_default());
        let mut choice = Self::default();
        while let Some(argument) = arguments.next() {
            let value = match argument {
                "--" => break,
                "--lang" => arguments.next(),
                other => other.strip_prefix("--lang="),
            };
            let named = value.and_then(|value| Self::from_str(value, false).ok());
            choice = named.unwrap_or(choice);
        }
        choice
    }

    /// The language that this means here.
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Zh => Language::Chinese,
            Self::Auto => {
                let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
                Language::of_environment(values.iter().map(Option::as_deref))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_arguments_are_parsed() {
        for (arguments, want) in [
            ("signoff --lang zh run --help", LanguageChoice::Zh),
            ("signoff run --lang=zh -h", LanguageChoice::Zh),
            ("signoff --lang en --lang zh", LanguageChoice::Zh),
            ("signoff --lang klingon", LanguageChoice::Auto),
            (
                "signoff simulate card --lpac-stdio -- lpac --lang zh",
                LanguageChoice::Auto,
            ),
            ("signoff --lang", LanguageChoice::Auto),
        ] {
            let words: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
            assert_eq!(LanguageChoice::of_arguments(&words), want, "{arguments}");
        }
    }
}
