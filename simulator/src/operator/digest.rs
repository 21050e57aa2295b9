//! Numbers that follow from what they are for: the same question gives the same number, in each run.

use sha2::{Digest as _, Sha256};

/// SHA-256 over parts, each with its length before it.
pub(super) fn digest(parts: &[&str]) -> [u8; 32] {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(part.as_bytes());
    }
    sha.finalize().into()
}
