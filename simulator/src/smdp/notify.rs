//! ES9+.HandleNotification (SGP.22 §5.6.4, §3.5): every notification is verified over the bytes that came, recorded,
//! and acknowledged unless its signature is wrong.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use signoff_protocol::es2p::NotificationPointId;
use signoff_protocol::es9p::HandleNotificationRequest;
use signoff_protocol::es9p::status;
use signoff_protocol::es10b::{ErrorReason, FinalResult, ProfileInstallationResultData};
use signoff_protocol::id::{Eid, Iccid};
use signoff_protocol::message::Decode;
use signoff_protocol::notification::{
    Event, NotificationMetadata, OtherSignedNotification, PendingNotification, ProfileInstallationResult,
};

use super::engine::{Site, Smdp, locked};
use super::http::host;
use super::inventory::Inventory;
use super::operator::NotificationPoint;
use super::profile::{Life, Profile};
use super::refusal::Refusal;
use super::{AfterDelete, ProfileEvent, ReceivedNotification, Verdict};
use crate::pki::EuiccKey;

/// A notification after its signature was looked at.
struct Verified {
    metadata: NotificationMetadata,
    digest: [u8; 32],
    installation_result: bool,
    /// Who signed it; nothing when the session is not known.
    eid: Option<Eid>,
    iccid: Option<Iccid>,
    /// Why it is not to be taken, whatever else is known.
    verdict: Option<Verdict>,
    event: Option<ProfileEvent>,
    failure: Option<Refusal>,
}

impl Smdp {
    pub(super) fn handle_notification(
        &self,
        site: &Site<'_>,
        request: &HandleNotificationRequest,
        now: Timestamp,
    ) -> Result<Verdict, Refusal> {
        let pending = PendingNotification::from_der(&request.pending_notification)
            .map_err(|error| Refusal::malformed("pendingNotification", &error))?;
        let verified = match pending {
            PendingNotification::Other(other) => self.verify_other(other, now),
            PendingNotification::ProfileInstallationResult(result) => self.verify_result(result)?,
        };
        let mut inventory = locked(&self.inventory);
        let (verdict, life) = judge(&inventory, &verified, site.host);
        let notification = ReceivedNotification {
            arrival: inventory.inbox.next(),
            at: now.as_second(),
            eid: verified.eid,
            seq: verified.metadata.seq_number,
            event: verified.metadata.event,
            iccid: verified.iccid,
            address: site.host.to_owned(),
            recipient: verified.metadata.address.clone(),
            installation_result: verified.installation_result,
            verdict,
        };
        inventory.receive(self.store(), notification, &verified.digest, life)?;
        let profile = verified
            .iccid
            .and_then(|iccid| inventory.profile(&iccid).cloned());
        drop(inventory);
        if let (Verdict::Accepted, Some(profile), Some(point)) = (verdict, profile, point(&verified)) {
            self.tell(&profile, verified.eid, point, verified.failure.as_ref(), now);
        }
        Ok(verdict)
    }

    fn verify_other(&self, other: OtherSignedNotification, now: Timestamp) -> Verified {
        let digest = Sha256::digest(&other.signed).into();
        let euicc = self
            .chains
            .verify(&other.euicc_certificate, &other.eum_certificate, now.as_second())
            .ok()
            .filter(|euicc| euicc.key.verifies(&other.signed, &other.signature));
        let iccid = other.metadata.iccid;
        let profile = iccid.and_then(|iccid| locked(&self.inventory).profile(&iccid).cloned());
        let after_delete = profile.map(|profile| profile.stock.after_delete);
        Verified {
            digest,
            installation_result: false,
            eid: euicc.as_ref().map(|euicc| euicc.eid),
            iccid,
            verdict: euicc.is_none().then_some(Verdict::BadSignature),
            event: profile_event(other.metadata.event, after_delete.unwrap_or_default()),
            failure: None,
            metadata: other.metadata,
        }
    }

