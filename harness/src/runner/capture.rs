//! Values that a step takes from its answer: `first.seq_number`, `orange.state`, `count`.

use signoff_protocol::hex;
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::ProfileInfo;

use super::Names;
use super::answer::{Answer, version};
use super::rsp::Downloaded;
use crate::flow::capture::CapturePath;
use crate::flow::field::Scalar;

impl Answer {
    /// The value at a path; `None` if this answer has none there.
    pub fn value(&self, path: &CapturePath, names: &Names) -> Option<String> {
        let segments: Vec<&str> = path.segments().collect();
        match (self, segments.as_slice()) {
            (Self::Profiles(profiles), ["count"]) => Some(profiles.len().to_string()),
            (Self::Profiles(profiles), [which, field]) => {
                let found = match *which {
                    "enabled" => profiles.iter().find(|profile| profile.is_enabled()),
                    name => match names.iccid(name) {
                        Some(iccid) => profiles.iter().find(|profile| profile.iccid == Some(iccid)),
                        None => pick(profiles, name),
                    },
                };
                profile_value(found?, field)
            }
            (Self::Notifications(list), ["count"]) => Some(list.len().to_string()),
            (Self::Notifications(list), [which, field]) => notification_value(pick(list, which)?, field),
            (Self::Retrieved(list), ["count"]) => Some(list.len().to_string()),
            (Self::Retrieved(list), [which, field]) => {
                notification_value(pick(list, which)?.metadata(), field)
            }
            (Self::RulesAuthorisationTable(rows), ["count"]) => Some(rows.len().to_string()),
            (Self::Addresses(addresses), ["default_smdp"]) => addresses.default_smdp_address.clone(),
            (Self::Addresses(addresses), ["root_smds"]) => Some(addresses.root_smds_address.clone()),
            (Self::Eid(eid), ["eid"]) => Some(eid.to_string()),
            (Self::Detection(detection), ["eid"]) => detection.eid.map(|eid| eid.to_string()),
            (Self::Detection(detection), ["verdict"]) => Some(detection.kind.name().to_owned()),
            (Self::Detection(detection), ["isd_r"]) => detection.kind.isd_r().map(ToString::to_string),
            (Self::Detection(detection), ["version"]) => {
                detection.info.as_ref().map(|info| version(info.svn))
            }
            (Self::Desk(view), ["reference"]) => view.reference.clone(),
            (Self::Desk(view), ["external_id"]) => view.external_id.clone(),
            (Self::Desk(view), ["effective"]) => view.effective.map(|day| day.to_string()),
            (Self::Desk(view), ["total"]) => view.total.map(|cents| cents.to_string()),
            (Self::Desk(view), ["status"]) => view.status.map(|status| status.to_string()),
            (Self::Desk(view), ["today"]) => view.today.map(|day| day.to_string()),
            (Self::Manual(fact), ["outcome"]) => Some(fact.outcome.to_string()),
            (Self::Manual(fact), ["reference"]) => fact.reference.as_ref().map(ToString::to_string),
            (Self::Info(info), ["svn"]) => Some(version(info.svn)),
            (Self::Info(info), ["firmware"]) => Some(version(info.firmware_version)),
            (Self::Info(info), ["free_nvm"]) => Some(info.card_resource.free_non_volatile.to_string()),
            (Self::Info(info), ["installed"]) => Some(info.card_resource.installed_applications.to_string()),
            (Self::Apdu(response), ["status"]) => Some(response.status.to_string()),
            (Self::Apdu(response), ["data"]) => Some(hex::encode(&response.data)),
            (Self::At(answer), ["final"]) => Some(answer.result.to_string()),
            (Self::At(answer), ["line", number]) => {
                let place = number.parse::<usize>().ok()?.checked_sub(1)?;
                answer.lines.get(place).cloned()
            }
            (
                Self::Download(Downloaded::Installed {
                    iccid,
                    isdp_aid,
                    seq_number,
                }),
                [field],
            ) => match *field {
                "iccid" => Some(iccid.to_string()),
                "aid" => isdp_aid.map(|aid| aid.to_string()),
                "seq_number" => Some(seq_number.to_string()),
                _ => None,
            },
            (Self::Smdp(view), [field]) => {
                let order = view.order.as_ref()?;
                match *field {
                    "iccid" => Some(order.iccid.to_string()),
                    "matching_id" => Some(order.matching_id.clone()),
                    "activation_code" => Some(order.activation_code.clone()),
                    _ => None,
                }
            }
            (Self::Delivered(delivered), ["count"]) => Some(delivered.deliveries.len().to_string()),
            (Self::Delivered(delivered), [which, field]) => {
                let delivery = pick(&delivered.deliveries, which)?;
                match *field {
                    "seq_number" => Some(delivery.seq_number.to_string()),
                    "event" => word_of(&delivery.event?),
                    "address" => Some(delivery.address.clone()),
                    "iccid" => delivery.iccid.map(|iccid| iccid.to_string()),
                    _ => None,
                }
            }
            (Self::Backup(backup), [field]) => match *field {
                "iccid" => backup.profile.iccid.map(|iccid| iccid.to_string()),
                "imsi" => backup.profile.imsi.clone(),
                "contacts" => Some(backup.contacts.len().to_string()),
                "messages" => Some(backup.messages.len().to_string()),
                _ => None,
            },
            (Self::Restored(restored), [field]) => match *field {
                "iccid" => restored.iccid.map(|iccid| iccid.to_string()),
                "contacts" => Some(restored.plan.contacts.to_string()),
                "messages" => Some(restored.plan.messages.to_string()),
                "present" => Some(restored.plan.present.to_string()),
                _ => None,
            },
            (Self::Reset(Some(atr)), ["atr"]) => Some(hex::encode(atr.as_bytes())),
            _ => None,
        }
    }
}

/// `first` or `last`.
fn pick<'a, T>(list: &'a [T], which: &str) -> Option<&'a T> {
    match which {
        "first" => list.first(),
        "last" => list.last(),
        _ => None,
    }
}

fn profile_value(profile: &ProfileInfo, field: &str) -> Option<String> {
    match field {
        "iccid" => profile.iccid.map(|iccid| iccid.to_string()),
        "aid" => profile.isdp_aid.map(|aid| aid.to_string()),
        "state" => profile.state.map(|state| state.name().to_owned()),
        "nickname" => profile.nickname.as_ref().map(ToString::to_string),
        "service_provider_name" => profile.service_provider_name.as_ref().map(ToString::to_string),
        "profile_name" => profile.profile_name.as_ref().map(ToString::to_string),
        "class" => Some(profile.class_or_default().name().to_owned()),
        _ => None,
    }
}

fn notification_value(metadata: &NotificationMetadata, field: &str) -> Option<String> {
    match field {
        "seq_number" => Some(metadata.seq_number.to_string()),
        "event" => word_of(&metadata.event),
        "address" => Some(metadata.address.clone()),
        "iccid" => metadata.iccid.map(|iccid| iccid.to_string()),
        _ => None,
    }
}

/// The word of a flow file for a value.
pub(super) fn word_of<T: Scalar + PartialEq>(value: &T) -> Option<String> {
    let mut words = T::choices().iter();
    words
        .find(|word| T::parse(word).as_ref() == Ok(value))
        .map(|word| (*word).to_owned())
}
