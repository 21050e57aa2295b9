//! Asks all ways, once.

use signoff_protocol::es10c::{GetProfilesInfoRequest, GetProfilesInfoResponse};
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{Event, NotificationMetadata};
use signoff_protocol::profile::{ProfileInfo, tags};

use super::{
    Archived, Failure, Finding, ModemReading, NotAsked, Raw, Subject, Way, WayResult, Witnesses, deletions,
    read_files,
};
use crate::lpa::{Lpa, LpaError, Outcome};

/// The function that lists profiles.
const GET_PROFILES_INFO: &str = "GetProfilesInfo";

/// Asks the card, what stands behind the modem, the archive, the SM-DP+ and the operator. Reads only. A way that gives
/// no answer says so in its result; none keeps another from being asked.
pub async fn gather(lpa: &mut Lpa, subject: &Subject, witnesses: Witnesses<'_>) -> Vec<WayResult> {
    let mut results = vec![profile_list(lpa, subject.iccid).await];
    let notifications = notifications(lpa, subject, witnesses).await;
    results.extend(behind_modem(lpa, subject).await);
    results.push(notifications);
    results.push(smdp(subject.iccid, witnesses).await);
    results.push(operator(subject.iccid, witnesses).await);
    results
}

async fn profile_list(lpa: &mut Lpa, iccid: Iccid) -> WayResult {
    let request = GetProfilesInfoRequest {
        search: None,
        tag_list: Some(vec![tags::ICCID, tags::ISDP_AID, tags::STATE, tags::CLASS]),
        unknown: Unknown::none(),
    }
    .to_der();
    let failed = |reason: Failure| WayResult::new(Way::ProfileList, Finding::Failed { reason }, Vec::new());
    let answer = match lpa.send_raw(&request).await {
        Ok(Outcome::Done(answer)) => answer,
        Ok(Outcome::Refused(refusal)) => return failed((&refusal).into()),
        Ok(Outcome::Unknown(error)) => return failed((&error).into()),
        Err(error) => return failed((&error).into()),
    };
    let raw = vec![Raw::new(hex::encode(&request), hex::encode(&answer))];
    let finding = match GetProfilesInfoResponse::from_der(&answer) {
        Ok(GetProfilesInfoResponse::List(list)) => listed(&list, iccid),
        Ok(GetProfilesInfoResponse::Error(error)) => Finding::Failed {
            reason: Failure::Card {
                function: GET_PROFILES_INFO.to_owned(),
                result: error.name().to_owned(),
            },
        },
        Err(error) => Finding::Failed {
            reason: Failure::device("malformed", GET_PROFILES_INFO, &error),
        },
    };
    WayResult::new(Way::ProfileList, finding, raw)
}

fn listed(list: &[ProfileInfo], iccid: Iccid) -> Finding {
    match list.iter().find(|profile| profile.iccid == Some(iccid)) {
        Some(profile) => Finding::Listed {
            state: profile.state.map(|state| state.name().to_owned()),
        },
        None => Finding::NotListed { others: list.len() },
    }
}

async fn notifications(lpa: &mut Lpa, subject: &Subject, witnesses: Witnesses<'_>) -> WayResult {
    let archived = witnesses
        .archive
        .map(|archive| deletions(archive, subject.iccid))
        .unwrap_or_default();
    let (finding, raw) = match lpa.list_notifications(None).await {
        Ok(Outcome::Done(list)) => {
            let raw = list
                .iter()
                .map(|one| Raw::new("ListNotification", line(one)))
                .collect();
            (queue(&list, subject.iccid, &archived), raw)
        }
        Ok(Outcome::Refused(refusal)) => (unreadable(&refusal), Vec::new()),
        Ok(Outcome::Unknown(error)) => (unreadable(&error), Vec::new()),
        Err(error) => (unreadable(&error), Vec::new()),
    };
    WayResult::new(Way::Notifications, finding, raw)
}

fn unreadable(reason: impl Into<Failure>) -> Finding {
    Finding::Failed {
        reason: reason.into(),
    }
}

/// What waits counts more than what is archived.
fn queue(pending: &[NotificationMetadata], iccid: Iccid, archived: &[Archived]) -> Finding {
    let waiting: Vec<&NotificationMetadata> = pending
        .iter()
        .filter(|one| one.event == Event::Delete && one.iccid == Some(iccid))
        .collect();
    if !waiting.is_empty() {
        return Finding::DeletionPending {
            numbers: waiting.iter().map(|one| one.seq_number.get()).collect(),
            addresses: waiting.iter().map(|one| one.address.clone()).collect(),
        };
    }
    let numbers: Vec<u32> = archived.iter().map(|one| one.number).collect();
    match archived {
        [] => Finding::NoDeletion,
        all if all.iter().all(|one| one.acknowledged) => Finding::DeletionAcknowledged { numbers },
        some => Finding::DeletionUnconfirmed {
            numbers: some
                .iter()
                .filter(|one| !one.acknowledged)
                .map(|one| one.number)
                .collect(),
        },
    }
}

