//! What is no target.

use crate::text::{Message, Told};
use crate::transport::TargetError;

impl Told for TargetError {
    fn told(&self) -> Message {
        match self {
            Self::Scheme { found } => Message::translated(
                "cause-target-scheme",
                &[("found", format!("{found:?}").into())],
                self,
            ),
            Self::Missing {
                scheme,
                needs,
                example,
            } => Message::translated(
                "cause-target-missing",
                &[
                    ("scheme", (*scheme).into()),
                    ("needs", (*needs).into()),
                    ("example", (*example).into()),
                ],
                self,
            ),
            Self::Excess { scheme, found } => Message::translated(
                "cause-target-excess",
                &[
                    ("scheme", (*scheme).into()),
                    ("found", format!("{found:?}").into()),
                ],
                self,
            ),
            Self::Option {
                scheme,
                found,
                allowed,
            } => Message::translated(
                "cause-target-option",
                &[
                    ("scheme", (*scheme).into()),
                    ("found", format!("{found:?}").into()),
                    ("allowed", (*allowed).into()),
                ],
                self,
            ),
            Self::Value {
                option,
                found,
                allowed,
            } => Message::translated(
                "cause-target-value",
                &[
                    ("option", (*option).into()),
                    ("found", found.into()),
                    ("allowed", (*allowed).into()),
                ],
                self,
            ),
        }
    }
}
