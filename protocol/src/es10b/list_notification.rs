//! ES10b.ListNotification, `BF28` (SGP.22 §5.7.9).

use crate::message::{Decode, Encode, Unknown};
use crate::notification::{Events, NotificationMetadata};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF28);

/// Asks for the metadata of pending notifications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListNotificationRequest {
    /// `81`: only these events; `None` for all.
    pub filter: Option<Events>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for ListNotificationRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(filter) = self.filter {
                w.bits(Tag(0x81), filter.0);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ListNotificationRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut request = Self::default();
        for child in tlv.expect(TAG)?.children() {
            let child = child?;
            match child.tag() {
                Tag(0x81) => request.filter = Some(Events(child.bits()?)),
                _ => request.unknown.keep(child),
            }
        }
        Ok(request)
    }
}

/// The metadata, or the error in `81`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListNotificationResponse {
    /// `A0`
    List(Vec<NotificationMetadata>),
    /// `81`: 127 is undefinedError.
    Error(u8),
}

impl Encode for ListNotificationResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::List(list) => {
                    w.constructed(Tag(0xA0), |w| list.iter().for_each(|metadata| metadata.encode(w)))
                }
                Self::Error(code) => w.unsigned(Tag(0x81), u32::from(*code)),
            };
        });
    }
}

impl Decode for ListNotificationResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0x81))? {
            return error.small().map(Self::Error);
        }
        tlv.child(Tag(0xA0))?
            .children()
            .map(|metadata| NotificationMetadata::decode(metadata?))
            .collect::<Result<_, _>>()
            .map(Self::List)
    }
}

crate::arbitrary::arbitrary!(
    ListNotificationRequest,
    any::<(Option<Events>, Unknown)>().prop_map(|(filter, unknown)| Self { filter, unknown })
);

crate::arbitrary::arbitrary!(
    ListNotificationResponse,
    prop_oneof![
        4 => crate::arbitrary::list(5).prop_map(Self::List),
        1 => any::<u8>().prop_map(Self::Error),
    ]
);
