//! Whether an attached device is what a flow is written for. What differs is the reason why the flow is not
//! applicable; nothing is changed to find out.

use signoff_protocol::hex;
use signoff_protocol::notification::{Event, NotificationMetadata};
use signoff_protocol::profile::{ProfileClass, ProfileInfo, ProfileState, tags};
use signoff_protocol::tlv::Tag;
use signoff_simulator::card_file::{CardFile, CardKind, PendingFile, ProfileStateName};

use super::Names;
use super::error::StepError;
use super::read_state::settled;
use crate::flow::ResolvedFlow;
use crate::flow::word::Requirement;
use crate::lpa::{DetectionKind, Lpa};
use crate::text::Message;
use crate::transport::Capabilities;

/// What is compared.
const COMPARED: [Tag; 4] = [tags::ICCID, tags::ISDP_AID, tags::STATE, tags::CLASS];

/// What was read of an attached device.
#[derive(Clone, Debug, Default)]
pub(super) struct Attached {
    pub(super) profiles: Vec<ProfileInfo>,
    pub(super) notifications: Vec<NotificationMetadata>,
}

/// What the device would have to be able to do and can't.
pub(super) fn missing_capability(flow: &ResolvedFlow, capabilities: Capabilities) -> Option<Message> {
    flow.requires().into_iter().find_map(|requirement| {
        let (has, what) = match requirement {
            Requirement::At => (capabilities.at, "AT commands"),
            Requirement::Faults => (capabilities.faults, "faults, which only sim: and pty: have"),
            Requirement::Restore => (
                capabilities.restorable,
                "a card that can be put back to its first state",
            ),
            // What is simulated has faults on demand.
            Requirement::OwnModem => (
                capabilities.faults,
                "its own modem, which only sim: and pty: have",
            ),
            Requirement::RawChannels => (
                capabilities.raw_channels,
                "MANAGE CHANNEL, which is not seen through a modem",
            ),
        };
        (!has).then(|| {
            Message::translated(
                "cause-flow-needs",
                &[("what", what.into())],
                &format!("the flow needs {what}"),
            )
        })
    })
}

/// Reads the profiles and notifications of the device.
pub(super) async fn read(lpa: &mut Lpa) -> Result<Attached, StepError> {
    let profiles = lpa.get_profiles_info(None, Some(&COMPARED)).await?;
    let notifications = lpa.list_notifications(None).await?;
    Ok(Attached {
        profiles: settled("GetProfilesInfo", profiles)?,
        notifications: settled("ListNotification", notifications)?,
    })
}

/// Compares the device with the card of the flow. `Ok(Err(reason))` when they differ. `same_card` is false when
/// a DUT file says which of its profiles stand for those of the flow: then the EIDs need not be equal. `ci` is that of the
/// flow's SM-DP+, by its key identifier.
pub(super) async fn compare(
    lpa: &mut Lpa,
    flow: &ResolvedFlow,
    names: &Names,
    same_card: bool,
    ci: Option<&[u8]>,
) -> Result<Result<Attached, Message>, StepError> {
    let card = &flow.card;
    let found = lpa.detect().await?;
    let fits = match found.kind {
        DetectionKind::Euicc { .. } => card.kind == CardKind::Euicc,
        DetectionKind::M2m => card.kind == CardKind::M2m,
        DetectionKind::Uicc => card.kind == CardKind::Uicc,
        DetectionKind::Iot { .. } => card.kind == CardKind::Iot,
        _ => false,
    };
    if !fits {
        let wanted = match card.kind {
            CardKind::Euicc => "an eUICC",
            CardKind::Uicc => "a plain UICC",
            CardKind::M2m => "an M2M eUICC",
            CardKind::Iot => "an IoT eUICC",
        };
        let found = found.kind.name();
        return Ok(Err(Message::translated(
            "cause-flow-needs-card",
            &[("wanted", wanted.into()), ("found", found.into())],
            &format!("the flow needs {wanted}, the device has {found}"),
        )));
    }
    if same_card
        && let (Some(wanted), Some(found)) = (card.eid, found.eid)
        && wanted != found
    {
        let card = &flow.card_name;
        return Ok(Err(Message::translated(
            "cause-flow-eid",
            &[
                ("card", card.into()),
                ("wanted", wanted.to_string().into()),
                ("found", found.to_string().into()),
            ],
            &format!("the flow's card {card} has EID {wanted}, the device has {found}"),
        )));
    }
    if card.kind != CardKind::Euicc {
        return Ok(Ok(Attached::default()));
    }
    if let Some(ci) = ci
        && let Some(reason) = distrusts(lpa, ci).await?
    {
        return Ok(Err(reason));
    }
    let attached = read(lpa).await?;
    let differs = profiles_differ(card, names, &attached.profiles)
        .or_else(|| notifications_differ(card, names, &attached.notifications));
    Ok(match differs {
        Some(reason) => Err(Message::translated(
            "cause-flow-card",
            &[
                ("card", (&flow.card_name).into()),
                ("reason", reason.as_str().into()),
            ],
            &format!("the flow's card {} {reason}", flow.card_name),
        )),
        None => Ok(attached),
    })
}

