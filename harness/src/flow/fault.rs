//! Faults that a simulated target can be told to have.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::apdu::StatusWord;

use super::check::{Check, Checker};
use super::field::{Field, Scalar};
use super::scalar::Bounded;

/// A fault that is armed for the next step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultStep {
    /// The power is lost before the n-th write to non-volatile memory takes effect.
    PowerCut(PowerCut),
    /// The next state-changing commands are refused with catBusy.
    CatBusy(CatBusy),
    /// The command is carried out, its answer never arrives.
    LoseAnswer(NoParameters),
    /// The command never reaches the card.
    LoseCommand(NoParameters),
    /// The answer comes late.
    DelayAnswer(DelayAnswer),
    /// An unsolicited result code in the middle of the answer.
    Urc(Urc),
    /// The modem restarts before it answers; sessions are gone, the card is reset.
    ModemReset(NoParameters),
    /// The next command with this INS is answered with this status word and not carried out.
    Status(StatusFault),
    /// Channels that somebody has opened before and not closed.
    LeaveChannelsOpen(LeaveChannelsOpen),
}

impl FaultStep {
    /// All faults by name.
    pub const NAMES: [&'static str; 9] = [
        "power_cut",
        "cat_busy",
        "lose_answer",
        "lose_command",
        "delay_answer",
        "urc",
        "modem_reset",
        "status",
        "leave_channels_open",
    ];

    /// The name in a flow file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PowerCut(_) => "power_cut",
            Self::CatBusy(_) => "cat_busy",
            Self::LoseAnswer(_) => "lose_answer",
            Self::LoseCommand(_) => "lose_command",
            Self::DelayAnswer(_) => "delay_answer",
            Self::Urc(_) => "urc",
            Self::ModemReset(_) => "modem_reset",
            Self::Status(_) => "status",
            Self::LeaveChannelsOpen(_) => "leave_channels_open",
        }
    }

    /// Whether a modem must stand between harness and card.
    pub const fn needs_modem(&self) -> bool {
        matches!(
            self,
            Self::LoseAnswer(_)
                | Self::LoseCommand(_)
                | Self::DelayAnswer(_)
                | Self::Urc(_)
                | Self::ModemReset(_)
        )
    }
}

impl Check for FaultStep {
    fn check(&self, checker: &mut Checker<'_>) {
        match self {
            Self::PowerCut(fault) => fault.check(checker),
            Self::CatBusy(fault) => fault.check(checker),
            Self::DelayAnswer(fault) => fault.check(checker),
            Self::Urc(fault) => fault.check(checker),
            Self::Status(fault) => fault.check(checker),
            Self::LeaveChannelsOpen(fault) => fault.check(checker),
            Self::LoseAnswer(_) | Self::LoseCommand(_) | Self::ModemReset(_) => {}
        }
    }
}

/// Written `{}`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParameters {}

/// Parameters of `power_cut`: exactly one of the two.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PowerCut {
    /// Which write from now on, counted from 1.
    pub at_write: Option<Field<Bounded<1, 10_000>>>,
    /// Which segment of the next bound profile package, counted from 1: the card loses its power before it has
    /// processed it.
    pub at_segment: Option<Field<Bounded<1, 1000>>>,
}

/// Parameters of `cat_busy`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatBusy {
    /// How many commands.
    pub times: Field<Bounded<1, 100>>,
}

/// Parameters of `delay_answer`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelayAnswer {
    /// Milliseconds.
    pub ms: Field<Bounded<1, 60_000>>,
}

/// Parameters of `urc`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Urc {
    /// The line: `+CREG: 0`.
    pub line: Field<String>,
}

/// Parameters of `status`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusFault {
    /// INS in hexadecimal: `E2` for STORE DATA.
    pub ins: Field<Instruction>,
    /// SW1 SW2.
    pub status: Field<StatusWord>,
}

/// Parameters of `leave_channels_open`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveChannelsOpen {
    /// How many.
    pub count: Field<Bounded<1, 19>>,
}

/// INS, one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction(pub u8);

impl Scalar for Instruction {
    const WHAT: &'static str = "an INS byte";

    fn parse(text: &str) -> Result<Self, String> {
        match signoff_protocol::hex::decode(text).as_deref() {
            Ok([ins]) => Ok(Self(*ins)),
            _ => Err("expected two hexadecimal digits, as in \"E2\"".to_owned()),
        }
    }
}
