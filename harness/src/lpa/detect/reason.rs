//! One observation that a verdict rests on.

use std::fmt;

use signoff_protocol::id::{Aid, Eid};

/// What was observed. Its text is English; on a terminal it is said in the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An ISD-R answers.
    IsdR {
        /// Under this AID.
        aid: Aid,
        /// Whose AID that is.
        family: String,
    },
    /// ES10c.GetEID was answered.
    Eid(Eid),
    /// EUICCInfo2 tells the version.
    Version([u8; 3]),
    /// EUICCInfo2 has iotSpecificInfo.
    Iot {
        /// The first SGP.32 version that it tells.
        version: String,
    },
    /// An eIM is associated with the eUICC.
    Eim {
        /// Its name, and its address if it tells one.
        eim: String,
    },
    /// The ECASD behind the ISD-R tells the EID.
    EcasdOfIsdR(Eid),
    /// The ECASD tells the EID, though there is no ISD-R.
    Ecasd(Eid),
    /// What an ES10 function refused, and how.
    Refused(String),
    /// ES10 is refused for want of a secure channel.
    SecureChannel,
    /// ES10 is refused for a condition that is not fulfilled.
    NotReady,
    /// No AID led to an ISD-R.
    NoIsdR {
        /// How many were tried.
        tried: usize,
    },
    /// A USIM can be selected.
    Usim,
    /// The card answers, and has no USIM.
    NoUsim,
    /// The link says what is wrong, in its own words.
    Link(String),
    /// A command of the modem, and its answer.
    Modem {
        /// The command line.
        command: String,
        /// The answer on one line.
        answer: String,
    },
    /// The modem has a card and opens no channel to it.
    NoAccess,
    /// The modem says that it is in its factory test mode.
    TestMode,
    /// The modem says that its own LPA is on.
    OwnLpa,
    /// The modem refuses the ISD-R alone.
    GuardsIsdR,
}

impl Reason {
    /// One word for reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::IsdR { .. } => "isd_r",
            Self::Eid(_) => "eid",
            Self::Version(_) => "version",
            Self::Iot { .. } => "iot",
            Self::Eim { .. } => "eim",
            Self::EcasdOfIsdR(_) => "ecasd_of_isd_r",
            Self::Ecasd(_) => "ecasd",
            Self::Refused(_) => "refused",
            Self::SecureChannel => "secure_channel",
            Self::NotReady => "not_ready",
            Self::NoIsdR { .. } => "no_isd_r",
            Self::Usim => "usim",
            Self::NoUsim => "no_usim",
            Self::Link(_) => "link",
            Self::Modem { .. } => "modem",
            Self::NoAccess => "no_access",
            Self::TestMode => "test_mode",
            Self::OwnLpa => "own_lpa",
            Self::GuardsIsdR => "guards_isd_r",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IsdR { aid, family } => write!(f, "an ISD-R answers under {aid} ({family})"),
            Self::Eid(eid) => write!(f, "it tells its EID {eid} by ES10c.GetEID"),
            Self::Version([major, minor, revision]) => {
                write!(f, "it follows SGP.22 v{major}.{minor}.{revision} (EUICCInfo2)")
            }
            Self::Iot { version } => {
                write!(f, "it follows SGP.32 v{version} (iotSpecificInfo of EUICCInfo2)")
            }
            Self::Eim { eim } => write!(f, "it is managed by the eIM {eim}"),
            Self::EcasdOfIsdR(eid) => write!(f, "its ECASD tells the EID {eid} by GET DATA"),
            Self::Ecasd(eid) => write!(f, "an ECASD tells the EID {eid} by GET DATA"),
            Self::Refused(text) | Self::Link(text) => f.write_str(text),
            Self::SecureChannel => {
                f.write_str("it wants a secure channel, as SGP.02 demands: only its SM-SR manages it")
            }
            Self::NotReady => f.write_str(
                "the card does not know of an LPAd (TERMINAL CAPABILITY), uses its own LPA, or waits for a reset",
            ),
            Self::NoIsdR { tried } => write!(f, "no ISD-R can be selected, {tried} AIDs were tried"),
            Self::Usim => f.write_str("a USIM can be selected"),
            Self::NoUsim => f.write_str("the card answers, and has no USIM"),
            Self::Modem { command, answer } => write!(f, "{command} is answered by {answer}"),
            Self::NoAccess => f.write_str("the modem has a card, and lets nobody open a channel to it"),
            Self::TestMode => f.write_str("the modem is in its factory test mode, in which its card has no power"),
            Self::OwnLpa => f.write_str("the modem says that its own LPA is on: it keeps the ISD-R"),
            Self::GuardsIsdR => {
                f.write_str("the modem refuses the ISD-R alone: other applications can be opened")
            }
        }
    }
}