/// Why the eUICC would refuse the SM-DP+ of the flow: it does not verify what that CI has issued.
async fn distrusts(lpa: &mut Lpa, ci: &[u8]) -> Result<Option<Message>, StepError> {
    let info = settled("GetEUICCInfo1", lpa.get_euicc_info1().await?)?;
    if info.ci_pk_ids_for_verification.iter().any(|known| known == ci) {
        return Ok(None);
    }
    let known: Vec<String> = info
        .ci_pk_ids_for_verification
        .iter()
        .map(|known| hex::encode(known))
        .collect();
    let (ci, known) = (hex::encode(ci), known.join(", "));
    Ok(Some(Message::translated(
        "cause-flow-ci",
        &[("ci", (&ci).into()), ("known", (&known).into())],
        &format!("the flow's SM-DP+ is of the CI {ci}, the device trusts {known}"),
    )))
}

fn profiles_differ(card: &CardFile, names: &Names, actual: &[ProfileInfo]) -> Option<String> {
    for profile in &card.profiles {
        let iccid = names.iccid(&profile.name);
        let name = names.say(iccid.as_ref());
        let Some(found) = actual
            .iter()
            .find(|found| iccid.is_some() && found.iccid == iccid)
        else {
            return Some(format!("has the profile {name}, the device has not"));
        };
        let wanted = match profile.state {
            ProfileStateName::Enabled => ProfileState::Enabled,
            ProfileStateName::Disabled => ProfileState::Disabled,
        };
        if found.state != Some(wanted) {
            let state = found.state.map_or("no state", |state| state.name());
            return Some(format!("has {name} {}, the device has it {state}", wanted.name()));
        }
        let wanted = ProfileClass::from(profile.class);
        if found.class_or_default() != wanted {
            let class = found.class_or_default().name();
            return Some(format!(
                "has {name} of class {}, on the device it is {class}",
                wanted.name()
            ));
        }
    }
    let more = actual
        .iter()
        .find(|profile| profile.iccid.is_none_or(|iccid| names.name(&iccid).is_none()))?;
    Some(format!(
        "has no profile {}, the device has it",
        names.say(more.iccid.as_ref())
    ))
}

fn notifications_differ(card: &CardFile, names: &Names, actual: &[NotificationMetadata]) -> Option<String> {
    let wanted: Vec<&PendingFile> = card
        .pending_notifications
        .iter()
        .flat_map(|pending| std::iter::repeat_n(pending, usize::from(pending.repeat)))
        .collect();
    if wanted.len() != actual.len() {
        return Some(format!(
            "has {} pending notifications, the device has {}",
            wanted.len(),
            actual.len()
        ));
    }
    let mut actual: Vec<&NotificationMetadata> = actual.iter().collect();
    actual.sort_by_key(|metadata| metadata.seq_number);
    wanted.iter().zip(actual).find_map(|(wanted, found)| {
        let event = Event::from(wanted.event);
        let iccid = wanted.iccid.or_else(|| names.iccid(wanted.profile.as_deref()?));
        let same = event == found.event && iccid == found.iccid && wanted.address == found.address;
        (!same).then(|| {
            format!(
                "has a pending notification {} of {} for {}, the device has {}",
                event.name(),
                names.short(iccid.as_ref()),
                wanted.address,
                super::answer::say_notification(found, names)
            )
        })
    })
}
