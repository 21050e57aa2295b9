//! What was being done when something broke. Names of functions are names in every language.

use crate::text::Message;

/// What a layer below says that it was doing.
pub(super) fn doing(text: &str) -> Message {
    if let Some(aid) = text.strip_prefix("opening the ISD-R ") {
        return Message::translated("cause-opening-isd-r", &[("aid", aid.into())], text);
    }
    if let Some(what) = text.strip_prefix("answer to ") {
        return Message::translated("cause-answer-to", &[("what", what.into())], text);
    }
    match text {
        "closing the ISD-R's channel" => Message::translated("cause-closing-isd-r", &[], text),
        "opening a channel to the USIM" => Message::translated("cause-opening-usim", &[], text),
        "closing the channel to the USIM" => Message::translated("cause-closing-usim", &[], text),
        "reset" => Message::translated("cause-reset", &[], text),
        "power cycle" => Message::translated("cause-power-cycle", &[], text),
        "reading back" => Message::translated("cause-reading-back", &[], text),
        _ => text.into(),
    }
}
