//! Why a text is not taken for a reference number, for a person.

use crate::flow::reference::NoReference;
use crate::text::Message;

/// Why a text is not taken for a reference number. The text is not in it.
pub(in crate::cli) fn no_reference(reason: NoReference) -> Message {
    let id = match reason {
        NoReference::Length => "manual-no-reference-length",
        NoReference::Mail => "manual-no-reference-mail",
        NoReference::Name => "manual-no-reference-name",
        NoReference::Telephone => "manual-no-reference-telephone",
        NoReference::Document => "manual-no-reference-document",
        NoReference::Character => "manual-no-reference-character",
    };
    Message::say(id, &[])
}
