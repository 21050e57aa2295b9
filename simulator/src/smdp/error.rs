//! Why there is no SM-DP+.

use signoff_protocol::es9p::StatusCode;
use signoff_protocol::id::Iccid;

use super::StoreError;
use crate::card_file::CardFileError;
use crate::pki::VerifyError;

/// Why an SM-DP+ can't be made of a file, or an order can't be placed.
#[derive(Debug, thiserror::Error)]
pub enum SmdpError {
    /// No address at all.
    #[error("an SM-DP+ needs at least one address")]
    NoAddress,
    /// Two addresses that differ in case or port only.
    #[error("the address {address} stands there twice")]
    DuplicateAddress {
        /// Lower case.
        address: String,
    },
    /// A profile or a fault names an address that is not listed.
    #[error("{what} names the address {address}, which is not one of the SM-DP+")]
    UnknownAddress {
        /// "profile travel", "a fault", "an order".
        what: String,
        /// As given.
        address: String,
    },
    /// Two profiles share an ICCID.
    #[error("two profiles have the iccid {iccid}")]
    DuplicateIccid {
        /// The ICCID.
        iccid: Iccid,
    },
    /// Two profiles share a matchingId at one address.
    #[error("two profiles have the matchingId {matching_id} at {address}")]
    DuplicateMatchingId {
        /// The matchingId.
        matching_id: String,
        /// The address.
        address: String,
    },
    /// The profile that an order names does not exist.
    #[error("there is no profile with iccid {iccid}")]
    UnknownIccid {
        /// As asked for.
        iccid: Iccid,
    },
    /// A profile that no card could have.
    #[error(transparent)]
    Content(#[from] CardFileError),
    /// A UPP can't be taken.
    #[error("profile {name}: {reason}")]
    Profile {
        /// Short name.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// A function of the operator's interface was refused.
    #[error("{function} is refused: {code}")]
    Refused {
        /// `downloadOrder`, ...
        function: &'static str,
        /// Why.
        code: StatusCode,
    },
    /// The OID of the certificates can't be read.
    #[error("{oid:?} is no object identifier like 2.999.10")]
    Oid {
        /// As found.
        oid: String,
    },
    /// The CI's certificate is wrong.
    #[error(transparent)]
    Ci(#[from] VerifyError),
    /// The store can't be read, or what is in it.
    #[error(transparent)]
    Store(#[from] StoreError),
}
