//! A scalar of a flow file: its place, its text, and the typed value or the variables that will give it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;

use super::Place;

/// A type that a scalar of a flow file can have.
pub trait Scalar: Sized + Clone {
    /// What it is, with its article, for messages: `a profile state`.
    const WHAT: &'static str;

    /// Reads the text.
    ///
    /// # Errors
    /// What is wrong with the text, to follow a colon.
    fn parse(text: &str) -> Result<Self, String>;

    /// The words that are allowed, where they can be counted.
    fn choices() -> &'static [&'static str] {
        &[]
    }

    /// The profile of the card file that a step names by this, if it names one.
    fn as_profile(&self) -> Option<&str> {
        None
    }

    /// JSON Schema of the literal form.
    fn schema() -> Schema {
        match Self::choices() {
            [] => schemars::json_schema!({ "type": ["string", "number", "boolean"] }),
            words => schemars::json_schema!({ "enum": words }),
        }
    }
}

/// Values of variables, by name: those of the matrix case, and what steps have captured so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(BTreeMap<String, String>);

impl Variables {
    /// Sets a variable, over an earlier value of the same name.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All variables in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Why a field has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// A variable that nothing has set.
    #[error("the variable ${{{name}}} has no value")]
    UnknownVariable {
        /// Its name.
        name: String,
    },
    /// The text is no value of the type.
    #[error("{text:?} is not {what}: {reason}")]
    Value {
        /// The text after substitution.
        text: String,
        /// What was expected.
        what: &'static str,
        /// What is wrong.
        reason: String,
        /// The words that would be right, where they can be counted.
        choices: &'static [&'static str],
    },
    /// `${` without `}`, or an empty name.
    #[error("{text:?} has a ${{ without a variable name and a closing }}")]
    Template {
        /// The text.
        text: String,
    },
}

/// A scalar of a flow file. It holds a value, or a text with `${variables}` that becomes a value once they are
/// known. A text that can't be a value is kept, so that one reading of a file finds all such mistakes.
#[derive(Clone, PartialEq, Eq)]
pub struct Field<T> {
    place: Place,
    text: String,
    content: Content<T>,
}

#[derive(Clone, PartialEq, Eq)]
enum Content<T> {
    Value(T),
    Template(Vec<Piece>),
    Wrong(FieldError),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Variable(String),
}

impl<T: Scalar> Field<T> {
    /// Reads a text that stands at `place`.
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        let text = text.into();
        let content = match pieces(&text) {
            Err(error) => Content::Wrong(error),
            Ok(pieces) if pieces.iter().any(|piece| matches!(piece, Piece::Variable(_))) => {
                Content::Template(pieces)
            }
            Ok(_) => match parse(&text) {
                Ok(value) => Content::Value(value),
                Err(error) => Content::Wrong(error),
            },
        };
        Self { place, text, content }
    }

    /// The value, with the variables put in.
    ///
    /// # Errors
    /// A variable without value, or a text that is no value of the type.
    pub fn get(&self, variables: &Variables) -> Result<T, FieldError> {
        match &self.content {
            Content::Value(value) => Ok(value.clone()),
            Content::Wrong(error) => Err(error.clone()),
            Content::Template(pieces) => {
                let mut text = String::with_capacity(self.text.len());
                for piece in pieces {
                    match piece {
                        Piece::Literal(literal) => text.push_str(literal),
                        Piece::Variable(name) => {
                            let unknown = || FieldError::UnknownVariable { name: name.clone() };
                            text.push_str(variables.get(name).ok_or_else(unknown)?);
                        }
                    }
                }
                parse(&text)
            }
        }
    }

    /// The value where it stands in the file itself, without any variable.
    pub const fn literal(&self) -> Option<&T> {
        match &self.content {
            Content::Value(value) => Some(value),
            Content::Template(_) | Content::Wrong(_) => None,
        }
    }
}

impl<T> Field<T> {
    /// Where it stands.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// As it is written in the file, without quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it whatever the variables are.
    pub const fn wrong(&self) -> Option<&FieldError> {
        match &self.content {
            Content::Wrong(error) => Some(error),
            Content::Value(_) | Content::Template(_) => None,
        }
    }

    /// The names of its variables.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        let pieces: &[Piece] = match &self.content {
            Content::Template(pieces) => pieces,
            Content::Value(_) | Content::Wrong(_) => &[],
        };
        pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }
}

fn parse<T: Scalar>(text: &str) -> Result<T, FieldError> {
    T::parse(text).map_err(|reason| FieldError::Value {
        text: text.to_owned(),
        what: T::WHAT,
        reason,
        choices: T::choices(),
    })
}

fn pieces(text: &str) -> Result<Vec<Piece>, FieldError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once("${") {
        let closed = after.split_once('}').filter(|(name, _)| is_variable_name(name));
        let (name, tail) = closed.ok_or_else(|| FieldError::Template {
            text: text.to_owned(),
        })?;
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.to_owned()));
        }
        pieces.push(Piece::Variable(name.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Ok(pieces)
}

/// Whether a text can be the name of a variable: a letter, then letters, digits and `_`.
pub fn is_variable_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl<T> fmt::Display for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{}:{}", self.text, self.place.line, self.place.column)
    }
}

impl<'de, T: Scalar> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self::new(text.value, text.referenced.into()))
    }
}

impl<T: Scalar> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed(T::WHAT)
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let literal = T::schema();
        schemars::json_schema!({
            "description": T::WHAT,
            "anyOf": [literal, { "type": "string", "pattern": r"\$\{[A-Za-z][A-Za-z0-9_]*\}" }]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_put_in_and_types_checked_afterwards() {
        let mut variables = Variables::default();
        variables.set("n", "12");
        let field = Field::<u32>::new("${n}", Place::default());
        assert_eq!(field.get(&variables), Ok(12));
        assert_eq!(field.variables().collect::<Vec<_>>(), ["n"]);
        variables.set("n", "twelve");
        assert!(matches!(field.get(&variables), Err(FieldError::Value { .. })));
        assert!(matches!(
            field.get(&Variables::default()),
            Err(FieldError::UnknownVariable { .. })
        ));
    }

    #[test]
    fn half_a_variable_is_a_mistake() {
        for text in ["${", "${}", "${n", "a ${1} b"] {
            let field = Field::<String>::new(text, Place::default());
            assert!(
                matches!(field.wrong(), Some(FieldError::Template { .. })),
                "{text}"
            );
        }
        assert_eq!(Field::<String>::new("cost: $5", Place::default()).wrong(), None);
    }
}
