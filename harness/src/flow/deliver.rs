//! The step that tells the SM-DP+ what happened: `deliver`.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::notification::Event;

use super::check::{Check, Checker, checked};
use super::expect::Expect;
use super::field::{Field, Scalar};
use super::pattern::Comparison;
use super::refusals::{DELIVERY_WORDS, SERVER_FAILURES};
use super::scalar::{Bounded, Name, RefusalCode};
use super::step::{Captures, Common, Repeat, Retry, steps};

steps! {
    /// Delivers pending notifications, each to its own address, and removes those that were acknowledged.
    DeliverStep expects DeliverExpect {
        /// Only these; all that are pending without this.
        seq_numbers: Option<Vec<Field<SeqNumber>>>,
        /// How many times each is sent at most; 1 without this.
        attempts: Option<Field<Bounded<1, 10>>>,
        /// Milliseconds before the second attempt, twice as many before each further one; 0 without this.
        wait_ms: Option<Field<Bounded<0, 10_000>>>,
        /// The LPA dies when the n-th notification was acknowledged, before it removes it.
        crash_after_acknowledgement: Option<Field<Bounded<1, 1000>>>,
    }
}

/// Of `deliver`. Without it every notification must be acknowledged and removed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DeliverExpect {
    /// How many notifications were to be delivered.
    pub count: Option<Field<Comparison>>,
    /// How many of them were acknowledged.
    pub acknowledged: Option<Field<Comparison>>,
    /// All of them, by ascending sequence number.
    pub entries: Option<Vec<DeliveryExpect>>,
    /// Whether the LPA died in the middle.
    pub crashed: Option<Field<bool>>,
}

/// One delivery. Only the fields that are given are compared.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DeliveryExpect {
    /// Its sequence number.
    pub seq_number: Option<Field<SeqNumber>>,
    /// What it reports.
    pub event: Option<Field<Event>>,
    /// Name of the profile that it is about.
    pub profile: Option<Field<Name>>,
    /// ICCID of the profile that it is about.
    pub iccid: Option<Field<Iccid>>,
    /// The recipient as the notification names it.
    pub address: Option<Field<String>>,
    /// What became of it.
    pub outcome: Option<Field<DeliveryWord>>,
    /// Whether it was removed from the eUICC's list.
    pub removed: Option<Field<bool>>,
}

checked! {
    DeliverExpect { count, acknowledged, entries, crashed }
    DeliveryExpect { seq_number, event, profile, iccid, address, outcome, removed }
}

/// What became of a delivery, in one word: `acknowledged`, `held`, `expired`, `status_500`, `8.1.3/6.1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryWord(String);

impl DeliveryWord {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DeliveryWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Scalar for DeliveryWord {
    const WHAT: &'static str = "an outcome of a delivery";

    fn parse(text: &str) -> Result<Self, String> {
        let status = |digits: &str| digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let known = DELIVERY_WORDS
            .iter()
            .chain(&SERVER_FAILURES)
            .any(|word| *word == text)
            || text.strip_prefix("status_").is_some_and(status)
            || matches!(RefusalCode::parse(text), Ok(RefusalCode::Status(_)));
        if known {
            Ok(Self(text.to_owned()))
        } else {
            let words: Vec<&str> = DELIVERY_WORDS.iter().chain(&SERVER_FAILURES).copied().collect();
            Err(format!(
                "expected {}, status_503 or a status code as 8.1/6.1",
                super::word::one_of(&words)
            ))
        }
    }
}
