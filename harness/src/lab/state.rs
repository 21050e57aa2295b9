//! What the page shows, as one document. `docs/lab.md` describes it.

use serde::Serialize;
use signoff_protocol::tmf::ServiceStatus;

use super::diagnosis::Diagnosis;

/// Everything at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LabState {
    /// Modem, card and eUICC.
    pub device: DeviceState,
    /// Profiles of the card, and those that were on it.
    pub profiles: Vec<ProfileState>,
    /// Pending notifications by ascending number.
    pub notifications: Vec<NotificationState>,
    /// The operator desk.
    pub operator: OperatorState,
}

/// Whether the card answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardCondition {
    /// It does.
    #[default]
    Ready,
    /// It has no power.
    NoPower,
    /// `+CFUN=0` switched it off.
    SwitchedOff,
    /// It is no eUICC.
    NoEuicc,
    /// A program at the line holds it up; what is shown is of before.
    Busy,
    /// It answers nonsense; `problem` says which.
    Failing,
}

/// Modem, card and eUICC.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeviceState {
    /// Manufacturer and model.
    pub modem: String,
    /// Whether the card answers.
    pub card: CardCondition,
    /// What is wrong, if something is.
    pub problem: Option<String>,
    /// ICCID that the modem shows, digits.
    pub iccid: Option<String>,
    /// Whether that is not the profile that is enabled: the modem shows what it read before.
    pub stale: bool,
    /// IMSI that the modem shows.
    pub imsi: Option<String>,
    /// MCC and MNC of the network.
    pub network: Option<String>,
    /// EID, 32 digits.
    pub eid: Option<String>,
    /// SGP.22 version of the eUICC.
    pub version: Option<String>,
    /// Free non-volatile memory, bytes.
    pub free_memory: Option<u32>,
    /// Whether the power is lost at the next write.
    pub cut_armed: bool,
    /// Channels that programs at the line have open.
    pub line_channels: usize,
}

/// What a profile is on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardProfileState {
    /// Enabled.
    Enabled,
    /// Disabled.
    Disabled,
    /// Not there any more.
    Absent,
    /// The card does not answer.
    Unknown,
}

/// A profile, by all who know it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProfileState {
    /// Digits.
    pub iccid: String,
    /// Name in the card file or the DUT file.
    pub name: Option<String>,
    /// What the user reads: nickname, else name of the profile.
    pub title: String,
    /// Service provider name.
    pub provider: String,
    /// `operational`, `provisioning`, `test`
    pub class: String,
    /// `PPR1`, `PPR2`
    pub rules: Vec<&'static str>,
    /// Whether it may be lost.
    pub expendable: bool,
    /// By the card.
    pub card: CardProfileState,
    /// By the SM-DP+.
    pub smdp: Option<&'static str>,
    /// By the operator; nothing where no desk of the lab has the line.
    pub operator: Option<ServiceStatus>,
    /// Which operator.
    pub operator_name: Option<String>,
    /// How many notifications about it wait on the card.
    pub pending: usize,
    /// Do they agree?
    pub diagnosis: Diagnosis,
}

/// A pending notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotificationState {
    /// Sequence number; 0 is one like any other.
    pub number: u32,
    /// `install`, `enable`, `disable`, `delete`
    pub event: String,
    /// Which profile.
    pub iccid: Option<String>,
    /// What that profile is called.
    pub name: Option<String>,
    /// Who is to be told.
    pub address: String,
}

/// The operators' desks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OperatorState {
    /// Whether there is one.
    pub there: bool,
    /// Their names.
    pub names: Vec<String>,
    /// The day on their calendar.
    pub today: Option<String>,
}
