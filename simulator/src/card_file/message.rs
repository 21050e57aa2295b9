//! Short messages in a card file.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::usim::sms::TimeStamp;

use super::text;

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageFile {
    /// Who it came from or goes to: at most 20 digits behind an optional `+`; or a name of at most 11 letters.
    pub number: String,
    /// More than 160 letters of the default alphabet of GSM, or 70 if there are others, take several records.
    pub text: String,
    /// When the service centre took it, `2026-01-15T10:30:00+01:00`; the start of 1970 by default.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub received: Option<TimeStamp>,
    /// What became of it, `read` by default.
    #[serde(default)]
    pub state: MessageStateName,
    /// Reference of the parts of a long message, 16 bits long if it is above 255; its place among the messages by default.
    #[serde(default)]
    pub reference: Option<u16>,
    /// Only these parts of a long message are on the card, numbered from 1; all by default.
    #[serde(default)]
    pub parts: Option<Vec<u8>>,
}

/// What became of a short message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageStateName {
    /// Received, and shown to the user.
    #[default]
    Read,
    /// Received.
    Unread,
    /// Written and sent.
    Sent,
    /// Written.
    Unsent,
}
