//! A profile at the SM-DP+: its order, and what is known of it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::{Eid, Iccid, SeqNumber, TransactionId};

use super::kept::{self, bytes, optional, text};
use super::{AfterDelete, ProfileEvent, ProfileState, Record, SmdpProfileFile, StoreError};
use crate::card_file::ProfileFile;

/// Bindings that are remembered, so that a late installation result finds its session.
const MAX_BINDINGS: usize = 4;

/// A profile.
#[derive(Clone)]
pub(super) struct Profile {
    pub stock: Arc<Stock>,
    pub life: Life,
}

/// What never changes: what is in the profile.
pub(super) struct Stock {
    pub file: ProfileFile,
    /// Host of the SM-DP+ that delivers it.
    pub host: String,
    pub profile_type: String,
    pub after_delete: AfterDelete,
    /// Until when an order can be downloaded.
    pub expires: Option<Timestamp>,
    /// The only one who may order it.
    pub requester: Option<String>,
    /// Whether profile elements travel under keys of their own.
    pub ppk: bool,
    pub upp: OnceLock<Arc<[u8]>>,
}

/// What changes, and is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Life {
    #[serde(with = "text")]
    pub iccid: Iccid,
    pub state: ProfileState,
    pub order: Option<Order>,
    /// The eUICC that has it, or may have it.
    #[serde(with = "optional")]
    pub holder: Option<Eid>,
    /// Sessions in which it was handed out, the newest last.
    pub bindings: Vec<Binding>,
    /// The highest number among the notifications of the holder about it, by the host that they came to.
    pub last_seq: BTreeMap<String, u32>,
}

/// An order (ES2+).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    /// The eUICC that it is for.
    #[serde(with = "optional")]
    pub eid: Option<Eid>,
    pub matching_id: Option<String>,
    pub confirmation_code: Option<String>,
    pub smds_address: Option<String>,
    pub wrong_codes: u32,
    pub downloads: u32,
}

/// One hand-over of a bound profile package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Binding {
    #[serde(with = "text")]
    pub transaction_id: TransactionId,
    #[serde(with = "text")]
    pub eid: Eid,
    /// SubjectPublicKeyInfo of the eUICC, by which its result is verified.
    #[serde(with = "bytes")]
    pub euicc_key: Vec<u8>,
    /// otPK.EUICC.ECKA, offered again when the download is tried again.
    #[serde(with = "bytes")]
    pub euicc_otpk: Vec<u8>,
}

impl Profile {
    pub(super) fn new(file: &SmdpProfileFile, host: String) -> Self {
        let ordered = !matches!(file.state, ProfileState::Available | ProfileState::Unavailable);
        Self {
            life: Life {
                iccid: file.profile.iccid,
                state: file.state,
                order: ordered.then(|| Order {
                    eid: file.eid,
                    matching_id: file.matching_id.clone(),
                    confirmation_code: file.confirmation_code.clone(),
                    ..Order::default()
                }),
                holder: file.eid.filter(|_| file.state.is_on_euicc()),
                bindings: Vec::new(),
                last_seq: BTreeMap::new(),
            },
            stock: Arc::new(Stock {
                file: file.profile.clone(),
                host,
                profile_type: file.profile_type.clone(),
                after_delete: file.after_delete,
                expires: file.expires,
                requester: file.requester.clone(),
                ppk: file.profile_protection_keys,
                upp: OnceLock::new(),
            }),
        }
    }

    /// Whether `requester` may order it; the SM-DP+ itself, which has no name, always may.
    pub(super) fn is_open_to(&self, requester: Option<&str>) -> bool {
        let only = self.stock.requester.as_deref();
        only.is_none() || requester.is_none() || only == requester
    }

    /// Whether the eUICC was told to send notifications about this profile to `host`.
    pub(super) fn is_told_at(&self, host: &str) -> bool {
        self.stock.host == host
            || self
                .stock
                .file
                .notifications
                .iter()
                .any(|known| super::http::host(&known.address) == host)
    }
}

impl Life {
    /// The profile after an event, or nothing where the event can't happen.
    pub(super) fn after(&self, event: ProfileEvent) -> Option<Self> {
        let mut next = self.clone();
        next.state = self.state.after(event)?;
        match next.state {
            ProfileState::Available | ProfileState::Unavailable => {
                next.order = None;
                next.holder = None;
                next.last_seq.clear();
            }
            ProfileState::Released if event == ProfileEvent::DeletedToReleased => {
                next.holder = None;
                if let Some(order) = &mut next.order {
                    order.downloads = 0;
                    order.wrong_codes = 0;
                }
            }
            _ => {}
        }
        Some(next)
    }

    /// Remembers a binding.
    pub(super) fn bind(&mut self, binding: Binding) {
        if self.holder != Some(binding.eid) {
            self.last_seq.clear();
        }
        self.holder = Some(binding.eid);
        if self.bindings.len() >= MAX_BINDINGS {
            self.bindings.remove(0);
        }
        self.bindings.push(binding);
    }

    pub(super) fn binding(&self, id: &TransactionId) -> Option<&Binding> {
        self.bindings.iter().find(|binding| binding.transaction_id == *id)
    }

    /// Whether a number is below one that the holder has sent to `host` about this profile.
    pub(super) fn is_late(&self, host: &str, seq: SeqNumber) -> bool {
        self.last_seq.get(host).is_some_and(|last| seq.get() < *last)
    }

    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(format!("profile/{}", self.iccid), self)
    }
}
