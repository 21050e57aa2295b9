//! The file of one modem.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Cchc, Ccho, Cgla, Crsm, Csim, ErrorReports, Identity, InternalLpa, MissingProfile, Noise, Refresh,
    SimCommands, Wire,
};

/// One modem; every field may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ModemPersonality {
    /// What it is and where its behaviour was seen.
    pub about: String,
    /// What it says about itself.
    pub identity: Identity,
    /// Echo, line ends, lengths.
    pub wire: Wire,
    /// How errors are told.
    pub errors: ErrorReports,
    /// `+CCHO`, open logical channel.
    pub ccho: Ccho,
    /// `+CGLA`, UICC logical channel access.
    pub cgla: Cgla,
    /// `+CCHC`, close logical channel.
    pub cchc: Cchc,
    /// `+CSIM`, generic SIM access.
    pub csim: Csim,
    /// `+CRSM`, restricted SIM access.
    pub crsm: Crsm,
    /// Commands around the SIM, and the modem's own use of it.
    pub sim: SimCommands,
    /// An LPA in the modem itself.
    pub internal_lpa: Option<InternalLpa>,
    /// Whether the modem starts in the factory test mode, `+CFUN: 5`, in which its card has no power: SIM7600 and other
    /// modems of Qualcomm's have the mode (SIMCom's manual of AT commands, `+CFUN`). `AT+CFUN=1` ends it.
    pub test_mode: bool,
    /// What the modem shows while no profile is enabled.
    pub no_profile: MissingProfile,
    /// What the modem does when the card asks for a REFRESH.
    pub refresh: Refresh,
    /// Disturbances of the line.
    pub noise: Noise,
}

impl ModemPersonality {
    /// Reads a personality.
    ///
    /// # Errors
    /// No YAML, an unknown field, or a value of the wrong type, with its place.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }
}