    fn verify_result(&self, result: ProfileInstallationResult) -> Result<Verified, Refusal> {
        let data = ProfileInstallationResultData::from_der(&result.signed)
            .map_err(|error| Refusal::malformed("profileInstallationResultData", &error))?;
        let known = {
            let inventory = locked(&self.inventory);
            inventory
                .by_transaction(&data.transaction_id)
                .and_then(|profile| {
                    let binding = profile.life.binding(&data.transaction_id)?;
                    Some((profile.life.iccid, binding.clone()))
                })
        };
        let key = known
            .as_ref()
            .and_then(|(_, binding)| EuiccKey::from_spki(&binding.euicc_key));
        let verdict = match key {
            None => Some(Verdict::UnknownTransaction),
            Some(key) if key.verifies(&result.signed, &result.signature) => None,
            Some(_) => Some(Verdict::BadSignature),
        };
        let (event, failure) = match &data.final_result {
            FinalResult::Success { .. } => (ProfileEvent::Installed, None),
            FinalResult::Error { command, reason, .. } => {
                let event = match reason {
                    ErrorReason::InstallFailedDueToInterruption
                    | ErrorReason::InstallFailedDueToInsufficientMemoryForProfile => {
                        ProfileEvent::InstallInterrupted
                    }
                    _ => ProfileEvent::InstallFailed,
                };
                let failure = Refusal::new(status::EXECUTION_ERROR, format!("{command}: {reason}"));
                (event, Some(failure))
            }
        };
        Ok(Verified {
            digest: Sha256::digest(&result.signed).into(),
            installation_result: true,
            eid: known.as_ref().map(|(_, binding)| binding.eid),
            iccid: known.map(|(iccid, _)| iccid).or(data.metadata.iccid),
            verdict,
            event: Some(event),
            failure,
            metadata: result.metadata,
        })
    }
}

/// The verdict, and what becomes of the profile.
fn judge(inventory: &Inventory, verified: &Verified, at: &str) -> (Verdict, Option<Life>) {
    if let Some(verdict) = verified.verdict {
        return (verdict, None);
    }
    let seq = verified.metadata.seq_number;
    let Some(eid) = verified.eid else {
        return (Verdict::UnknownTransaction, None);
    };
    if inventory.inbox.is_known(eid, seq, &verified.digest) {
        return (Verdict::Duplicate, None);
    }
    if host(&verified.metadata.address) != at {
        return (Verdict::WrongAddress, None);
    }
    let Some(profile) = verified.iccid.and_then(|iccid| inventory.profile(&iccid)) else {
        return (Verdict::UnknownIccid, None);
    };
    if !profile.is_told_at(at) {
        return (Verdict::WrongAddress, None);
    }
    if profile.life.holder.is_some_and(|holder| holder != eid) {
        return (Verdict::OtherEid, None);
    }
    if profile.life.is_late(at, seq) {
        return (Verdict::OutOfOrder, None);
    }
    (Verdict::Accepted, Some(follow(profile, verified, eid, at)))
}

/// The profile after a notification that was accepted. What another address than that of its SM-DP+ is told does
/// not move it: that one may be somebody else's.
fn follow(profile: &Profile, verified: &Verified, eid: Eid, at: &str) -> Life {
    let own = profile.stock.host == at;
    let next = verified
        .event
        .filter(|_| own)
        .and_then(|event| profile.life.after(event));
    let moved = next.is_some();
    let mut life = next.unwrap_or_else(|| profile.life.clone());
    if moved && life.state.is_on_euicc() {
        life.holder = Some(eid);
    }
    life.last_seq
        .insert(at.to_owned(), verified.metadata.seq_number.get());
    life
}

const fn profile_event(event: Event, after_delete: AfterDelete) -> Option<ProfileEvent> {
    Some(match event {
        Event::Install => ProfileEvent::Installed,
        Event::Enable | Event::RpmEnable => ProfileEvent::Enabled,
        Event::Disable | Event::RpmDisable => ProfileEvent::Disabled,
        Event::Delete | Event::RpmDelete => match after_delete {
            AfterDelete::Released => ProfileEvent::DeletedToReleased,
            AfterDelete::Available => ProfileEvent::DeletedToAvailable,
            AfterDelete::Unavailable => ProfileEvent::Deleted,
        },
        Event::LoadRpmPackageResult => return None,
    })
}

const fn point(verified: &Verified) -> Option<NotificationPointId> {
    Some(match verified.event {
        Some(ProfileEvent::Enabled) => NotificationPoint::ENABLED,
        Some(ProfileEvent::Disabled) => NotificationPoint::DISABLED,
        Some(ProfileEvent::DeletedToReleased | ProfileEvent::DeletedToAvailable | ProfileEvent::Deleted) => {
            NotificationPoint::DELETED
        }
        _ if verified.installation_result => NotificationPoint::INSTALLATION,
        _ => return None,
    })
}
