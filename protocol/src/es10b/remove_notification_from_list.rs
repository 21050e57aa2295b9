//! ES10b.RemoveNotificationFromList, `BF30` NotificationSent (SGP.22 §5.7.11).

use crate::id::SeqNumber;
use crate::message::{Decode, Encode, Unknown, result_codes, result_response};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF30);

/// Removes one notification, whether or not it was delivered: the eUICC can't know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveNotificationFromListRequest {
    /// `80`
    pub seq_number: SeqNumber,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for RemoveNotificationFromListRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.unsigned(Tag(0x80), self.seq_number.get())
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for RemoveNotificationFromListRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut seq_number = None;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => seq_number = Some(SeqNumber::new(child.unsigned()?)),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x80),
            offset: tlv.offset(),
        };
        Ok(Self {
            seq_number: seq_number.ok_or(missing)?,
            unknown,
        })
    }
}

result_codes! {
    /// Result of RemoveNotificationFromList (deleteNotificationStatus).
    RemoveNotificationFromListResult {
        /// It is removed.
        Ok = 0 "ok",
        /// No notification has this number.
        NothingToDelete = 1 "nothingToDelete",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the notification was removed.
    RemoveNotificationFromListResponse, TAG, RemoveNotificationFromListResult
}

crate::arbitrary::arbitrary!(
    RemoveNotificationFromListRequest,
    any::<(SeqNumber, Unknown)>().prop_map(|(seq_number, unknown)| Self { seq_number, unknown })
);
