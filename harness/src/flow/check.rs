//! Looks at every field of a flow: is it a value, are its variables known, is the profile on the card.

use std::collections::{BTreeMap, BTreeSet};

use signoff_simulator::card_file::CardFile;
use signoff_simulator::smdp::SmdpFile;

use super::diagnostic::Mistake;
use super::entries::Entries;
use super::expect::{
    ApduExpect, AtExpect, Expect, ModemExpect, NotificationExpect, OperatorExpect, ProfileExpect,
    RatRowExpect, ResetExpect, UnknownExpect,
};
use super::fault::{CatBusy, DelayAnswer, LeaveChannelsOpen, PowerCut, StatusFault, Urc};
use super::field::{Field, FieldError, Scalar, Variables};
use super::place::Place;
use super::step::{NotificationFilter, NotificationSelection, Retry};

/// What is known while a flow is looked at from its first step to its last.
pub(super) struct Checker<'a> {
    /// The card, unless it could not be read.
    pub(super) card: Option<&'a CardFile>,
    /// The SM-DP+, if the flow has one that could be read.
    pub(super) smdp: Option<&'a SmdpFile>,
    /// Whether the flow demands backups before deletions.
    pub(super) require_backup: bool,
    /// The combination of the matrix.
    pub(super) variables: &'a Variables,
    /// Captured so far, with the place of the capture.
    pub(super) captured: BTreeMap<String, Place>,
    /// Variables that a field has used.
    pub(super) used: BTreeSet<String>,
    /// Found so far.
    pub(super) mistakes: Vec<Mistake>,
}

impl Checker<'_> {
    /// Names of variables that have a value here.
    fn known_variables(&self) -> Vec<&str> {
        let matrix = self.variables.iter().map(|(name, _)| name);
        matrix.chain(self.captured.keys().map(String::as_str)).collect()
    }

    /// Looks at a field. Its value, where it is known before the flow runs.
    pub(super) fn field<T: Scalar>(&mut self, field: &Field<T>) -> Option<T> {
        let mut captured = false;
        for name in field.variables() {
            self.used.insert(name.to_owned());
            captured |= self.captured.contains_key(name);
        }
        match field.get(self.variables) {
            Ok(value) => {
                if let Some(name) = value.as_profile() {
                    self.profile(name, field.place());
                }
                Some(value)
            }
            Err(FieldError::UnknownVariable { .. }) if captured && self.all_known(field) => None,
            Err(error) => {
                let mistake = self.wrong_field(&error, field);
                self.mistakes.push(mistake);
                None
            }
        }
    }

    fn all_known<T>(&self, field: &Field<T>) -> bool {
        field
            .variables()
            .all(|name| self.captured.contains_key(name) || self.variables.get(name).is_some())
    }

    fn wrong_field<T>(&self, error: &FieldError, field: &Field<T>) -> Mistake {
        let place = field.place();
        match error {
            FieldError::UnknownVariable { .. } => {
                let known = self.known_variables();
                let unknown = field
                    .variables()
                    .find(|name| !known.contains(name))
                    .unwrap_or_default();
                Mistake::new(
                    "unknown_variable",
                    place,
                    format!("the variable ${{{unknown}}} has no value here"),
                    "neither in for_each nor captured by an earlier step",
                )
                .did_you_mean(unknown, "variables with a value here", known)
            }
            FieldError::Value {
                text,
                what,
                reason,
                choices,
            } => {
                let mistake = Mistake::new("value", place, format!("{text:?} is not {what}"), reason.clone());
                match super::diagnostic::nearest(text, choices) {
                    Some(near) => mistake.hint(format!("did you mean {near}?")),
                    None => mistake,
                }
            }
            FieldError::Template { .. } => Mistake::new(
                "template",
                place,
                "a ${ is not followed by a name and }",
                "no variable",
            )
            .hint("variables are written ${name}; names are letters, digits and _"),
        }
    }

    /// Whether the card or the SM-DP+ has a profile of this name.
    pub(super) fn profile(&mut self, name: &str, place: Place) {
        let Some(card) = self.card else { return };
        let on_card = card.profiles.iter().map(|profile| profile.name.as_str());
        let at_smdp = self.smdp.iter().flat_map(|smdp| names_of(smdp));
        let mut known: Vec<&str> = on_card.chain(at_smdp).collect();
        if known.contains(&name) {
            return;
        }
        known.sort_unstable();
        known.dedup();
        let (message, label, what) = if self.smdp.is_some() {
            (
                format!("neither the card nor the SM-DP+ has a profile {name:?}"),
                "in neither file",
                "profiles of card and SM-DP+",
            )
        } else {
            (
                format!("the card has no profile {name:?}"),
                "not in the card file",
                "profiles of the card",
            )
        };
        let mistake = Mistake::new("unknown_profile", place, message, label);
        self.mistakes.push(mistake.did_you_mean(name, what, known));
    }

    /// Whether the SM-DP+ of the flow has a profile of this name; a flow without one has its mistake elsewhere.
    pub(super) fn profile_of_smdp(&mut self, name: &str, place: Place) {
        let Some(smdp) = self.smdp else { return };
        let known: Vec<&str> = names_of(smdp).collect();
        if !known.contains(&name) {
            let message = format!("the SM-DP+ has no profile {name:?}");
            let mistake = Mistake::new("unknown_profile", place, message, "not in the file of the SM-DP+");
            self.mistakes
                .push(mistake.did_you_mean(name, "profiles of the SM-DP+", known));
        }
    }
}

