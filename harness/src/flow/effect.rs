//! What a step may change on the card, as far as its text tells; for the protection of profiles that are not
//! expendable.

use signoff_protocol::es10c::ResetOption;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};

use super::document::PlacedStep;
use super::field::{Field, Variables};
use super::place::Place;
use super::scalar::HexBytes;
use super::step::{ApduStep, ProfileFields, Step};
use super::usim::RestoreStep;

/// A change that a step may make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the step stands.
    pub place: Place,
    /// Kind of the step.
    pub kind: &'static str,
    /// What it acts on.
    pub target: ChangeTarget,
    /// Whether what was there can't be brought back by another step.
    pub destructive: bool,
}

/// What a change acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeTarget {
    /// A profile by its name in the card file.
    Profile(String),
    /// A profile by its ICCID.
    Iccid(Iccid),
    /// A profile by its ISD-P AID.
    IsdpAid(Aid),
    /// A profile that is known only when the flow runs, from a captured value.
    SomeProfile,
    /// All profiles of the classes that these options name, or the default SM-DP+ address.
    MemoryReset(Vec<ResetOption>),
    /// The pending notification with this number; `None` when it is known only when the flow runs.
    Notification(Option<SeqNumber>),
    /// The default SM-DP+ address.
    DefaultAddress,
    /// A profile that is installed: by its name at the SM-DP+, or whatever a server offers.
    NewProfile(Option<String>),
    /// The notifications that their SM-DP+ acknowledge.
    Acknowledged,
    /// Whatever this command APDU touches.
    Command(Vec<u8>),
    /// Whatever this ES10 request touches.
    Request(Vec<u8>),
    /// Whatever this AT line touches.
    Line(String),
    /// A raw command that is known only when the flow runs.
    Anything,
}

impl Change {
    /// What the step may change; `None` for a kind of step that only reads. Whether a raw command reads only is
    /// not judged here.
    pub fn of(placed: &PlacedStep, variables: &Variables) -> Option<Self> {
        let (target, destructive) = match &placed.step {
            Step::Enable(step) => (profile(step.target(), variables), false),
            Step::Disable(step) => (profile(step.target(), variables), false),
            Step::Nickname(step) => (
                profile(
                    ProfileFields::of(step.profile.as_ref(), step.iccid.as_ref()),
                    variables,
                ),
                false,
            ),
            Step::Delete(step) => (profile(step.target(), variables), true),
            Step::MemoryReset(step) => {
                let options = step
                    .options
                    .iter()
                    .filter_map(|option| option.get(variables).ok());
                (ChangeTarget::MemoryReset(options.collect()), true)
            }
            Step::Notifications(step) => {
                let number = step.remove.as_ref()?.get(variables).ok();
                (ChangeTarget::Notification(number), true)
            }
            Step::Addresses(step) => {
                step.set_default_smdp.as_ref()?;
                (ChangeTarget::DefaultAddress, true)
            }
            Step::Restore(step) if !is_dry(step, variables) => (
                profile(ProfileFields::of(step.profile.as_ref(), None), variables),
                false,
            ),
            Step::Download(step) => {
                let name = step.profile.as_ref().and_then(|name| name.get(variables).ok());
                (ChangeTarget::NewProfile(name.map(|name| name.to_string())), false)
            }
            Step::Redownload(step) => {
                let name = step.profile.as_ref().and_then(|name| name.get(variables).ok());
                (ChangeTarget::NewProfile(name.map(|name| name.to_string())), false)
            }
            Step::Deliver(_) => (ChangeTarget::Acknowledged, false),
            Step::Apdu(step) => (raw(step, variables), true),
            Step::At(step) => {
                let line = step.command.as_ref().and_then(|line| line.get(variables).ok());
                (line.map_or(ChangeTarget::Anything, ChangeTarget::Line), true)
            }
            _ => return None,
        };
        Some(Self {
            place: placed.place,
            kind: placed.step.kind(),
            target,
            destructive,
        })
    }
}

/// Whether a restoration writes nothing.
fn is_dry(step: &RestoreStep, variables: &Variables) -> bool {
    let dry = step.dry_run.as_ref().and_then(|field| field.get(variables).ok());
    dry.unwrap_or(false)
}

fn profile(fields: ProfileFields<'_>, variables: &Variables) -> ChangeTarget {
    let name = fields.profile.and_then(|field| field.get(variables).ok());
    let iccid = fields.iccid.and_then(|field| field.get(variables).ok());
    let aid = fields.aid.and_then(|field| field.get(variables).ok());
    match (name, iccid, aid) {
        (Some(name), _, _) => ChangeTarget::Profile(name.as_str().to_owned()),
        (_, Some(iccid), _) => ChangeTarget::Iccid(iccid),
        (_, _, Some(aid)) => ChangeTarget::IsdpAid(aid),
        (None, None, None) => ChangeTarget::SomeProfile,
    }
}

fn raw(step: &ApduStep, variables: &Variables) -> ChangeTarget {
    let bytes = |field: &Option<Field<HexBytes>>| field.as_ref()?.get(variables).ok().map(|bytes| bytes.0);
    match (bytes(&step.command), bytes(&step.es10)) {
        (Some(command), _) => ChangeTarget::Command(command),
        (None, Some(request)) => ChangeTarget::Request(request),
        (None, None) => ChangeTarget::Anything,
    }
}
