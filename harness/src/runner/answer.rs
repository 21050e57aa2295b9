//! What a step got from the device, as values and in words.

use signoff_protocol::apdu::{Atr, ResponseApdu};
use signoff_protocol::es10a::GetEuiccConfiguredAddressesResponse;
use signoff_protocol::es10b::{EuiccInfo2, ProfilePolicyAuthorisationRule};
use signoff_protocol::hex;
use signoff_protocol::id::Eid;
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::ProfileInfo;

use super::Names;
use super::manual::ManualFact;
use super::operator::DeskView;
use super::retrieved::Retrieved;
use super::rsp::{Delivered, Downloaded, SmdpView, say_delivery};
use super::state::CardState;
use crate::lpa::{Detection, Refusal, Resolution};
use crate::transport::{AtAnswer, TransportError};
use crate::usim::{Backup, Restored};

/// How a step ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// With an answer.
    Answer(Answer),
    /// The eUICC refused.
    Refused(Refusal),
    /// The answer was lost; reading the state back showed this.
    Unknown {
        /// What happened to the answer.
        error: TransportError,
        /// What was found.
        resolution: Resolution,
    },
    /// No ISD-R, or an answer that is none: what the card did cannot be compared with anything.
    Broken(String),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing but that it was done.
    Done,
    /// Of `detect`.
    Detection(Box<Detection>),
    /// Of `list`.
    Profiles(Vec<ProfileInfo>),
    /// Of `notifications: list`.
    Notifications(Vec<NotificationMetadata>),
    /// Of `notifications: retrieve`.
    Retrieved(Vec<Retrieved>),
    /// Of `rat`.
    RulesAuthorisationTable(Vec<ProfilePolicyAuthorisationRule>),
    /// Of `addresses`.
    Addresses(GetEuiccConfiguredAddressesResponse),
    /// Of `eid`.
    Eid(Eid),
    /// Of `info`.
    Info(Box<EuiccInfo2>),
    /// Of `apdu`.
    Apdu(ResponseApdu),
    /// Of `at`.
    At(AtAnswer),
    /// Of `reset` and `power_cycle`.
    Reset(Option<Atr>),
    /// Of `download` and `redownload`.
    Download(Downloaded),
    /// Of `deliver`.
    Delivered(Box<Delivered>),
    /// Of `smdp`.
    Smdp(Box<SmdpView>),
    /// Of `operator`.
    Desk(Box<DeskView>),
    /// Of `manual`.
    Manual(ManualFact),
    /// Of `backup`.
    Backup(Box<Backup>),
    /// Of `restore`.
    Restored(Box<Restored>),
    /// Of `verify`, `wait_until` and `snapshot`.
    State(Box<CardState>),
}

impl Ended {
    /// In words, short.
    pub fn say(&self, names: &Names) -> String {
        match self {
            Self::Answer(answer) => answer.say(names),
            Self::Refused(refusal) => refused(refusal),
            Self::Unknown { error, resolution } => {
                format!("unknown ({error}), resolved: {}", resolved(resolution))
            }
            Self::Broken(reason) => reason.clone(),
        }
    }

    /// As [`Ended::say`], the same over every link.
    pub fn say_for_transcript(&self, names: &Names) -> String {
        match self {
            Self::Unknown { resolution, .. } => format!("unknown, resolved: {}", resolved(resolution)),
            // Not every link shows it.
            Self::Answer(Answer::Reset(_)) => "done".to_owned(),
            // Nor do all tell how many tries a PIN has left.
            Self::Refused(refusal) if OF_PINS.contains(&refusal.name.as_str()) => {
                format!("refused: {}", refusal.snake_name())
            }
            other => other.say(names),
        }
    }

    /// How it ended, without what it answered: `done`, `refused: cat_busy`, `unknown, resolved: done`.
    pub fn say_ending(&self) -> String {
        match self {
            Self::Answer(_) => "done".to_owned(),
            Self::Refused(refusal) => refused(refusal),
            Self::Unknown { error, resolution } => {
                format!("unknown, resolved: {} ({error})", resolved(resolution))
            }
            Self::Broken(reason) => reason.clone(),
        }
    }
}

/// Refusals of a backup or a restoration that say how many tries are left.
const OF_PINS: [&str; 3] = ["pinRequired", "wrongPin", "lastTry"];

/// A refusal as flows write it, with its meaning.
pub(super) fn refused(refusal: &Refusal) -> String {
    match (refusal.status, refusal.code) {
        (Some(status), _) => format!("status: {status} ({})", refusal.name),
        (None, Some(code)) => format!("refused: {} ({code})", refusal.snake_name()),
        (None, None) => match &refusal.detail {
            Some(detail) => format!("refused: {} ({detail})", refusal.snake_name()),
            None => format!("refused: {}", refusal.snake_name()),
        },
    }
}

/// A resolution as flows write it.
pub(super) fn resolved(resolution: &Resolution) -> String {
    match resolution {
        Resolution::Done => "done".to_owned(),
        Resolution::NotDone => "not_done".to_owned(),
        Resolution::Unclear(reason) => format!("unclear ({reason})"),
    }
}

