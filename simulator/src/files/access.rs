//! Access rules in EF_ARR (ETSI TS 102 221 §9.2, §13.4; ISO/IEC 7816-4 §5.4.3).

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::tlv::{Tag, Tlv};

use super::file_system::Body;
use super::spec::SPECIAL_USABLE_WHEN_DEACTIVATED;
use super::{FileHandle, FileKind, FileSystem};

/// Deepest nesting of conditions that is followed.
const MAX_DEPTH: u8 = 4;

/// What is to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Read,
    Update,
    Increase,
    Activate,
    Deactivate,
}

impl Operation {
    /// Its bit in the access mode byte of an EF; INCREASE has none.
    const fn mode_bit(self) -> u8 {
        match self {
            Self::Read => 0x01,
            Self::Update => 0x02,
            Self::Increase => 0,
            Self::Deactivate => 0x08,
            Self::Activate => 0x10,
        }
    }

    /// Its instruction bytes, for rules that name commands.
    const fn instructions(self) -> &'static [u8] {
        match self {
            Self::Read => &[0xB0, 0xB2, 0xA2, 0xCB],
            Self::Update => &[0xD6, 0xDC, 0xDB],
            Self::Increase => &[0x32],
            Self::Deactivate => &[0x04],
            Self::Activate => &[0x44],
        }
    }
}

impl FileSystem {
    /// Whether the access rules and the state of a file allow an operation now.
    pub(super) fn demand(&self, file: FileHandle, operation: Operation) -> Result<(), StatusWord> {
        let node = self.node(file).ok_or(StatusWord::NOT_FOUND)?;
        let shown = self.node(self.resolve(file)).ok_or(StatusWord::NOT_FOUND)?;
        let rule = self.rule(file).ok_or(StatusWord::SECURITY_STATUS)?;
        let satisfied = |reference| self.is_satisfied(node.parent, reference);
        if !allows(&rule, operation, &satisfied) {
            return Err(StatusWord::SECURITY_STATUS);
        }
        let usable = match &shown.body {
            Body::Elementary(elementary) => elementary.special & SPECIAL_USABLE_WHEN_DEACTIVATED != 0,
            _ => false,
        };
        match operation {
            Operation::Activate | Operation::Deactivate => Ok(()),
            Operation::Increase if !shown.active => Err(StatusWord::CONDITIONS_OF_USE),
            _ if !shown.active && !usable => Err(StatusWord::CONDITIONS_OF_USE),
            _ => Ok(()),
        }
    }

    /// The record that the file refers to: of the EF_ARR in its directory, else of the next one above.
    fn rule(&self, file: FileHandle) -> Option<Vec<u8>> {
        let node = self.node(file)?;
        let security = node.security?;
        let rules = self
            .upward(node.parent)
            .filter_map(|directory| self.child(directory, security.file))
            .filter_map(|rules| self.elementary(rules))
            .find(|rules| matches!(rules.kind, FileKind::LinearFixed { .. }))?;
        let length = usize::from(rules.kind.record()?);
        let place = usize::from(security.record).checked_sub(1)?;
        Some(rules.data.read(place * length, length))
    }

    /// A directory and those above it, up to the MF.
    pub(super) fn upward(&self, from: FileHandle) -> impl Iterator<Item = FileHandle> {
        std::iter::successors(Some(from), |directory| {
            (*directory != FileHandle::MF)
                .then(|| self.node(*directory).map(|node| node.parent))
                .flatten()
        })
    }
}

/// Access mode objects, each with the conditions behind it, one of which must hold. What no rule names is
/// forbidden.
fn allows(rule: &[u8], operation: Operation, satisfied: &impl Fn(u8) -> bool) -> bool {
    let mut rest = rule;
    let (mut applies, mut behind_mode) = (false, false);
    while let Ok((element, behind)) = Tlv::parse(rest) {
        rest = behind;
        let mode = match element.tag() {
            Tag(0x80) => {
                let bits = element.value().first().copied().unwrap_or(0);
                Some(bits & operation.mode_bit() != 0)
            }
            Tag(0x84) => Some(
                element
                    .value()
                    .iter()
                    .any(|ins| operation.instructions().contains(ins)),
            ),
            // Rules for other parts of a command's header; none of our commands needs them.
            Tag(0x81..=0x8F) => Some(false),
            _ => None,
        };
        if let Some(named) = mode {
            applies = named || (behind_mode && applies);
            behind_mode = true;
        } else {
            behind_mode = false;
            if applies && holds(element, satisfied, MAX_DEPTH) {
                return true;
            }
        }
    }
    false
}

/// Whether a security condition holds (ISO/IEC 7816-4 table 23).
fn holds(condition: Tlv<'_>, satisfied: &impl Fn(u8) -> bool, depth: u8) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let mut children = condition.children().map_while(Result::ok);
    match condition.tag() {
        Tag(0x90) => true,
        Tag(0x9E) => condition.value() == [0x00],
        Tag(0xA0) => children.any(|child| holds(child, satisfied, depth)),
        Tag(0xAF) => {
            let mut some = false;
            children.all(|child| {
                some = true;
                holds(child, satisfied, depth)
            }) && some
        }
        Tag(0xA4) => children
            .find(|child| child.tag() == Tag(0x83))
            .and_then(|reference| reference.value().first().copied())
            .is_some_and(satisfied),
        // `97`, and what nobody knows.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[track_caller]
    fn check(rule: &str, verified: &[u8], want: &str) {
        let rule = hex::decode(rule).unwrap();
        let found: String = [
            (Operation::Read, 'r'),
            (Operation::Update, 'u'),
            (Operation::Increase, 'i'),
            (Operation::Activate, 'a'),
            (Operation::Deactivate, 'd'),
        ]
        .into_iter()
        .filter(|(operation, _)| allows(&rule, *operation, &|reference| verified.contains(&reference)))
        .map(|(_, letter)| letter)
        .collect();
        assert_eq!(found, want, "{} with {verified:02X?}", hex::encode(&rule));
    }

    #[test]
    fn always_never_and_keys() {
        check("800101900080011A9700FFFFFF", &[1, 0x0A], "r");
        let pin_and_adm =
            "800101A406830101950108800118A40683010A950108 800102A406830101950108".replace(' ', "");
        check(&pin_and_adm, &[], "");
        check(&pin_and_adm, &[0x01], "ru");
        check(&pin_and_adm, &[0x0A], "ad");
        check(&pin_and_adm, &[0x81], "");
        check("8001019000840132A406830101950108", &[], "r");
        check("8001019000840132A406830101950108", &[1], "ri");
    }

    #[test]
    fn templates() {
        let either = "800103A010A406830101950108A40683010A950108";
        check(either, &[], "");
        check(either, &[0x0A], "ru");
        let both = "800103AF10A406830101950108A40683010A950108";
        check(both, &[0x01], "");
        check(both, &[0x01, 0x0A], "ru");
        check("800101A406830181950108A40683010A950108", &[0x0A], "r");
        check("800101AF00", &[], "");
    }

    #[test]
    fn what_is_no_rule_allows_nothing() {
        for rule in ["", "FFFF", "9000", "80", "8001", "A4", "800101", "800101A0FF"] {
            check(rule, &[1, 0x0A, 0x81], "");
        }
    }
}
