//! One archived notification, and the line that it is written as. The line is that of `lpac notification dump`, so
//! that either program can replay what the other kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use signoff_protocol::hex;
use signoff_protocol::id::{Eid, SeqNumber};
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::PendingNotification;

/// `type` of a line.
const KIND: &str = "notification";

/// A notification as its card gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchivedNotification {
    /// The card.
    pub eid: Eid,
    /// Its sequence number there.
    pub seq_number: SeqNumber,
    /// PendingNotification, DER: the bytes that were signed, unchanged.
    pub der: Vec<u8>,
}

/// Why a line is no archived notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DumpError {
    /// It is not what a dump consists of.
    #[error("it is no line of a dump: {reason}")]
    Line {
        /// What is wrong.
        reason: String,
    },
    /// Its number and that of the notification in it differ.
    #[error("it says number {said}, and the notification in it has number {signed}")]
    Number {
        /// Beside the notification.
        said: SeqNumber,
        /// In it.
        signed: SeqNumber,
    },
}

impl ArchivedNotification {
    /// What a card gave.
    pub fn new(eid: Eid, notification: &PendingNotification) -> Self {
        Self {
            eid,
            seq_number: notification.metadata().seq_number,
            der: notification.to_der(),
        }
    }

    /// The notification, if its bytes still are one.
    ///
    /// # Errors
    /// They are not.
    pub fn notification(&self) -> Result<PendingNotification, DumpError> {
        PendingNotification::from_der(&self.der).map_err(|error| DumpError::Line {
            reason: error.to_string(),
        })
    }

    /// One line of JSON, without its end.
    pub fn to_line(&self) -> String {
        json!({
            "type": KIND,
            "eid": self.eid.to_string(),
            "seqNumber": self.seq_number.get(),
            "pendingNotification": STANDARD.encode(&self.der),
        })
        .to_string()
    }

    /// Reads a line.
    ///
    /// # Errors
    /// It is no such line, or contradicts itself.
    pub fn from_line(line: &str) -> Result<Self, DumpError> {
        let wrong = |reason: &str| DumpError::Line {
            reason: reason.to_owned(),
        };
        let json: Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let text = |name: &str| {
            let value = json.get(name).and_then(Value::as_str);
            value.ok_or_else(|| wrong(&format!("{name} is missing")))
        };
        if text("type")? != KIND {
            return Err(wrong("its type is not notification"));
        }
        // Cards whose check digits are wrong exist, and their notifications are worth as much.
        let eid = hex::decode(text("eid")?).ok().and_then(|eid| eid.try_into().ok());
        let eid = Eid::from_bytes(eid.ok_or_else(|| wrong("eid has not 32 digits"))?);
        let number = json.get("seqNumber").and_then(Value::as_u64);
        let number = number.and_then(|number| u32::try_from(number).ok());
        let said = SeqNumber::new(number.ok_or_else(|| wrong("seqNumber is missing or too large"))?);
        let der = STANDARD
            .decode(text("pendingNotification")?)
            .map_err(|error| wrong(&format!("pendingNotification: {error}")))?;
        let entry = Self {
            eid,
            seq_number: said,
            der,
        };
        let signed = entry.notification()?.metadata().seq_number;
        if signed == said {
            Ok(entry)
        } else {
            Err(DumpError::Number { said, signed })
        }
    }
}
