//! The steps that save and put back what a person has in the USIM: `backup` and `restore`, and the policy about them.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::apdu::StatusWord;

use super::check::{Check, Checker, checked};
use super::expect::{Expect, HasEnding, UnknownExpect, expectations};
use super::field::{Field, Scalar};
use super::pattern::{Comparison, TextPattern};
use super::scalar::{Name, RefusalName};
use super::step::{Captures, Common, Repeat, Retry, steps};
use super::word::UsimWay;

steps! {
    /// Saves contacts, messages and own numbers of the enabled profile.
    BackupStep expects BackupExpect {
        /// The profile that must be the enabled one; whichever it is without this.
        profile: Option<Field<Name>>,
        /// PIN 1, sent once if the card asks for it.
        pin: Option<Field<PinDigits>>,
        /// Whether the PIN is sent even if only one try is left, or nobody knows how many are.
        last_try: Option<Field<bool>>,
        /// How files are reached; `auto` without this.
        via: Option<Field<UsimWay>>,
    }

    /// Puts contacts and messages of a backup of this flow into free records of the enabled profile.
    RestoreStep expects RestoreExpect {
        /// The profile whose backup it is; the last backup without this.
        from: Option<Field<Name>>,
        /// The profile that must be the enabled one; whichever it is without this.
        profile: Option<Field<Name>>,
        /// PIN 1, sent once if the card asks for it.
        pin: Option<Field<PinDigits>>,
        /// Whether the PIN is sent even if only one try is left, or nobody knows how many are.
        last_try: Option<Field<bool>>,
        /// How files are reached; `auto` without this.
        via: Option<Field<UsimWay>>,
        /// Whether what fits is written even if something else does not.
        partial: Option<Field<bool>>,
        /// Whether nothing is written.
        dry_run: Option<Field<bool>>,
    }
}

expectations! {
    /// Of `backup`.
    BackupExpect {
        /// How many contacts were found.
        contacts: Option<Field<Comparison>>,
        /// How many messages were found; parts of one count once.
        messages: Option<Field<Comparison>>,
        /// How many messages lack parts.
        incomplete: Option<Field<Comparison>>,
        /// Own numbers, all of them, in their order.
        own_numbers: Option<Vec<Field<String>>>,
        /// Names of the contacts, all of them, in their order.
        names: Option<Vec<Field<String>>>,
        /// Numbers of the contacts, all of them, in their order.
        numbers: Option<Vec<Field<String>>>,
        /// E-mail addresses of the contacts, all of them, in their order.
        emails: Option<Vec<Field<String>>>,
        /// Texts of the messages, all of them, in their order.
        texts: Option<Vec<Field<TextPattern>>>,
        /// Whether the card asked for a PIN.
        pin_needed: Option<Field<bool>>,
    }
}

expectations! {
    /// Of `restore`.
    RestoreExpect {
        /// How many contacts were written.
        contacts: Option<Field<Comparison>>,
        /// How many messages were written.
        messages: Option<Field<Comparison>>,
        /// How many contacts and messages were there already.
        present: Option<Field<Comparison>>,
        /// How many things do not fit.
        misfits: Option<Field<Comparison>>,
    }
}

/// What a flow holds itself to.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Whether a profile is deleted only if its contacts and messages were backed up in this flow, or it was seen to have
    /// none.
    pub require_backup: Option<Field<bool>>,
}

checked! {
    Policy { require_backup }
}

/// Four to eight digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinDigits(pub String);

impl Scalar for PinDigits {
    const WHAT: &'static str = "a PIN";

    fn parse(text: &str) -> Result<Self, String> {
        let fits = (4..=8).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err("expected four to eight digits, in quotes".to_owned())
        }
    }
}
