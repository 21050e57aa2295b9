//! How a card deviates from the standard, as data. [`CardPersonality::default`] is the standard.
//!
//! Each knob says where the deviation was seen and has a test in `tests/card/personality.rs`.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::apdu::StatusWord;
use signoff_protocol::id::{Aid, SeqNumber};

use crate::card_file::{PolicyRuleName, text};

/// The deviations of one card; every field may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CardPersonality {
    /// First sequence number of a fresh card: the field has 0 as well as 1. Kigen cards start at 0, and two
    /// LPAs lost their first notification for it (lpac issue 430; sigmo `lpa.go`).
    pub first_seq: u32,

    /// AIDs under which the ISD-R can be selected. Removable eSIM cards have their own: 5ber
    /// `A0000005591010FFFFFFFF8900050500`, XeSIM `…8900000177` (openeuicc's default list, sigmo).
    #[serde(deserialize_with = "text::list")]
    #[schemars(with = "Vec<String>")]
    pub isd_r_aids: Vec<Aid>,

    /// SGP.22 version of the card, `major.minor.revision`. It decides what the v3 editions added: memory reset
    /// of provisioning and preloaded test profiles, `disallowedInTestMode`, enabledProfile in the FCI. Cards of
    /// v2.2.0 to v2.5.0 are in public logs of SELECT ISD-R.
    #[serde(deserialize_with = "text::version")]
    #[schemars(with = "String")]
    pub svn: [u8; 3],

    /// What needs a TERMINAL CAPABILITY that announces an LPAd. SGP.22 §3.4.2 refuses ES10 with `6985`;
    /// some cards hide the ISD-R altogether (euicc-rs sends the command before it opens a channel for that
    /// reason), many removable ones do not care.
    pub terminal_capability: TerminalCapabilityCheck,

    /// Supplementary logical channels, 0 to 19. Many cards have three; openeuicc stopped probing AIDs blindly
    /// because channels ran out (its commits 6e5bbc4, f498c22).
    pub supplementary_channels: u8,

    /// Number of the first channel that the card assigns. onomondo-ipa expects 5 and more, as modems keep the
    /// lower ones for themselves.
    pub first_channel: u8,

    /// Whether data comes at once or after `61xx` and GET RESPONSE: readers and cards with T=1 against T=0
    /// (openeuicc README; many modems follow `61xx` themselves, some do not).
    pub answers: AnswerStyle,

    /// Longest STORE DATA that is taken, in bytes; longer ones get `6700`. Told in the FCI of the ISD-R
    /// (`9F65`). openeuicc sends 63 at most after checksum errors with more (lpac issue 160); a wiki of a
    /// carrier lowers it to 60 for EC25, EM12 and RM500Q.
    pub segment_limit: u8,

    /// After a change of state, this many ES10 commands are refused. openpilot waits a second before it reads
    /// notifications (its pull request 38241); onomondo-ipa issue 3 shows `6985`.
    pub busy_after_change: Option<Busy>,

    /// What happens after a change of state with refreshFlag.
    pub refresh: RefreshStyle,

    /// Which combinations of identifier and refreshFlag EnableProfile and DisableProfile take. EastcomPeace
    /// cards only work by AID with refreshFlag, older 5ber cards only without (SimAdmin issues 31 and 33, lpac
    /// issue 13). Others are refused with undefinedError.
    pub accepts: AcceptedIdentifiers,

    /// What the file system shows when no profile is enabled.
    pub no_profile: NoProfile,

    /// Whether eUICCMemoryReset makes delete notifications for test profiles, too. Enable, disable and delete
    /// make none; for the reset the sources disagree.
    pub reset_notifies_test_profiles: bool,

    /// Most pending notifications; the oldest is dropped for a new one. Queues of a hundred and more exist,
    /// because LPAs leave enable and disable unsent (openeuicc's default settings).
    pub notification_capacity: u16,

    /// Answer of RetrieveNotificationsList when nothing matches. Cards of the older editions have
    /// noResultAvailable, later ones an empty list (ASN.1 modules of v2.0 and v2.5).
    pub nothing_to_retrieve: NothingToRetrieve,

    /// Whether the card knows test profiles; if not, the option of eUICCMemoryReset is ignored
    /// (SGP.22 §5.7.19, rspCapability bit 3).
    pub test_profiles: bool,

    /// Policy rules that no profile may have (`99` of EUICCInfo2). sysmoEUICC1 forbids PPR1.
    pub forbidden_rules: Vec<PolicyRuleName>,

    /// Non-volatile memory for profiles, bytes. sysmoEUICC1 tells 285,688 free bytes in extCardResource.
    pub profile_memory_bytes: u32,

    /// The eUICC fell into an error state: it lists profiles, but refuses each change with undefinedError and
    /// its EID reads as zeros. Seen after an interrupted transfer (GrapheneOS issue 7642).
    pub stuck: bool,

    /// How long commands take. The card itself never waits; who stands around it does.
    pub latency: Latency,
}

