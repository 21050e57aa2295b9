//! The language that the user wants.

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
