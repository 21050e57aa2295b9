//! Knobs of what the modem itself does with the SIM.

use schemars::JsonSchema;
use serde::Deserialize;

/// A URC and when it comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimedUrc {
    /// Milliseconds after what caused it.
    #[serde(default)]
    pub after_ms: u32,
    /// The line.
    pub text: String,
}

/// Commands around the SIM.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a knob of its own")]
pub struct SimCommands {
    /// Commands that read the ICCID; a trailing `?` means the read form only: `+CCID`, `+QCCID` (Quectel),
    /// `+ICCID` (SIMCom, Fibocom), `!ICCID?` (Sierra), `^ICCID?` (Huawei).
    pub iccid_commands: Vec<String>,
    /// Whether a padding `F` of the ICCID is shown.
    pub iccid_padding: bool,
    /// Command of the SIM slot: `+QUIMSLOT` (Quectel), `!UIMS` (Sierra), `#QSS` (Telit). The card is in slot 1.
    pub slot_command: Option<String>,
    /// The slot that is in use after a boot. Where it is 2 the modem shows no card until the slot command chooses
    /// the other one: EG25 keeps the choice over a restart (Quectel's manual of `+QUIMSLOT`).
    pub active_slot: u8,
    /// Logical channels that the modem keeps for itself after each activation: clients then get higher numbers
    /// (onomondo-ipa expects 5 and more).
    pub own_channels: u8,
    /// Whether the modem announces an LPAd in TERMINAL CAPABILITY. Some eUICCs hide the ISD-R without it
    /// (euicc-rs sends the command itself for that reason).
    pub announces_lpad: bool,
    /// Whether the modem announces the REFRESH mode eUICC Profile State Change; without it the card asks for a reset,
    /// as onomondo-ipa issue 3 shows.
    pub announces_profile_state_change: bool,
    /// Whether the modem carries out proactive commands. If not, `91xx` reaches the host (onomondo-ipa issue 3).
    pub handles_proactive: bool,
    /// Whether the modem tells by `+CPIN` when the SIM is ready after a boot.
    pub ready_urc: bool,
    /// Whether `+CPINR` tells how many tries the PIN has (3GPP TS 27.007 §8.65). Quectel has `+QPINC` in its place.
    pub pin_tries: bool,
}

impl Default for SimCommands {
    fn default() -> Self {
        Self {
            iccid_commands: vec!["+CCID".to_owned()],
            iccid_padding: false,
            slot_command: None,
            active_slot: 1,
            own_channels: 0,
            announces_lpad: true,
            announces_profile_state_change: false,
            handles_proactive: true,
            ready_urc: false,
            pin_tries: true,
        }
    }
}

/// An LPA in the modem that keeps the ISD-R to itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InternalLpa {
    /// The command that ends it: `AT+QESIM="lpa_enable",0` on RG650E, `AT!CUSTOM="SIMLPA",0` on EM7590 (a WWAN
    /// daemon's notes, a Sierra forum).
    pub disable: String,
    /// Whether that only counts after a reset of the modem.
    #[serde(default)]
    pub needs_reset: bool,
    /// What it keeps hosts from.
    #[serde(default)]
    pub blocks: Blocked,
    /// The command that tells who has the ISD-R.
    #[serde(default)]
    pub state: Option<LpaQuery>,
}

/// What an LPA in the modem keeps hosts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Blocked {
    /// Selecting the ISD-R, by whatever command: RG650E (a WWAN daemon's notes).
    #[default]
    IsdR,
    /// `+CGLA`: EM7590 and EM7595 (a Sierra forum, thread 32595).
    Cgla,
}

/// A command that tells who has the ISD-R, and its answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LpaQuery {
    /// The command line.
    pub command: String,
    /// The line of information while the modem has it.
    pub owned: String,
    /// The line of information once it does not.
    pub free: String,
}

/// What the modem shows while no profile is enabled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MissingProfile {
    /// Text of `+CPIN`; without it, the error below.
    pub cpin: Option<String>,
    /// CME error of `+CPIN?`: 10 or 13 as a rule.
    pub cpin_error: u16,
    /// What the commands for the ICCID show if the card has none: `89000123456789012358` in the field
    /// (device-os issue 2953).
    pub iccid: Option<String>,
    /// Whether `+CCHO` works. Not on EM061K (lpac issue 242).
    pub ccho: bool,
    /// Whether `+CSIM` works. Not on EM7455 (a Sierra forum, thread 29138).
    pub csim: bool,
}

impl Default for MissingProfile {
    fn default() -> Self {
        Self {
            cpin: None,
            cpin_error: 13,
            iccid: None,
            ccho: true,
            csim: true,
        }
    }
}

/// What the modem does when the card asks for a REFRESH.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Refresh {
    /// Lines that tell of it: `+CPIN: NOT READY`, `+QUSIM: 1`, `+CPIN: READY` on Quectel (ModemManager relies on
    /// `+QUSIM`), `+SIM: Removed`, `+SIM: Inserted` on Fibocom.
    pub urcs: Vec<TimedUrc>,
    /// Whether the modem reads the card anew. If not, it shows the old profile until its SIM is powered off and
    /// on: SIM7600 (lpac issues 236, 450).
    pub visible_without_power_cycle: bool,
    /// Whether commands that reach the card are left without an answer afterwards, until a reset (sigmo's
    /// `lease.go`).
    pub mute_after: bool,
}

impl Default for Refresh {
    fn default() -> Self {
        Self {
            urcs: Vec::new(),
            visible_without_power_cycle: true,
            mute_after: false,
        }
    }
}