impl Default for CardPersonality {
    fn default() -> Self {
        Self {
            first_seq: 1,
            isd_r_aids: vec![Aid::ISD_R],
            svn: [2, 5, 0],
            terminal_capability: TerminalCapabilityCheck::Es10,
            supplementary_channels: 19,
            first_channel: 1,
            answers: AnswerStyle::Direct,
            segment_limit: 255,
            busy_after_change: None,
            refresh: RefreshStyle::Proactive,
            accepts: AcceptedIdentifiers::default(),
            no_profile: NoProfile::Empty,
            reset_notifies_test_profiles: false,
            notification_capacity: 256,
            nothing_to_retrieve: NothingToRetrieve::EmptyList,
            test_profiles: true,
            forbidden_rules: Vec::new(),
            profile_memory_bytes: 524_288,
            stuck: false,
            latency: Latency::default(),
        }
    }
}

impl CardPersonality {
    /// [`CardPersonality::first_seq`] as the number that it is.
    pub const fn first_seq(&self) -> SeqNumber {
        SeqNumber::new(self.first_seq)
    }

    /// Whether the card follows SGP.22 v3.
    pub const fn is_v3(&self) -> bool {
        self.svn[0] >= 3
    }
}

/// What a missing TERMINAL CAPABILITY with LPAd bits prevents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TerminalCapabilityCheck {
    /// Nothing.
    Ignored,
    /// ES10 functions: `6985`.
    #[default]
    Es10,
    /// SELECT ISD-R: `6A82`.
    Select,
}

/// How data is handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerStyle {
    /// Up to 256 bytes at once, `61xx` for the rest. Le may be missing, as it does where a modem or reader adds it.
    #[default]
    Direct,
    /// `61xx` first whenever the command carried data; `6Cxx` for an Le that is too large.
    GetResponse,
}

/// A busy window after a change of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Busy {
    /// How many ES10 commands are refused.
    pub commands: u32,
    /// With which status word.
    #[serde(default, deserialize_with = "text::status_word_of_busy")]
    #[schemars(with = "String")]
    pub status: BusyStatus,
}

/// Status word of the busy window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusyStatus(pub StatusWord);

impl Default for BusyStatus {
    fn default() -> Self {
        Self(StatusWord::CONDITIONS_OF_USE)
    }
}

/// What happens after a change of state with refreshFlag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefreshStyle {
    /// `91xx` and the proactive command REFRESH; the switch happens at TERMINAL RESPONSE or reset.
    #[default]
    Proactive,
    /// The switch happens at once, without a proactive command, and every ES10 command is `6985` until a reset
    /// (onomondo-ipa issue 3, card B).
    Silent,
    /// The response is announced by `61xx`, then the card resets itself, and GET RESPONSE is `6F00`. Android
    /// counts that as success (AOSP `EuiccPortTest`).
    AnswerLost,
}

/// Which identifiers work with which refreshFlag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a two by two matrix, written out so that a card file reads well"
)]
pub struct AcceptedIdentifiers {
    /// ICCID, refreshFlag set.
    pub iccid_with_refresh: bool,
    /// ICCID, refreshFlag not set.
    pub iccid_without_refresh: bool,
    /// ISD-P AID, refreshFlag set.
    pub aid_with_refresh: bool,
    /// ISD-P AID, refreshFlag not set.
    pub aid_without_refresh: bool,
}

impl Default for AcceptedIdentifiers {
    fn default() -> Self {
        Self {
            iccid_with_refresh: true,
            iccid_without_refresh: true,
            aid_with_refresh: true,
            aid_without_refresh: true,
        }
    }
}

/// What the file system shows when no profile is enabled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoProfile {
    /// The MF alone: every EF and application is `6A82` (trace of a blank eUICC in a Sierra forum).
    #[default]
    Empty,
    /// EF_ICCID reads `89000123456789012358` (device-os issue 2953), EF_DIR has no entry.
    DefaultIccid,
}

/// Answer of RetrieveNotificationsList when nothing matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NothingToRetrieve {
    /// An empty list.
    #[default]
    EmptyList,
    /// noResultAvailable(1).
    NoResultAvailable,
}

/// How long commands take, in milliseconds. Deleting takes 0.3 to 8 s on cards in the field, more than the
/// 300 ms that some modems allow (lpac's notes on AT).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Latency {
    /// Any command.
    pub command_ms: u32,
    /// EnableProfile, DisableProfile, in addition.
    pub switch_ms: u32,
    /// DeleteProfile, in addition.
    pub delete_ms: u32,
    /// eUICCMemoryReset, in addition.
    pub memory_reset_ms: u32,
}
