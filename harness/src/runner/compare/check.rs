//! Collects the differences between an answer and what a step expects of it.

use crate::flow::field::{Field, FieldError, Scalar, Variables};
use crate::flow::pattern::Comparison;
use crate::flow::scalar::OrNone;
use crate::runner::{Difference, Names};

/// Expectations are held against values; what differs is kept with both sides in words.
pub(crate) struct Check<'a> {
    variables: &'a Variables,
    /// Names of profiles, for words.
    pub names: &'a Names,
    differences: Vec<Difference>,
}

impl<'a> Check<'a> {
    /// Nothing compared yet.
    pub(crate) const fn new(variables: &'a Variables, names: &'a Names) -> Self {
        Self {
            variables,
            names,
            differences: Vec::new(),
        }
    }

    /// What differed, in the order of the comparisons.
    pub(crate) fn into_differences(self) -> Vec<Difference> {
        self.differences
    }

    /// The value of a field; one that has none is a difference of its own.
    pub(crate) fn value<T: Scalar>(&mut self, what: &str, field: &Field<T>) -> Option<T> {
        match field.get(self.variables) {
            Ok(value) => Some(value),
            Err(error) => {
                let actual = match &error {
                    FieldError::Value { text, reason, .. } => format!("{text:?}: {reason}"),
                    other => other.to_string(),
                };
                self.differs(what, T::WHAT, actual);
                None
            }
        }
    }

    /// Something differs.
    pub(crate) fn differs(&mut self, what: &str, expected: impl Into<String>, actual: impl Into<String>) {
        self.differences.push(Difference::new(what, expected, actual));
    }

    /// The value must be this one.
    pub(crate) fn equal<T: Scalar + PartialEq>(
        &mut self,
        what: &str,
        field: Option<&Field<T>>,
        actual: Option<&T>,
        say: impl Fn(&T) -> String,
    ) {
        let Some(expected) = field.and_then(|field| self.value(what, field)) else {
            return;
        };
        if actual != Some(&expected) {
            let actual = actual.map_or_else(|| "nothing".to_owned(), &say);
            self.differs(what, say(&expected), actual);
        }
    }

    /// The value must be this one, or must be absent when the flow says `none`.
    pub(crate) fn equal_or_none<T: Scalar + PartialEq>(
        &mut self,
        what: &str,
        field: Option<&Field<OrNone<T>>>,
        actual: Option<&T>,
        say: impl Fn(&T) -> String,
    ) {
        let Some(OrNone(expected)) = field.and_then(|field| self.value(what, field)) else {
            return;
        };
        if actual != expected.as_ref() {
            let words = |value: Option<&T>| value.map_or_else(|| "none".to_owned(), &say);
            self.differs(what, words(expected.as_ref()), words(actual));
        }
    }

    /// The number must be as compared.
    pub(crate) fn number(
        &mut self,
        what: &str,
        field: Option<&Field<Comparison>>,
        actual: usize,
        unit: &str,
    ) {
        let Some(field) = field else { return };
        let Some(expected) = self.value(what, field) else {
            return;
        };
        let actual = u32::try_from(actual).unwrap_or(u32::MAX);
        if !expected.matches(actual) {
            let unit = if unit.is_empty() {
                String::new()
            } else {
                format!(" {unit}")
            };
            self.differs(
                what,
                format!("{}{unit}", self.text(field)),
                format!("{actual}{unit}"),
            );
        }
    }

    /// The text of a field with its variables put in, as far as they have values.
    pub(crate) fn text<T>(&self, field: &Field<T>) -> String {
        let mut text = field.text().to_owned();
        for name in field.variables() {
            if let Some(value) = self.variables.get(name) {
                text = text.replace(&format!("${{{name}}}"), value);
            }
        }
        text
    }
}

/// For texts: with quotes.
pub(super) fn quoted(text: &String) -> String {
    format!("{text:?}")
}
