//! What is to be said, before anybody knows in which language.

use super::{Language, TextValue, Texts};

/// A sentence with its values, or a text that is shown as it is. [`super::Texts::tell`] makes the text of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text that is ready to be read, or a number.
    Plain(TextValue<'static>),
    /// A message of the catalogues.
    Sentence {
        /// Its id.
        id: &'static str,
        /// Its variables, which may be sentences themselves.
        variables: Vec<(&'static str, Self)>,
    },
    /// A sentence whose English stands in the sources, as that of an error does. The other catalogues have it.
    Translated {
        /// The English sentence.
        english: String,
        /// Its id.
        id: &'static str,
        /// Its variables, which may be sentences themselves.
        variables: Vec<(&'static str, Self)>,
    },
}

/// What has a sentence for a person.
pub trait Told {
    /// The sentence.
    fn told(&self) -> Message;
}

impl Message {
    /// The message with this id and these variables.
    pub fn say(id: &'static str, variables: &[(&'static str, Self)]) -> Self {
        Self::Sentence {
            id,
            variables: variables.to_vec(),
        }
    }

    /// The English of it, for programs and for what is kept.
    pub fn english(&self) -> String {
        match self {
            Self::Translated { english, .. } => english.clone(),
            Self::Plain(TextValue::Text(text)) => text.clone().into_owned(),
            Self::Plain(TextValue::Number(number)) => number.to_string(),
            Self::Sentence { .. } => Texts::new(Language::English).tell(self),
        }
    }

    /// What `english` says, and in other languages the message with this id and these variables.
    pub fn translated(
        id: &'static str,
        variables: &[(&'static str, Self)],
        english: &(impl ToString + ?Sized),
    ) -> Self {
        Self::Translated {
            english: english.to_string(),
            id,
            variables: variables.to_vec(),
        }
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Plain(text.into())
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Message {
            fn from(number: $integer) -> Self {
                Self::Plain(number.into())
            }
        }
    )*};
}

from_integers!(u8, u16, u32, u64, usize, i32, i64);
