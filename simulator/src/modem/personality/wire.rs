//! Knobs of the line: what the modem says about itself, framing, errors, noise.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// Answers to `+CGMI`, `+CGMM`, `+CGMR`, `+CGSN` and `ATI`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// `+CGMI`
    pub manufacturer: String,
    /// `+CGMM`
    pub model: String,
    /// `+CGMR`
    pub revision: String,
    /// `+CGSN`
    pub imei: String,
    /// Whether `+CGMR` and its like come with their name in front. 27.007 writes them bare.
    pub prefix: bool,
}

impl Default for Identity {
    fn default() -> Self {
        Self {
            manufacturer: "Signoff".to_owned(),
            model: "27.007 reference".to_owned(),
            revision: env!("CARGO_PKG_VERSION").to_owned(),
            imei: "004999010640000".to_owned(),
            prefix: false,
        }
    }
}

/// What a modem does with a command line that is longer than it takes. Guides of an eSIM community advise segments of
/// 60 bytes for EC25, EM12 and RM500Q, as longer lines fail there in either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LongLines {
    /// `ERROR`
    #[default]
    Error,
    /// The characters that do not fit are dropped without a word, and what is left is carried out as it stands.
    Cut,
}

/// Framing of lines.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Wire {
    /// Whether commands are sent back until `ATE0`. On in captures of Quectel, Openluat and Unisoc modems.
    pub echo: bool,
    /// What the CR of a command is sent back as. A plain CR gives the `\r\r\n` of the captures.
    pub echo_terminator: String,
    /// What stands before and after a line of information text, and a result code.
    pub terminator: String,
    /// Whether a space follows the colon of a prefix. SIMCom's A7908E leaves it out (lpac issue 238).
    pub space_after_colon: bool,
    /// Longest command line, in characters.
    pub max_line_chars: usize,
    /// What becomes of longer ones.
    pub long_lines: LongLines,
    /// URCs after a boot and after `AT+CFUN=1,1`, beside the state of the SIM.
    pub boot_urcs: Vec<String>,
}

impl Default for Wire {
    fn default() -> Self {
        Self {
            echo: true,
            echo_terminator: "\r".to_owned(),
            terminator: "\r\n".to_owned(),
            space_after_colon: true,
            max_line_chars: 4096,
            long_lines: LongLines::default(),
            boot_urcs: Vec::new(),
        }
    }
}

/// How errors are told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ErrorReports {
    /// `+CMEE` after a boot: 0 plain `ERROR`, 1 numbers, 2 texts. Sierra starts with 2 (lpac issue 187), most
    /// others with 1 or 0.
    pub cmee: u8,
    /// Texts that differ from those of 27.007: Sierra says `Parameters error` for 50 (lpac issue 187).
    pub texts: BTreeMap<u16, String>,
    /// CME error for commands that the modem doesn't have; without it, a plain `ERROR` whatever `+CMEE` says.
    /// An RM500U answers 4 to `AT+ICCID` (QModem's captures).
    pub unknown_command: Option<u16>,
}

/// Disturbances; all seeded, so that one seed gives one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Noise {
    /// URCs between the echo and the answer of each command that reaches the card (TinyGSM issue 803).
    pub urcs_before_answer: Vec<String>,
    /// Each answer comes only after the next command was sent (a Quectel forum's transcript of an EG21).
    pub lag_one_response: bool,
    /// `+CGLA` and `+CSIM` fail at random with `ERROR`, before anything reaches the card: 1,000,000 is always. An
    /// EC20 lets about one in twelve pass (lpac issue 186).
    pub random_error_ppm: u32,
}
