//! What a restoration has no room for.

use signoff_protocol::usim::UsimError;

use crate::text::{Message, Told};
use crate::usim::{Misfit, Unfit};

impl Told for Misfit {
    fn told(&self) -> Message {
        Message::translated(
            "cause-misfit",
            &[("what", what(&self.what)), ("why", self.why.told())],
            self,
        )
    }
}

fn what(text: &str) -> Message {
    let after = |word| text.strip_prefix(word).map(Message::from);
    if let Some(name) = after("contact ") {
        return Message::translated("cause-contact", &[("name", name)], text);
    }
    if let Some(address) = after("message from ") {
        return Message::translated("cause-message-from", &[("address", address)], text);
    }
    if let Some(address) = after("message to ") {
        return Message::translated("cause-message-to", &[("address", address)], text);
    }
    text.into()
}

impl Told for Unfit {
    fn told(&self) -> Message {
        match self {
            Self::NoPhonebook => Message::translated("cause-unfit-phonebook", &[], self),
            Self::NoEntry(path) => {
                Message::translated("cause-unfit-entry", &[("path", path.to_string().into())], self)
            }
            Self::NoExtension { digits } => {
                Message::translated("cause-unfit-extension", &[("digits", (*digits).into())], self)
            }
            Self::NoFurtherNumber(number) => {
                Message::translated("cause-unfit-number", &[("number", number.into())], self)
            }
            Self::NoFurtherExtension(number) => {
                Message::translated("cause-unfit-number-extension", &[("number", number.into())], self)
            }
            Self::NoRoom { kind, text } => Message::translated(
                "cause-unfit-text",
                &[("kind", named(kind)), ("text", format!("{text:?}").into())],
                self,
            ),
            Self::TooLong { kind, text, reason } => Message::translated(
                "cause-unfit-long",
                &[
                    ("kind", named(kind)),
                    ("text", format!("{text:?}").into()),
                    ("reason", held(reason)),
                ],
                self,
            ),
            Self::NoGroups(name) => group("cause-unfit-no-groups", name, self),
            Self::NoGroup(name) => group("cause-unfit-group", name, self),
            Self::TooManyGroups(name) => group("cause-unfit-many-groups", name, self),
            Self::NoMessages => Message::translated("cause-unfit-messages", &[], self),
            Self::ShortRecords(bytes) => {
                Message::translated("cause-unfit-short", &[("bytes", (*bytes).into())], self)
            }
            Self::FewRecords { needed, left } => Message::translated(
                "cause-unfit-few",
                &[("needed", (*needed).into()), ("left", (*left).into())],
                self,
            ),
            Self::Record(reason) => {
                Message::translated("cause-unfit-record", &[("reason", held(reason))], self)
            }
        }
    }
}

/// Why a record does not hold something.
fn held(error: &UsimError) -> Message {
    match error {
        UsimError::TooLong {
            needed, room, unit, ..
        } => Message::translated(
            "cause-record-too-long",
            &[
                ("needed", (*needed).into()),
                ("room", (*room).into()),
                ("unit", (*unit).into()),
            ],
            error,
        ),
        UsimError::Character { found, .. } => Message::translated(
            "cause-record-character",
            &[("found", format!("{found:?}").into())],
            error,
        ),
        other => other.to_string().into(),
    }
}

fn group(id: &'static str, name: &str, english: &Unfit) -> Message {
    Message::translated(id, &[("name", format!("{name:?}").into())], english)
}

fn named(kind: &str) -> Message {
    match kind {
        "the e-mail address" => Message::translated("cause-email", &[], kind),
        "the second name" => Message::translated("cause-second-name", &[], kind),
        _ => kind.into(),
    }
}
