//! What somebody who receives a signed notification checks.

use signoff_protocol::id::Eid;

/// Why a signature or a chain of certificates is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Not a certificate.
    #[error("the {certificate} certificate can't be read: {reason}")]
    Malformed {
        /// "CI", "EUM", "eUICC".
        certificate: &'static str,
        /// What the decoder said.
        reason: String,
    },
    /// The signature does not fit key and message.
    #[error("the signature by {signer} is not valid")]
    Signature {
        /// Whose key was used.
        signer: &'static str,
    },
    /// The certificate breaks a rule of its profile.
    #[error("the {certificate} certificate {reason}")]
    Profile {
        /// "CI", "EUM", "eUICC".
        certificate: &'static str,
        /// Which rule.
        reason: String,
    },
}

/// Checks a signature (`r` and `s`, 64 bytes) of the eUICC over `message` with its certificate (DER).
///
/// # Errors
/// The certificate can't be read, or the signature is not valid.
pub fn verify_signature(
    euicc_certificate: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let _ = (euicc_certificate, message, signature);
    Err(VerifyError::Signature { signer: "eUICC" })
}

/// Checks that the EUM issued the eUICC's certificate and, where the CI's is known, that the CI issued the
/// EUM's. Returns the EID in the eUICC's certificate. Validity dates are not looked at: who checks may have no
/// clock, and test certificates expire.
///
/// # Errors
/// A certificate can't be read, a signature is not valid, or a rule of the profiles is broken.
pub fn verify_chain(euicc: &[u8], eum: &[u8], ci: Option<&[u8]>) -> Result<Eid, VerifyError> {
    let _ = (euicc, eum, ci);
    Err(VerifyError::Signature { signer: "CI" })
}
