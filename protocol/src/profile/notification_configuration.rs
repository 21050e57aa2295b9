//! Who is told of what happens to a profile (NotificationConfigurationInformation; SGP.22 §5.7.15).

use super::tags;
use crate::notification::{Event, Events};
use crate::text::Text;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// One address that is told of the given events (NotificationConfigurationInformation, in `B6`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationConfiguration {
    /// `80`: which events.
    pub events: Events,
    /// `81`: FQDN of the recipient.
    pub address: Text,
}

impl NotificationConfiguration {
    /// Whether the address is told of `event`.
    pub const fn wants(&self, event: Event) -> bool {
        self.events.0.contains(event.bit())
    }

    /// The element `B6`.
    pub(crate) fn encode_list(list: &[Self], writer: &mut Writer) {
        writer.constructed(tags::NOTIFICATION_CONFIGURATION, |w| {
            for configuration in list {
                w.constructed(Tag(0x30), |w| {
                    w.bits(Tag(0x80), configuration.events.0)
                        .text(Tag(0x81), &configuration.address);
                });
            }
        });
    }

    /// Reads the element `B6`.
    pub(crate) fn decode_list(list: Tlv<'_>) -> Result<Vec<Self>, DecodeError> {
        let mut configurations = Vec::with_capacity(list.children().count());
        for entry in list.children() {
            let entry = entry?.expect(Tag(0x30))?;
            let (mut events, mut address) = (None, None);
            for child in entry.children() {
                let child = child?;
                match child.tag() {
                    Tag(0x80) => events = Some(Events(child.bits()?)),
                    Tag(0x81) => address = Some(child.text()?),
                    _ => {}
                }
            }
            let missing = |tag| DecodeError::Missing {
                tag,
                offset: entry.offset(),
            };
            configurations.push(Self {
                events: events.ok_or_else(|| missing(Tag(0x80)))?,
                address: address.ok_or_else(|| missing(Tag(0x81)))?.into(),
            });
        }
        Ok(configurations)
    }
}

crate::arbitrary::arbitrary!(
    NotificationConfiguration,
    (any::<Events>(), crate::arbitrary::text(255)).prop_map(|(events, address)| Self {
        events,
        address: address.into()
    })
);
