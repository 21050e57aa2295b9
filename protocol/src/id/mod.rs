//! Identifiers as newtypes with one checked door each.

mod aid;
mod eid;
mod iccid;
mod mcc_mnc;
mod oid;
mod seq_number;
mod transaction_id;

pub use aid::Aid;
pub use eid::Eid;
pub use iccid::Iccid;
pub use mcc_mnc::MccMnc;
pub use oid::Oid;
pub use seq_number::SeqNumber;
pub use transaction_id::TransactionId;

/// Why a text or byte string is not the identifier that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Wrong number of digits or bytes.
    #[error("{kind} of {found} {unit}, expected {expected}")]
    Length {
        /// `ICCID`, `EID`, `AID`, ...
        kind: &'static str,
        /// How many there are.
        found: usize,
        /// `digits` or `bytes`.
        unit: &'static str,
        /// What is allowed.
        expected: &'static str,
    },
    /// A character that cannot stand in the identifier.
    #[error("{found:?} at character {position} cannot stand in an {kind}")]
    Character {
        /// Which identifier.
        kind: &'static str,
        /// The character.
        found: char,
        /// Its place, from 0.
        position: usize,
    },
    /// A number in an object identifier that cannot stand there.
    #[error("no {kind}: numbers between dots, each below 4294967296, the first one below 3")]
    Arc {
        /// Which identifier.
        kind: &'static str,
    },
    /// The two check digits of an EID do not fit the rest.
    #[error("check digits {found} of the EID are wrong, {expected} would be right")]
    CheckDigits {
        /// As given.
        found: String,
        /// As computed.
        expected: String,
    },
}