fn line(metadata: &NotificationMetadata) -> String {
    let iccid = metadata
        .iccid
        .map(|iccid| format!(" {iccid}"))
        .unwrap_or_default();
    format!(
        "{} {}{iccid} {}",
        metadata.seq_number,
        metadata.event.name(),
        metadata.address
    )
}

/// EF_ICCID, the modem's ICCID, and the IMSI by file and modem.
async fn behind_modem(lpa: &mut Lpa, subject: &Subject) -> [WayResult; 3] {
    let failed = |reason: Failure| {
        [Way::IccidFile, Way::ModemIccid, Way::Imsi].map(|way| {
            let reason = reason.clone();
            WayResult::new(way, Finding::Failed { reason }, Vec::new())
        })
    };
    // Its channel is in the way of modems that have one only.
    if let Err(error @ LpaError::Transport { .. }) = lpa.close().await {
        return failed((&error).into());
    }
    let view = match read_files(lpa.transport()).await {
        Ok(view) => view,
        Err(error) => return failed((&error).into()),
    };
    let iccid = subject.iccid.to_string();
    let (file, raw) = view.iccid_file;
    let iccid_file = WayResult::new(Way::IccidFile, reading(file, Some(&iccid)), raw);
    let (modem, raw) = view.modem_iccid;
    let modem_iccid = WayResult::new(Way::ModemIccid, reading(modem, Some(&iccid)), raw);
    let (file, mut raw) = view.imsi_file;
    let (modem, more) = view.modem_imsi;
    raw.extend(more);
    let imsi = subject.imsi.as_deref();
    // Either of them that shows it decides; else the file, which no modem remembers.
    let finding = match (reading(file, imsi), reading(modem, imsi)) {
        (_, shown @ Finding::Shown { .. }) | (shown @ Finding::Shown { .. }, _) => shown,
        (Finding::Failed { .. }, of_modem @ Finding::NotShown { .. }) => of_modem,
        (of_file, _) => of_file,
    };
    [iccid_file, modem_iccid, WayResult::new(Way::Imsi, finding, raw)]
}

/// What a reading means for the profile with these digits.
fn reading(reading: ModemReading, digits: Option<&str>) -> Finding {
    match (reading, digits) {
        (ModemReading::NotAsked { reason }, _) => Finding::NotAsked { reason },
        (ModemReading::Failed { reason }, _) => Finding::Failed { reason },
        (ModemReading::Nothing { by }, _) => Finding::NotShown { by, shown: None },
        (ModemReading::Shows { .. }, None) => Finding::NotAsked {
            reason: NotAsked::ImsiUnknown,
        },
        (ModemReading::Shows { by, digits: shown }, Some(digits)) if shown == digits => Finding::Shown { by },
        (ModemReading::Shows { by, digits }, Some(_)) => Finding::NotShown {
            by,
            shown: Some(digits),
        },
    }
}

async fn smdp(iccid: Iccid, witnesses: Witnesses<'_>) -> WayResult {
    let Some(smdp) = witnesses.smdp else {
        let reason = NotAsked::NoSmdp;
        return WayResult::new(Way::Smdp, Finding::NotAsked { reason }, Vec::new());
    };
    match smdp.ask(iccid).await {
        Ok(view) => {
            let finding = match view.state {
                Some((state, installed)) => Finding::SmdpState {
                    state,
                    installed,
                    told: !view.deletions.is_empty(),
                },
                None => Finding::SmdpUnknown,
            };
            WayResult::new(Way::Smdp, finding, view.raw)
        }
        Err(reason) => WayResult::new(Way::Smdp, Finding::Failed { reason }, Vec::new()),
    }
}

async fn operator(iccid: Iccid, witnesses: Witnesses<'_>) -> WayResult {
    let Some(operator) = witnesses.operator else {
        let reason = NotAsked::NoOperator;
        return WayResult::new(Way::Operator, Finding::NotAsked { reason }, Vec::new());
    };
    match operator.status(iccid).await {
        Ok((status, raw)) => WayResult::new(Way::Operator, Finding::Operator { status }, vec![raw]),
        Err(reason) => WayResult::new(Way::Operator, Finding::Failed { reason }, Vec::new()),
    }
}
