//! What a step may change on the card. Protection decides by it before anything is sent.

use signoff_protocol::es10c::ResetOption;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};

use super::document::PlacedStep;
use super::field::{Field, Variables};
use super::place::Place;
use super::scalar::{HexBytes, Name};
use super::step::{ApduStep, Step};

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
    /// Anything: a raw command that is not known to read only.
    Anything,
}

impl Change {
    /// What the step may change; `None` for one that only reads.
    pub fn of(placed: &PlacedStep, variables: &Variables) -> Option<Self> {
        let (target, destructive) = match &placed.step {
            Step::Enable(step) => (profile(&step.profile, &step.iccid, &step.aid, variables), false),
            Step::Disable(step) => (profile(&step.profile, &step.iccid, &step.aid, variables), false),
            Step::Nickname(step) => (profile(&step.profile, &step.iccid, &None, variables), false),
            Step::Delete(step) => (profile(&step.profile, &step.iccid, &step.aid, variables), true),
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
            Step::Apdu(step) if !apdu_reads_only(step, variables) => (ChangeTarget::Anything, true),
            Step::At(step) => {
                let line = step
                    .command
                    .as_ref()
                    .and_then(|command| command.get(variables).ok());
                if line.is_some_and(|line| at_reads_only(&line)) {
                    return None;
                }
                (ChangeTarget::Anything, true)
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

fn profile(
    name: &Option<Field<Name>>,
    iccid: &Option<Field<Iccid>>,
    aid: &Option<Field<Aid>>,
    variables: &Variables,
) -> ChangeTarget {
    let name = name.as_ref().and_then(|field| field.get(variables).ok());
    let iccid = iccid.as_ref().and_then(|field| field.get(variables).ok());
    let aid = aid.as_ref().and_then(|field| field.get(variables).ok());
    match (name, iccid, aid) {
        (Some(name), _, _) => ChangeTarget::Profile(name.as_str().to_owned()),
        (_, Some(iccid), _) => ChangeTarget::Iccid(iccid),
        (_, _, Some(aid)) => ChangeTarget::IsdpAid(aid),
        (None, None, None) => ChangeTarget::SomeProfile,
    }
}

/// Tags of ES10 requests that only read.
const READING: [[u8; 2]; 9] = [
    [0xBF, 0x20],
    [0xBF, 0x22],
    [0xBF, 0x28],
    [0xBF, 0x2B],
    [0xBF, 0x2D],
    [0xBF, 0x2E],
    [0xBF, 0x3C],
    [0xBF, 0x3E],
    [0xBF, 0x43],
];

fn apdu_reads_only(step: &ApduStep, variables: &Variables) -> bool {
    let bytes = |field: &Option<Field<HexBytes>>| field.as_ref().and_then(|field| field.get(variables).ok());
    match (bytes(&step.command), bytes(&step.es10)) {
        (None, Some(request)) => reads_only(&request.0),
        (Some(command), None) => match command.0.as_slice() {
            // SELECT, READ BINARY, READ RECORD, GET RESPONSE, GET DATA, STATUS
            [_, 0xA4 | 0xB0 | 0xB2 | 0xC0 | 0xCA | 0xCB | 0xF2, ..] => true,
            // MANAGE CHANNEL that opens; one that closes could close the LPA's own.
            [_, 0x70, 0x00, ..] => true,
            // STORE DATA in one segment.
            [_, 0xE2, 0x91, 0x00, _, request @ ..] => reads_only(request),
            _ => false,
        },
        _ => false,
    }
}

fn reads_only(request: &[u8]) -> bool {
    READING.iter().any(|tag| request.starts_with(tag))
}

/// Commands of 3GPP TS 27.007 and of vendors that only read, without `AT`.
const AT_READING: [&str; 18] = [
    "", "I", "E0", "E1", "V1", "+CCID", "+ICCID", "+QCCID", "^ICCID", "+CIMI", "+CGMI", "+CGMM", "+CGMR",
    "+CGSN", "+GMI", "+GMM", "+GMR", "+GSN",
];

fn at_reads_only(line: &str) -> bool {
    let line = line.trim().to_ascii_uppercase();
    line.strip_prefix("AT").is_some_and(|commands| {
        commands.split(';').all(|command| {
            let test = command.ends_with('?') && !command.contains('=') || command.ends_with("=?");
            // +CMEE changes how errors are shown, nothing on the card.
            test || command.starts_with("+CMEE=") || AT_READING.contains(&command)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_lines_that_only_read() {
        for (line, want) in [
            ("AT", true),
            ("at+cimi", true),
            ("AT+CPIN?", true),
            ("AT+CREG=?", true),
            ("AT+CCID;+CIMI", true),
            ("AT+CGLA=1,10,\"80E2\"", false),
            ("AT+CFUN=0", false),
            ("AT+CFUN=\"a?", false),
            ("ATD112;", false),
        ] {
            assert_eq!(at_reads_only(line), want, "{line}");
        }
    }
}
