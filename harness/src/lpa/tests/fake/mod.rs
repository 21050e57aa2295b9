//! A card and a link that a test can break at every call: small enough to be seen through, strict enough to
//! notice a blind retry or a channel left open.

mod breaks;
mod card;
mod link;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::message::Unknown;
use signoff_protocol::notification::{Event, NotificationMetadata, PendingNotification};
use signoff_protocol::profile::{ProfileInfo, ProfileState};
use signoff_protocol::store_data::Reassembly;
use signoff_protocol::tlv::Tag;

use crate::transport::{AtAnswer, Capabilities, ChannelOpened, OpenRefusal};

pub(in crate::lpa) use breaks::Break;

/// Everything a test sets up and looks at.
pub(in crate::lpa) struct State {
    pub(in crate::lpa) profiles: Vec<ProfileInfo>,
    /// What the card shows of them until it is reset, if that is something else.
    pub(in crate::lpa) shown: Option<Vec<ProfileInfo>>,
    pub(in crate::lpa) notifications: Vec<NotificationMetadata>,
    /// What it gives as signed notifications, whatever it is asked.
    pub(in crate::lpa) retrieved: Vec<PendingNotification>,
    pub(in crate::lpa) address: String,
    /// The ISD-R's AID, if there is one.
    pub(in crate::lpa) isd_r: Option<Aid>,
    pub(in crate::lpa) fci: Option<Vec<u8>>,
    /// Supplementary channels that exist.
    pub(in crate::lpa) channels: u8,
    pub(in crate::lpa) open: BTreeSet<u8>,
    pub(in crate::lpa) capabilities: Capabilities,
    /// Break at this call, counted from 0.
    pub(in crate::lpa) break_at: Option<(usize, Break)>,
    pub(in crate::lpa) calls: usize,
    /// The changes that the card carried out, by their tags.
    pub(in crate::lpa) carried_out: Vec<Tag>,
    pub(in crate::lpa) sent: Vec<String>,
    /// The AT lines that came.
    pub(in crate::lpa) lines: Vec<String>,
    /// Answers go out in pieces of this size by 61xx; 0 is at once.
    pub(in crate::lpa) pieces: usize,
    /// These answers come instead of the card's, for the next commands.
    pub(in crate::lpa) scripted: Vec<&'static str>,
    /// Final result of AT lines.
    pub(in crate::lpa) at_result: fn(&str) -> AtAnswer,
    /// How AIDs other than the ISD-R's are answered.
    pub(in crate::lpa) other_aids: fn(&Aid) -> ChannelOpened,
    pub(super) broken: Option<Break>,
    pub(super) chain: Reassembly,
    pub(super) waiting: Vec<u8>,
}

/// The transport; clones share the state.
#[derive(Clone)]
pub(in crate::lpa) struct Fake(Arc<Mutex<State>>);

pub(in crate::lpa) fn iccid(digits: &str) -> Iccid {
    digits.parse().expect("an ICCID")
}

pub(in crate::lpa) const FIRST: &str = "8932010000000000019";
pub(in crate::lpa) const SECOND: &str = "8932020000000000026";

pub(in crate::lpa) fn not_found(_: &Aid) -> ChannelOpened {
    ChannelOpened::Refused(OpenRefusal {
        status: Some(StatusWord::NOT_FOUND),
        text: "SELECT: 6A82 file or application not found".to_owned(),
    })
}

impl Fake {
    /// Two profiles, the first enabled, and one pending notification.
    pub(in crate::lpa) fn new() -> Self {
        let profile = |digits, aid, state| ProfileInfo {
            iccid: Some(iccid(digits)),
            isdp_aid: Some(Aid::isd_p(aid)),
            state: Some(state),
            ..ProfileInfo::default()
        };
        Self(Arc::new(Mutex::new(State {
            profiles: vec![
                profile(FIRST, 0x10, ProfileState::Enabled),
                profile(SECOND, 0x11, ProfileState::Disabled),
            ],
            shown: None,
            notifications: vec![NotificationMetadata {
                seq_number: SeqNumber::new(7),
                event: Event::Disable,
                address: "smdp.example".to_owned(),
                iccid: Some(iccid(FIRST)),
                unknown: Unknown::none(),
            }],
            retrieved: Vec::new(),
            address: String::new(),
            isd_r: Some(Aid::ISD_R),
            fci: None,
            channels: 3,
            open: BTreeSet::new(),
            capabilities: Capabilities {
                raw_channels: true,
                ..Capabilities::default()
            },
            break_at: None,
            calls: 0,
            carried_out: Vec::new(),
            sent: Vec::new(),
            lines: Vec::new(),
            pieces: 0,
            scripted: Vec::new(),
            at_result: |_| AtAnswer {
                lines: Vec::new(),
                urcs: Vec::new(),
                result: signoff_protocol::at::FinalResult::Error,
            },
            other_aids: not_found,
            broken: None,
            chain: Reassembly::default(),
            waiting: Vec::new(),
        })))
    }

    pub(in crate::lpa) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