/// The short names of an SM-DP+ file.
pub(super) fn names_of(smdp: &SmdpFile) -> impl Iterator<Item = &str> {
    smdp.profiles.iter().map(|known| known.profile.name.as_str())
}

/// What can be looked at.
pub(super) trait Check {
    /// Looks at every field in it.
    fn check(&self, checker: &mut Checker<'_>);
}

impl<T: Scalar> Check for Field<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.field(self);
    }
}

impl<C: Check> Check for Option<C> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Some(inner) = self {
            inner.check(checker);
        }
    }
}

impl<C: Check> Check for Vec<C> {
    fn check(&self, checker: &mut Checker<'_>) {
        for inner in self {
            inner.check(checker);
        }
    }
}

impl<C: Check> Check for Expect<C> {
    fn check(&self, checker: &mut Checker<'_>) {
        self.fields.check(checker);
    }
}

/// Keys are names of profiles.
impl<T: Scalar> Check for Entries<Field<T>> {
    fn check(&self, checker: &mut Checker<'_>) {
        for (key, value) in self.iter() {
            checker.profile(&key.text, key.place);
            checker.field(value);
        }
    }
}

/// Looks at the fields that are named.
macro_rules! checked {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Check for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                let Self { $($field),+ } = self;
                $($field.check(checker);)+
            }
        }
    )+};
}

pub(super) use checked;

checked! {
    UnknownExpect { resolved }
    ProfileExpect {
        profile, iccid, aid, state, nickname, service_provider_name, profile_name, icon_type, icon_bytes, class, owner,
        policy_rules,
    }
    OperatorExpect { mcc_mnc, gid1, gid2 }
    NotificationExpect { event, profile, iccid, address, seq_number }
    RatRowExpect { rules, operators, consent_required }
    ApduExpect { status, data }
    AtExpect { final_result, lines }
    ResetExpect { atr }
    ModemExpect { iccid, imsi }
    Retry { times, on, wait_ms }
    NotificationFilter { events }
    NotificationSelection { seq_number, events }
    PowerCut { at_write, at_segment }
    CatBusy { times }
    DelayAnswer { ms }
    Urc { line }
    StatusFault { ins, status }
    LeaveChannelsOpen { count }
}
