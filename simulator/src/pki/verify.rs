//! What somebody who receives a signed notification checks.

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
    /// A key or a signature on a curve that is not known here; nothing is said about its validity.
    #[error("the {certificate} certificate is neither of the P-256 nor of the brainpoolP256r1 curve")]
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
    if certificate.key().verifies(message, signature) {
        Ok(())
    } else {
        Err(VerifyError::Signature {
            signer: Role::Euicc.name(),
        })
    }
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

#[cfg(test)]
mod tests {
    use signoff_protocol::message::Decode;
    use signoff_protocol::notification::OtherSignedNotification;

    use super::*;

    fn bytes(name: &str) -> Vec<u8> {
        let text = signoff_fixtures::vector(&format!("certs/{name}.hex")).unwrap();
        signoff_protocol::hex::decode(&text.split_whitespace().collect::<String>()).unwrap()
    }

    fn chain(euicc: &[u8], eum: &[u8], ci: &[u8]) -> Result<String, VerifyError> {
        verify_chain(euicc, eum, Some(ci)).map(|eid| eid.to_string())
    }

    #[test]
    fn a_chain_that_somebody_else_made_holds() {
        let (ci, eum, euicc) = (bytes("ci"), bytes("eum"), bytes("euicc"));
        let eid = "89049032000000000000000000000066".to_owned();
        assert_eq!(chain(&euicc, &eum, &ci), Ok(eid.clone()));
        assert_eq!(
            verify_chain(&euicc, &eum, None).map(|eid| eid.to_string()),
            Ok(eid)
        );
    }

    #[test]
    fn signatures_that_somebody_else_made() {
        let invalid = Err(VerifyError::Signature { signer: "eUICC" });
        for (name, want) in [
            ("disable-seq-7", Ok(())),
            ("enable-seq-8", Ok(())),
            ("delete-seq-9", Ok(())),
            ("delete-seq-300", Ok(())),
            ("delete-tampered-signature", invalid.clone()),
            ("delete-iccid-swapped-after-signing", invalid),
        ] {
            let element = OtherSignedNotification::from_der(&bytes(&format!("notification-{name}"))).unwrap();
            assert_eq!(
                verify_signature(&element.euicc_certificate, &element.signed, &element.signature),
                want,
                "{name}"
            );
            assert!(verify_chain(&element.euicc_certificate, &element.eum_certificate, None).is_ok());
        }
    }

    #[test]
    fn a_chain_with_any_bit_of_what_was_signed_changed_does_not_hold() {
        let (ci, eum, euicc) = (bytes("ci"), bytes("eum"), bytes("euicc"));
        for position in (0..euicc.len()).step_by(7) {
            let mut changed = euicc.clone();
            changed[position] ^= 0x10;
            assert!(
                chain(&changed, &eum, &ci).is_err(),
                "eUICC certificate, byte {position}"
            );
        }
    }

    #[test]
    fn certificates_in_each_others_place_are_refused() {
        let (ci, eum, euicc) = (bytes("ci"), bytes("eum"), bytes("euicc"));
        let profile = |certificate, reason: &str| {
            Err(VerifyError::Profile {
                certificate,
                reason: reason.to_owned(),
            })
        };
        assert_eq!(
            chain(&eum, &eum, &ci),
            profile("eUICC", "does not have the policy of its role")
        );
        assert_eq!(
            chain(&euicc, &euicc, &ci).unwrap_err().to_string(),
            "the EUM certificate names \"CN=EUM,O=Fixture EUM\" as issuer, the CI is \"CN=Fixture CI\""
        );
        assert_eq!(
            chain(&euicc, &eum, b"\x30\x00")
                .unwrap_err()
                .to_string()
                .split(':')
                .next(),
            Some("the CI certificate can't be read")
        );
        assert_eq!(
            verify_signature(&euicc, b"message", &[0; 63]),
            Err(VerifyError::Signature { signer: "eUICC" })
        );
    }
}
