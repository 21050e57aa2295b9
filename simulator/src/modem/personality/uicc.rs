//! Knobs of the commands that carry APDUs.

use schemars::JsonSchema;
use serde::Deserialize;

/// Answer to `AT+X=?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TestForm {
    /// `OK`
    #[default]
    Ok,
    /// `ERROR`, though the command works: EM05-G, FG132-GL (lpac issue 300).
    Error,
    /// Nothing at all: FM350-GL (lpac pull request 442).
    Silent,
    /// A line with the command's syntax, then `OK` (lpac issue 143).
    Text,
}

/// What `+CCHO` gives as session id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionHandle {
    /// The channel's number.
    #[default]
    Int,
    /// A handle of 16 hex digits: Sierra MC7455 and EM7590 (lpac issues 138, 139).
    Hex16,
    /// The channel's number without `+CCHO:`: FM350-GL (lpac issues 179, 209).
    Bare,
}

/// Which case hex digits of a command may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HexCase {
    /// Either.
    #[default]
    Any,
    /// Upper case only: Foxconn T99W696 (lpac issue 428).
    Upper,
}

impl HexCase {
    /// Whether a text may stand in a command.
    pub fn allows(self, text: &str) -> bool {
        self == Self::Any || !text.bytes().any(|byte| byte.is_ascii_lowercase())
    }
}

/// Whether strings of a command must stand in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParameterQuoting {
    /// Either way.
    #[default]
    Either,
    /// Only with quotes, as 27.007 writes strings: Quectel (a WWAN daemon's notes).
    Quoted,
    /// Only without.
    Bare,
}

impl ParameterQuoting {
    /// Whether a parameter written this way is taken.
    pub const fn allows(self, quoted: bool) -> bool {
        match self {
            Self::Either => true,
            Self::Quoted => quoted,
            Self::Bare => !quoted,
        }
    }
}

/// `+CCHO`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ccho {
    /// Whether the command exists. DW5821e-eSIM has none of the family (lpac issue 164).
    pub supported: bool,
    /// What the session id looks like.
    pub handle: SessionHandle,
    /// Answer to `AT+CCHO=?`.
    pub test_form: TestForm,
    /// Case of the AID.
    pub hex_case: HexCase,
    /// Every open fails with this CME error: Huawei MS2372h (lpac issue 164).
    pub always_error: Option<u16>,
    /// CME error when the card has no such application: EG25 says 13 (openpilot pull request 37979).
    pub not_found_error: u16,
    /// CME error when no channel is free (onomondo-ipa's tests: 20).
    pub no_channel_error: u16,
}

impl Default for Ccho {
    fn default() -> Self {
        Self {
            supported: true,
            handle: SessionHandle::default(),
            test_form: TestForm::default(),
            hex_case: HexCase::default(),
            always_error: None,
            not_found_error: 22,
            no_channel_error: 20,
        }
    }
}

/// Who asks for the data that `61xx` announces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FollowMore {
    /// The host: SIMCom A7908E (lpac issue 238).
    #[default]
    None,
    /// The modem, once.
    First,
    /// The modem, until there is no more: lines of many KiB on RM520 (lpac issue 129).
    All,
}

/// `+CGLA`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a knob of its own")]
pub struct Cgla {
    /// Whether the command exists.
    pub supported: bool,
    /// Answer to `AT+CGLA=?`. ERROR on EM7590 (lpac issue 139).
    pub test_form: TestForm,
    /// Whether answers start with `+CGLA:`. FM350-GL leaves it out (lpac issue 179).
    pub prefix: bool,
    /// Whether the response stands in quotes.
    pub answer_quoted: bool,
    /// Whether the command must stand in quotes.
    pub quoting: ParameterQuoting,
    /// Case of the command.
    pub hex_case: HexCase,
    /// Whether responses are written in lower case.
    pub lower_case_answer: bool,
    /// Whether the modem puts the session's channel into CLA, as 27.007 §8.43 implies and lpac relies on.
    /// Otherwise CLA goes to the card as it came.
    pub patches_cla: bool,
    /// Longest command in hex digits. A wiki of a carrier wants segments of 60 bytes for EC25, EM12 and RM500Q.
    pub max_cmd_chars: Option<usize>,
    /// Who follows `61xx`.
    pub auto_get_response: FollowMore,
    /// A command that takes the card longer than this is answered with CME error 14, though the card carries it
    /// out: lpac's notes on AT speak of 300 ms.
    pub apdu_timeout_ms: Option<u32>,
}

impl Default for Cgla {
    fn default() -> Self {
        Self {
            supported: true,
            test_form: TestForm::default(),
            prefix: true,
            answer_quoted: true,
            quoting: ParameterQuoting::default(),
            hex_case: HexCase::default(),
            lower_case_answer: false,
            patches_cla: true,
            max_cmd_chars: None,
            auto_get_response: FollowMore::default(),
            apdu_timeout_ms: None,
        }
    }
}

/// Answer to `+CCHC` of a session that is not open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownChannel {
    /// An error: FM350-GL (lpac issue 209).
    #[default]
    Error,
    /// `OK` (lpac issue 143).
    Ok,
}

/// `+CCHC`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Cchc {
    /// Whether the command exists. Not on EM9191 (lpac issue 187).
    pub supported: bool,
    /// Answer to `AT+CCHC=?`.
    pub test_form: TestForm,
    /// Answer for a session that is not open.
    pub unknown_channel: UnknownChannel,
    /// Whether `+CCHC` stands before `OK` (lpac issue 143).
    pub prints_name: bool,
}

impl Default for Cchc {
    fn default() -> Self {
        Self {
            supported: true,
            test_form: TestForm::default(),
            unknown_channel: UnknownChannel::default(),
            prints_name: false,
        }
    }
}

/// `+CSIM`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a knob of its own")]
pub struct Csim {
    /// Whether the command exists.
    pub supported: bool,
    /// Answer to `AT+CSIM=?`.
    pub test_form: TestForm,
    /// Whether commands on supplementary channels work. They fail on EG25, though the channel opens
    /// (lpac issue 164).
    pub channel_nonzero: bool,
    /// Whether MANAGE CHANNEL may be sent. Not on Huawei MS2372h (lpac issue 164).
    pub manage_channel: bool,
    /// `AT+CSIM=1` and `=0` lock and unlock the card for the host: Telit (ModemManager's telit plugin).
    pub lock: bool,
    /// Whether the command must stand in quotes.
    pub quoting: ParameterQuoting,
    /// Case of the command.
    pub hex_case: HexCase,
    /// Longest command in hex digits.
    pub max_cmd_chars: Option<usize>,
    /// Who follows `61xx`.
    pub auto_get_response: FollowMore,
}

impl Default for Csim {
    fn default() -> Self {
        Self {
            supported: true,
            test_form: TestForm::default(),
            channel_nonzero: true,
            manage_channel: true,
            lock: false,
            quoting: ParameterQuoting::default(),
            hex_case: HexCase::default(),
            max_cmd_chars: None,
            auto_get_response: FollowMore::default(),
        }
    }
}

/// `+CRSM`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Crsm {
    /// Every command fails with this CME error: 3 on EG916Q-GL (a Quectel forum, thread 34559).
    pub always_error: Option<u16>,
}