/// `1 profile`, `2 profiles`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

impl Answer {
    fn say(&self, names: &Names) -> String {
        match self {
            Self::Done | Self::Reset(None) => "done".to_owned(),
            Self::Desk(view) => view.say(),
            Self::Manual(fact) => fact.say(),
            Self::Detection(detection) => match &detection.eid {
                Some(eid) => format!("{}, EID {eid}", detection.kind.name()),
                None => detection.kind.name().to_owned(),
            },
            Self::Profiles(profiles) => {
                let list: Vec<String> = profiles
                    .iter()
                    .map(|profile| say_profile(profile, names))
                    .collect();
                with_list(&count(profiles.len(), "profile"), &list)
            }
            Self::Notifications(notifications) => {
                let list: Vec<String> = notifications
                    .iter()
                    .map(|metadata| say_notification(metadata, names))
                    .collect();
                with_list(&count(notifications.len(), "notification"), &list)
            }
            Self::Retrieved(retrieved) => {
                let list: Vec<String> = retrieved
                    .iter()
                    .map(|one| {
                        format!(
                            "{}, {}",
                            say_notification(one.metadata(), names),
                            signature_in_words(one)
                        )
                    })
                    .collect();
                with_list(&count(retrieved.len(), "notification"), &list)
            }
            Self::RulesAuthorisationTable(rows) => count(rows.len(), "row"),
            Self::Addresses(addresses) => format!(
                "default SM-DP+ {}, root SM-DS {}",
                addresses.default_smdp_address.as_deref().unwrap_or("none"),
                addresses.root_smds_address
            ),
            Self::Eid(eid) => eid.to_string(),
            Self::Info(info) => format!(
                "SGP.22 {}, firmware {}",
                version(info.svn),
                version(info.firmware_version)
            ),
            Self::Apdu(response) if response.data.is_empty() => response.status.to_string(),
            Self::Apdu(response) => format!("{} {}", response.status, hex::encode(&response.data)),
            Self::At(answer) => {
                let mut text = answer.lines.join(" | ");
                if !text.is_empty() {
                    text.push_str(" | ");
                }
                text + &answer.result.to_string()
            }
            Self::Reset(Some(atr)) => format!("ATR {}", hex::encode(atr.as_bytes())),
            Self::Download(Downloaded::Installed { iccid, .. }) => {
                format!("installed {}", names.short(Some(iccid)))
            }
            Self::Download(other) => other.to_string(),
            Self::Delivered(delivered) => say_delivered(delivered, names),
            Self::Smdp(view) => say_smdp(view),
            Self::Backup(backup) => format!(
                "{} of {}, {}",
                count(backup.contacts.len(), "contact"),
                names.short(backup.profile.iccid.as_ref()),
                count(backup.messages.len(), "message")
            ),
            Self::Restored(restored) => format!(
                "{} and {} {}, {} there already",
                count(restored.plan.contacts, "contact"),
                count(restored.plan.messages, "message"),
                if restored.dry_run { "planned" } else { "written" },
                restored.plan.present
            ),
            Self::State(state) => state.say(names),
        }
    }
}

fn say_delivered(delivered: &Delivered, names: &Names) -> String {
    let list: Vec<String> = delivered
        .deliveries
        .iter()
        .map(|delivery| say_delivery(delivery, &names.short(delivery.iccid.as_ref())))
        .collect();
    let mut text = with_list(&count(list.len(), "notification"), &list);
    if delivered.crashed {
        text.push_str("; the LPA died");
    }
    if delivered.stopped.is_some() {
        text.push_str("; the link to the card broke");
    }
    text
}

/// What the SM-DP+ said.
fn say_smdp(view: &SmdpView) -> String {
    if let Some((code, message)) = &view.refused {
        return format!("refused: {code} ({message})");
    }
    let states: Vec<String> = view
        .profiles
        .iter()
        .map(|(name, state)| format!("{name} {state}"))
        .collect();
    format!(
        "{}, {} received",
        with_list(&count(states.len(), "profile"), &states),
        count(view.received.len(), "notification")
    )
}

fn with_list(head: &str, list: &[String]) -> String {
    if list.is_empty() {
        head.to_owned()
    } else {
        format!("{head}: {}", list.join("; "))
    }
}

/// `signature valid, by eUICC 8904…`
pub(super) fn signature_in_words(one: &Retrieved) -> String {
    format!("signature {}", one.verdict())
}

/// `orange disabled`
pub(super) fn say_profile(profile: &ProfileInfo, names: &Names) -> String {
    let name = names.short(profile.iccid.as_ref());
    match profile.state {
        Some(state) => format!("{name} {}", state.name()),
        None => name,
    }
}

/// `3 delete of orange for smdp.orange.example`
pub(super) fn say_notification(metadata: &NotificationMetadata, names: &Names) -> String {
    format!(
        "{} {} of {} for {}",
        metadata.seq_number,
        metadata.event.name(),
        names.short(metadata.iccid.as_ref()),
        metadata.address
    )
}

/// `2.5.0`
pub(super) fn version([major, minor, revision]: [u8; 3]) -> String {
    format!("{major}.{minor}.{revision}")
}
