//! The ways by which a profile is looked for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Finding};

/// A way to find out whether a profile is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The list of the eUICC: ES10c.GetProfilesInfo.
    ProfileList,
    /// EF_ICCID, read from the card: by `+CRSM`, or by APDUs on the basic channel.
    IccidFile,
    /// The ICCID that the modem shows: `+CCID` and its relatives, which may come from its memory.
    ModemIccid,
    /// EF_IMSI and `+CIMI`, where the IMSI of the profile is known.
    Imsi,
    /// Notifications that wait on the eUICC, and those in the archive with their acknowledgements.
    Notifications,
    /// What the SM-DP+ knows.
    Smdp,
    /// What the operator says about the line.
    Operator,
}

impl Way {
    /// All ways, from the card outwards.
    pub const ALL: [Self; 7] = [
        Self::ProfileList,
        Self::IccidFile,
        Self::ModemIccid,
        Self::Imsi,
        Self::Notifications,
        Self::Smdp,
        Self::Operator,
    ];

    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProfileList => "profile_list",
            Self::IccidFile => "iccid_file",
            Self::ModemIccid => "modem_iccid",
            Self::Imsi => "imsi",
            Self::Notifications => "notifications",
            Self::Smdp => "smdp",
            Self::Operator => "operator",
        }
    }

    /// Whether it shows what the enabled profile is, and so nothing of a disabled one.
    pub const fn is_behind_modem(self) -> bool {
        matches!(self, Self::IccidFile | Self::ModemIccid | Self::Imsi)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Bytes or lines as they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Raw {
    /// What was asked: `BF2D…`, `AT+CCID`, `GET /profiles`.
    pub asked: String,
    /// What came back: hexadecimal for bytes, else the text.
    pub answered: String,
}

impl Raw {
    /// A question and its answer.
    pub fn new(asked: impl Into<String>, answered: impl Into<String>) -> Self {
        Self {
            asked: asked.into(),
            answered: answered.into(),
        }
    }
}

/// What one way brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WayResult {
    /// Which way.
    pub way: Way,
    /// What it says about the profile, in the light of what the list of the eUICC says.
    pub answer: Answer,
    /// What was found.
    pub finding: Finding,
    /// The finding as a sentence.
    pub evidence: String,
    /// What came over the line.
    pub raw: Vec<Raw>,
}

impl WayResult {
    /// A result whose answer is not settled yet: [`super::judge()`] sees the others, too.
    pub fn new(way: Way, finding: Finding, raw: Vec<Raw>) -> Self {
        Self {
            way,
            answer: finding.alone(),
            evidence: finding.to_string(),
            finding,
            raw,
        }
    }
}
