//! What somebody who receives a signed notification checks.

use p256::ecdsa::Signature;
use p256::ecdsa::signature::Verifier;
use signoff_protocol::id::Eid;

use super::Role;
use super::certificate::Certificate;

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
    /// A key or a signature on another curve than P-256; nothing is said about its validity.
    #[error("the {certificate} certificate is not of the P-256 curve")]
    Unsupported {
        /// "CI", "EUM", "eUICC".
        certificate: &'static str,
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
    let certificate = Certificate::parse(Role::Euicc, euicc_certificate)?;
    let invalid = |_| VerifyError::Signature {
        signer: Role::Euicc.name(),
    };
    let signature = Signature::from_slice(signature).map_err(invalid)?;
    certificate.key().verify(message, &signature).map_err(invalid)
}

/// Checks that the EUM issued the eUICC's certificate and, where the CI's is known, that the CI issued the
/// EUM's. Returns the EID in the eUICC's certificate. Validity dates are not looked at: who checks may have no
/// clock, and test certificates expire.
///
/// # Errors
/// A certificate can't be read, a signature is not valid, or a rule of the profiles is broken.
pub fn verify_chain(euicc: &[u8], eum: &[u8], ci: Option<&[u8]>) -> Result<Eid, VerifyError> {
    let euicc = Certificate::parse(Role::Euicc, euicc)?;
    let eum = Certificate::parse(Role::Eum, eum)?;
    if let Some(ci) = ci {
        let ci = Certificate::parse(Role::Ci, ci)?;
        ci.check_profile()?;
        ci.check_issued_by(&ci)?;
        eum.check_issued_by(&ci)?;
    }
    eum.check_profile()?;
    euicc.check_profile()?;
    euicc.check_issued_by(&eum)?;
    eum.check_permits(&euicc)?;
    euicc.eid()
}
