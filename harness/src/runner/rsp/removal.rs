//! Whether a profile is gone, and whether its operator knows: what eUICC and SM-DP+ say, put together.

use std::fmt;

use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::notification::{Event, NotificationMetadata};
use signoff_protocol::profile::ProfileInfo;

use crate::flow::word::Removal;

/// A notification that was acknowledged, whoever saw it: the SM-DP+ of the flow, or the LPA that delivered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// Its number.
    pub seq_number: SeqNumber,
    /// What it reported.
    pub event: Event,
    /// The profile.
    pub iccid: Option<Iccid>,
    /// The address that it was for.
    pub address: String,
}

/// What is known of the removal of one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalView {
    /// Name of the profile.
    pub profile: String,
    /// The verdict.
    pub verdict: Removal,
    /// Who has acknowledged the deletion, in the order of the acknowledgements.
    pub acknowledged_by: Vec<String>,
}

impl RemovalView {
    /// Judges. `addresses` are those that the profile wants to have told of its deletion, as far as they are known.
    pub(in crate::runner) fn judge(
        profile: &str,
        iccid: Option<Iccid>,
        addresses: &[String],
        listed: &[ProfileInfo],
        pending: &[NotificationMetadata],
        acknowledged: &[Acknowledged],
    ) -> Self {
        let about = |other: Option<Iccid>| iccid.is_some() && other == iccid;
        let installed = acknowledged
            .iter()
            .filter(|one| one.event == Event::Install && about(one.iccid))
            .map(|one| one.seq_number)
            .max();
        // What was acknowledged before the last installation is the removal of an earlier life.
        let told: Vec<&Acknowledged> = acknowledged
            .iter()
            .filter(|one| one.event == Event::Delete && about(one.iccid))
            .filter(|one| installed.is_none_or(|installed| installed < one.seq_number))
            .collect();
        let waits = pending
            .iter()
            .any(|metadata| metadata.event == Event::Delete && about(metadata.iccid));
        let knows = |address: &String| told.iter().any(|one| same_host(&one.address, address));
        let verdict = if listed.iter().any(|profile| about(profile.iccid)) {
            Removal::Present
        } else if waits {
            Removal::Deleted
        } else if !told.is_empty() && addresses.iter().all(knows) {
            Removal::DeletedAndAcknowledged
        } else {
            Removal::Unknown
        };
        Self {
            profile: profile.to_owned(),
            verdict,
            acknowledged_by: told.iter().map(|one| one.address.clone()).collect(),
        }
    }
}

impl fmt::Display for RemovalView {
    /// `orange deleted and acknowledged`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.verdict {
            Removal::Present => "still there",
            Removal::Deleted => "deleted, not acknowledged",
            Removal::DeletedAndAcknowledged => "deleted and acknowledged",
            Removal::Unknown => "gone, and nobody was told",
        };
        write!(f, "{} {words}", self.profile)
    }
}

/// Cards write addresses in upper case, with a port or padded.
fn same_host(one: &str, other: &str) -> bool {
    use crate::lpa::es9p::ServerAddress;
    match (one.parse::<ServerAddress>(), other.parse::<ServerAddress>()) {
        (Ok(one), Ok(other)) => one.host() == other.host(),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ICCID: &str = "8932100000000000013";
    const ADDRESS: &str = "smdp.orange.example";

    fn iccid() -> Option<Iccid> {
        ICCID.parse().ok()
    }

    fn acknowledged(seq_number: u32, event: Event, address: &str) -> Acknowledged {
        Acknowledged {
            seq_number: SeqNumber::new(seq_number),
            event,
            iccid: iccid(),
            address: address.to_owned(),
        }
    }

    #[track_caller]
    fn check(listed: bool, waits: bool, told: &[Acknowledged], addresses: &[&str], want: Removal) {
        let listed: Vec<ProfileInfo> = listed
            .then(|| ProfileInfo {
                iccid: iccid(),
                ..ProfileInfo::default()
            })
            .into_iter()
            .collect();
        let pending: Vec<NotificationMetadata> = waits
            .then(|| NotificationMetadata {
                seq_number: SeqNumber::new(9),
                event: Event::Delete,
                address: ADDRESS.to_owned(),
                iccid: iccid(),
                unknown: signoff_protocol::message::Unknown::none(),
            })
            .into_iter()
            .collect();
        let addresses: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
        let view = RemovalView::judge("orange", iccid(), &addresses, &listed, &pending, told);
        assert_eq!(view.verdict, want);
    }

    #[test]
    fn a_removal_counts_when_everybody_was_told() {
        let told = [acknowledged(3, Event::Delete, "SMDP.orange.example:443")];
        check(true, false, &[], &[ADDRESS], Removal::Present);
        check(false, true, &told, &[ADDRESS], Removal::Deleted);
        check(false, false, &told, &[ADDRESS], Removal::DeletedAndAcknowledged);
        check(
            false,
            false,
            &told,
            &[ADDRESS, "second.example"],
            Removal::Unknown,
        );
        check(false, false, &[], &[ADDRESS], Removal::Unknown);
        check(false, false, &[], &[], Removal::Unknown);
    }

    #[test]
    fn the_deletion_of_an_earlier_life_does_not_count() {
        let told = [
            acknowledged(3, Event::Delete, ADDRESS),
            acknowledged(5, Event::Install, ADDRESS),
        ];
        check(false, false, &told, &[ADDRESS], Removal::Unknown);
    }

    #[test]
    fn what_is_about_no_known_profile_tells_nothing_of_one() {
        let told = Acknowledged {
            iccid: None,
            ..acknowledged(3, Event::Delete, ADDRESS)
        };
        let view = RemovalView::judge("orange", None, &[], &[], &[], &[told]);
        assert_eq!(view.verdict, Removal::Unknown);
    }
}
