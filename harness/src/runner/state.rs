//! The state of card and device, read in one go: what `verify` compares, `wait_until` waits for and `snapshot`
//! writes down.

use std::collections::BTreeMap;

use signoff_protocol::id::Iccid;
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::ProfileInfo;
use signoff_protocol::tmf::ServiceStatus;
use signoff_simulator::smdp::ProfileState;

use super::Names;
use super::answer::{count, say_notification, say_profile};
use super::retrieved::Retrieved;
use super::rsp::RemovalView;
use super::ways::WaysView;

/// What a step wants to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent questions, not the states of a machine"
)]
pub struct Wanted {
    /// The profiles.
    pub profiles: bool,
    /// The pending notifications.
    pub notifications: bool,
    /// Their signatures.
    pub signatures: bool,
    /// The open channels.
    pub channels: bool,
    /// What a modem reads from the card's files.
    pub modem: bool,
    /// The states of profiles at the SM-DP+.
    pub smdp: bool,
    /// What the operator's desk would say.
    pub operator: bool,
    /// What is known of removals.
    pub removal: bool,
}

/// What was read; `None` for what was not asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardState {
    /// In the order of the card.
    pub profiles: Option<Vec<ProfileInfo>>,
    /// By ascending sequence number.
    pub notifications: Option<Vec<NotificationMetadata>>,
    /// The same, signed.
    pub retrieved: Option<Vec<Retrieved>>,
    /// Channels that are open beside the basic one and that of the LPA.
    pub stray_channels: Option<Vec<u8>>,
    /// What the files say.
    pub modem: Option<ModemView>,
    /// States of profiles at the SM-DP+, by name, in the order of its file.
    pub smdp: Option<Vec<(String, ProfileState)>>,
    /// What the operator's desk would say about its lines, by ICCID.
    pub operator: Option<BTreeMap<Iccid, ServiceStatus>>,
    /// What all ways said about one removal.
    pub ways: Option<WaysView>,
    /// What is known of the removals that were asked for.
    pub removals: Option<Vec<RemovalView>>,
}

/// What a modem reads from the card's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModemView {
    /// EF_ICCID
    pub iccid: Option<Iccid>,
    /// EF_IMSI, digits
    pub imsi: Option<String>,
}

impl CardState {
    /// In words, short.
    pub fn say(&self, names: &Names) -> String {
        let mut parts = Vec::new();
        if let Some(profiles) = &self.profiles {
            let list: Vec<String> = profiles
                .iter()
                .map(|profile| say_profile(profile, names))
                .collect();
            parts.push(if list.is_empty() {
                "no profiles".to_owned()
            } else {
                list.join(", ")
            });
        }
        if let Some(notifications) = &self.notifications {
            parts.push(match notifications.as_slice() {
                [] => "no notifications".to_owned(),
                few @ ([_] | [_, _] | [_, _, _]) => {
                    let list: Vec<String> = few
                        .iter()
                        .map(|metadata| say_notification(metadata, names))
                        .collect();
                    list.join(", ")
                }
                many => count(many.len(), "notification"),
            });
        }
        if let Some(retrieved) = &self.retrieved {
            let invalid = retrieved.iter().filter(|one| !one.is_valid()).count();
            parts.push(match invalid {
                0 => "all signatures valid".to_owned(),
                invalid => format!("{} invalid", count(invalid, "signature")),
            });
        }
        if let Some(stray) = &self.stray_channels {
            parts.push(match stray.as_slice() {
                [] => "channels balanced".to_owned(),
                stray => format!("channels open: {stray:?}"),
            });
        }
        if let Some(modem) = &self.modem {
            parts.push(format!(
                "the device reads {} and IMSI {}",
                names.say(modem.iccid.as_ref()),
                modem.imsi.as_deref().unwrap_or("none")
            ));
        }
        if let Some(states) = &self.smdp {
            let list: Vec<String> = states
                .iter()
                .map(|(name, state)| format!("{name} {state}"))
                .collect();
            parts.push(format!("at the SM-DP+ {}", list.join(", ")));
        }
        if let Some(lines) = &self.operator {
            let list: Vec<String> = lines
                .iter()
                .map(|(iccid, status)| format!("{} {status}", names.short(Some(iccid))))
                .collect();
            parts.push(format!("at the operator {}", list.join(", ")));
        }
        parts.extend(self.ways.as_ref().map(WaysView::say));
        for removal in self.removals.iter().flatten() {
            parts.push(removal.to_string());
        }
        parts.join("; ")
    }
}
