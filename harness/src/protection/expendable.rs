//! What may be lost.

use std::collections::BTreeSet;
use std::str::FromStr;

use signoff_protocol::id::{Iccid, IdError};

use super::{Affected, Planned};

/// The profiles that the user, the card file or the DUT file declared expendable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expendable {
    /// None: nothing may be changed.
    #[default]
    None,
    /// The whole eUICC.
    All,
    /// These profiles.
    Set(BTreeSet<Iccid>),
}

/// Why a text declares nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; give an ICCID or all")]
pub struct ExpendableError(pub IdError);

impl FromStr for Expendable {
    type Err = ExpendableError;

    /// Reads `all` or an ICCID.
    fn from_str(text: &str) -> Result<Self, ExpendableError> {
        match text {
            "all" => Ok(Self::All),
            digits => digits
                .parse()
                .map(|iccid: Iccid| Self::of([iccid]))
                .map_err(ExpendableError),
        }
    }
}

/// Something would have changed what is not expendable. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} was not sent: {why}; declare it with {declare} if it may be lost")]
pub struct ProtectionError {
    /// What would have been sent.
    pub what: String,
    /// What it would have touched.
    pub why: Untouchable,
    /// What to declare.
    pub declare: String,
}

/// What is not expendable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untouchable {
    /// The whole eUICC: why it would have been touched.
    #[error("{0}, and not the whole eUICC is expendable")]
    Everything(&'static str),
    /// These profiles.
    #[error("{}", not_expendable(.0))]
    Profiles(Vec<Iccid>),
}

fn not_expendable(iccids: &[Iccid]) -> String {
    let list: Vec<String> = iccids.iter().map(ToString::to_string).collect();
    match list.as_slice() {
        [one] => format!("the profile with ICCID {one} is not expendable"),
        several => format!(
            "the profiles with ICCIDs {} are not expendable",
            several.join(", ")
        ),
    }
}

impl Expendable {
    /// The given profiles; none is [`Expendable::None`].
    pub fn of(iccids: impl IntoIterator<Item = Iccid>) -> Self {
        let set: BTreeSet<Iccid> = iccids.into_iter().collect();
        if set.is_empty() {
            Self::None
        } else {
            Self::Set(set)
        }
    }

    /// Whether this profile may be lost.
    pub fn contains(&self, iccid: &Iccid) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Set(set) => set.contains(iccid),
        }
    }

    /// What either of them allows.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, only) | (only, Self::None) => only,
            (Self::Set(one), Self::Set(two)) => Self::Set(one.union(&two).copied().collect()),
        }
    }

    /// Whether `planned` may be sent.
    ///
    /// # Errors
    /// It touches something that is not expendable.
    pub fn check(&self, planned: &Planned) -> Result<(), ProtectionError> {
        let refuse = |why: Untouchable, declare: String| {
            Err(ProtectionError {
                what: planned.what.clone(),
                why,
                declare,
            })
        };
        match &planned.affected {
            Affected::Everything(reason) => match self {
                Self::All => Ok(()),
                Self::None | Self::Set(_) => {
                    refuse(Untouchable::Everything(reason), "--expendable all".to_owned())
                }
            },
            Affected::Profiles(iccids) => {
                let protected: Vec<Iccid> = iccids
                    .iter()
                    .filter(|iccid| !self.contains(iccid))
                    .copied()
                    .collect();
                if protected.is_empty() {
                    return Ok(());
                }
                let options: Vec<String> = protected
                    .iter()
                    .map(|iccid| format!("--expendable {iccid}"))
                    .collect();
                refuse(Untouchable::Profiles(protected), options.join(" "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "8932010000000000015";
    const TWO: &str = "8932020000000000023";

    fn iccid(digits: &str) -> Iccid {
        digits.parse().expect("an ICCID")
    }

    fn planned(affected: Affected) -> Planned {
        Planned {
            what: "DeleteProfile".to_owned(),
            affected,
        }
    }

    #[test]
    fn only_what_is_declared_may_be_touched() {
        let one = planned(Affected::Profiles(vec![iccid(ONE)]));
        let both = planned(Affected::Profiles(vec![iccid(ONE), iccid(TWO)]));
        let everything = planned(Affected::Everything("it touches everything"));
        let nothing = planned(Affected::Profiles(vec![]));
        let only_one = Expendable::of([iccid(ONE)]);
        let two_sets = only_one.clone().or(Expendable::of([iccid(TWO)]));
        for (expendable, allowed) in [
            (Expendable::None, [false, false, false, true]),
            (only_one, [true, false, false, true]),
            (two_sets, [true, true, false, true]),
            (Expendable::All, [true, true, true, true]),
        ] {
            let got = [&one, &both, &everything, &nothing].map(|planned| expendable.check(planned).is_ok());
            assert_eq!(got, allowed, "{expendable:?}");
        }
        assert_eq!(Expendable::of([]), Expendable::None);
    }

    #[test]
    fn two_declarations_allow_what_either_allows_and_no_more() {
        let one = || Expendable::of([iccid(ONE)]);
        let two = || Expendable::of([iccid(TWO)]);
        for (left, right, want) in [
            (Expendable::None, Expendable::None, Expendable::None),
            (Expendable::None, one(), one()),
            (one(), Expendable::None, one()),
            (one(), two(), Expendable::of([iccid(ONE), iccid(TWO)])),
            (one(), Expendable::All, Expendable::All),
            (Expendable::All, Expendable::None, Expendable::All),
        ] {
            assert_eq!(left.clone().or(right.clone()), want, "{left:?} or {right:?}");
        }
    }

    #[test]
    fn a_refusal_says_what_and_what_to_declare() {
        let error = Expendable::None
            .check(&planned(Affected::Profiles(vec![iccid(ONE)])))
            .expect_err("not expendable");
        assert_eq!(
            error.to_string(),
            "DeleteProfile was not sent: the profile with ICCID 8932010000000000015 is not expendable; declare it \
             with --expendable 8932010000000000015 if it may be lost"
        );
    }
}
