//! What steps of all kinds have: label, expectation, captures, repetition, retry.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::capture::CapturePath;
use super::super::entries::Entries;
use super::super::field::Field;
use super::super::scalar::{Bounded, RefusalName};

/// How often a step may be repeated.
pub type Repeat = Bounded<1, 1000>;

/// Variables and the paths of the values they take.
pub type Captures = Entries<Field<CapturePath>>;

/// `retry:` a refusal of these names is no answer yet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// How many times the step is tried again after the first time.
    pub times: Field<Bounded<1, 20>>,
    /// The results that are tried again: `cat_busy`.
    pub on: Vec<Field<RefusalName>>,
    /// Milliseconds between two tries; 0 without this.
    #[serde(default)]
    pub wait_ms: Option<Field<Bounded<0, 10_000>>>,
}

/// Declares steps, with the fields that every step has.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident expects $expect:ty {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// What reports call this step.
            pub label: Option<Field<String>>,
            /// What the answer must be; `done` without this.
            pub expect: Option<Expect<$expect>>,
            /// Variables that take values of the answer.
            pub capture: Captures,
            /// How many times the step is carried out; its expectations hold each time.
            pub repeat: Option<Field<Repeat>>,
            /// Which refusals are tried again.
            pub retry: Option<Retry>,
        }

        impl Check for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                $(self.$field.check(checker);)*
                self.label.check(checker);
                self.expect.check(checker);
                self.repeat.check(checker);
                self.retry.check(checker);
            }
        }

        impl $name {
            pub(in crate::flow) const fn common(&self) -> Common<'_> {
                Common {
                    label: self.label.as_ref(),
                    capture: Some(&self.capture),
                    repeat: self.repeat.as_ref(),
                    retry: self.retry.as_ref(),
                }
            }
        }
    )+};
}

pub(in crate::flow) use steps;

/// The fields that steps of all kinds have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Common<'a> {
    /// What reports call the step.
    pub label: Option<&'a Field<String>>,
    /// Variables that take values of the answer.
    pub capture: Option<&'a Captures>,
    /// How many times.
    pub repeat: Option<&'a Field<Repeat>>,
    /// Which refusals are tried again.
    pub retry: Option<&'a Retry>,
}
