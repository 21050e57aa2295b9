//! The confirmation code, as it is proven to the SM-DP+ (SGP.22 §3.1.3, hashCc).

use sha2::{Digest, Sha256};
use signoff_protocol::id::TransactionId;

/// SHA-256 of the code's own SHA-256 and the transaction id.
pub(super) fn hash_cc(code: &str, transaction_id: &TransactionId) -> [u8; 32] {
    let inner = Sha256::digest(code.as_bytes());
    Sha256::new()
        .chain_update(inner)
        .chain_update(transaction_id.as_bytes())
        .finalize()
        .into()
}
