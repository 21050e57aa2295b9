//! ES10b.RetrieveNotificationsList, `BF2B` (SGP.22 §5.7.10).

use crate::id::SeqNumber;
use crate::message::{Decode, Encode, result_codes};
use crate::notification::{Events, PendingNotification};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF2B);

/// Which notifications to retrieve (`A0` searchCriteria).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationSearch {
    /// `80`
    SeqNumber(SeqNumber),
    /// `81`
    Events(Events),
}

/// Asks for pending notifications as they are delivered to their SM-DP+.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetrieveNotificationsListRequest {
    /// `None` for all.
    pub search: Option<NotificationSearch>,
}

impl Encode for RetrieveNotificationsListRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(search) = self.search {
                w.constructed(Tag(0xA0), |w| {
                    match search {
                        NotificationSearch::SeqNumber(seq) => w.unsigned(Tag(0x80), seq.get()),
                        NotificationSearch::Events(events) => w.bits(Tag(0x81), events.0),
                    };
                });
            }
        });
    }
}

impl Decode for RetrieveNotificationsListRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let Some(criteria) = tlv.expect(TAG)?.find(Tag(0xA0))? else {
            return Ok(Self::default());
        };
        let mut children = criteria.children();
        let Some(choice) = children.next().transpose()? else {
            return Err(DecodeError::Missing {
                tag: Tag(0x80),
                offset: criteria.offset(),
            });
        };
        let search = match choice.tag() {
            Tag(0x80) => NotificationSearch::SeqNumber(SeqNumber::new(choice.unsigned()?)),
            Tag(0x81) => NotificationSearch::Events(Events(choice.bits()?)),
            found => {
                return Err(DecodeError::UnexpectedTag {
                    expected: Tag(0x80),
                    found,
                    offset: choice.offset(),
                });
            }
        };
        if let Some(second) = children.next().transpose()? {
            return Err(second.invalid("a second search criterion"));
        }
        Ok(Self { search: Some(search) })
    }
}

result_codes! {
    /// Error of RetrieveNotificationsList.
    RetrieveNotificationsListError {
        /// v2.0 to v2.4: nothing matches.
        NoResultAvailable = 1 "noResultAvailable",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

/// The notifications, or the error in `81`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetrieveNotificationsListResponse {
    /// `A0`
    List(Vec<PendingNotification>),
    /// `81`
    Error(RetrieveNotificationsListError),
}

impl Encode for RetrieveNotificationsListResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::List(list) => {
                    w.constructed(Tag(0xA0), |w| list.iter().for_each(|pending| pending.encode(w)))
                }
                Self::Error(error) => w.unsigned(Tag(0x81), u32::from(error.code())),
            };
        });
    }
}

impl Decode for RetrieveNotificationsListResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0x81))? {
            return Ok(Self::Error(RetrieveNotificationsListError::from_code(
                error.small()?,
            )));
        }
        let list = tlv.child(Tag(0xA0))?;
        list.children()
            .map(|pending| PendingNotification::decode(pending?))
            .collect::<Result<_, _>>()
            .map(Self::List)
    }
}

crate::arbitrary::arbitrary!(
    NotificationSearch,
    prop_oneof![
        any::<SeqNumber>().prop_map(Self::SeqNumber),
        any::<Events>().prop_map(Self::Events),
    ]
);

crate::arbitrary::arbitrary!(
    RetrieveNotificationsListRequest,
    any::<Option<NotificationSearch>>().prop_map(|search| Self { search })
);

crate::arbitrary::arbitrary!(
    RetrieveNotificationsListResponse,
    prop_oneof![
        4 => crate::arbitrary::list(3).prop_map(Self::List),
        1 => any::<RetrieveNotificationsListError>().prop_map(Self::Error),
    ]
);
