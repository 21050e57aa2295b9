//! Whether the signature of a notification is right, and by whom it is.

use std::fmt;

use signoff_protocol::id::Eid;
use signoff_protocol::notification::{OtherSignedNotification, PendingNotification};
use signoff_simulator::pki::{TestCi, VerifyError, verify_chain, verify_signature};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, SubjectKeyIdentifier};

/// Whose signature it is, as far as certificates tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// EID in the eUICC's certificate.
    pub eid: Eid,
    /// Subject of the EUM's certificate.
    pub eum: String,
    /// Subject of the CI's certificate, where a trusted one is known: it issued the EUM's.
    pub ci: Option<String>,
}

/// What is known of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureVerdict {
    /// It fits the notification, and the chain of certificates holds.
    Valid(Signer),
    /// It does not, or the chain does not; the text says which.
    Invalid(String),
    /// The certificates are not at hand, or of a curve that is not supported; the text says which.
    NotVerifiable(String),
}

impl SignatureVerdict {
    /// One word for flows: `valid`, `invalid`, `not_verifiable`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Valid(_) => "valid",
            Self::Invalid(_) => "invalid",
            Self::NotVerifiable(_) => "not_verifiable",
        }
    }
}

impl fmt::Display for SignatureVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Valid(Signer { eid, eum, ci }) => {
                write!(f, "valid, by eUICC {eid}, EUM {eum}, CI ")?;
                f.write_str(ci.as_deref().unwrap_or("unknown"))
            }
            Self::Invalid(why) => write!(f, "invalid: {why}"),
            Self::NotVerifiable(why) => write!(f, "not verifiable: {why}"),
        }
    }
}

/// Checks the signature of a notification over the bytes that were received, with the certificates in it and
/// the CI's (DER), where that is known. A CI that the EUM's certificate does not name as its issuer says nothing.
pub fn judge(pending: &PendingNotification, ci_certificate: Option<&[u8]>) -> SignatureVerdict {
    let other = match pending {
        PendingNotification::Other(other) => other,
        PendingNotification::ProfileInstallationResult(_) => {
            let why = "a profile installation result carries no certificates";
            return SignatureVerdict::NotVerifiable(why.to_owned());
        }
    };
    match check(other, ci_certificate) {
        Ok(signer) => SignatureVerdict::Valid(signer),
        Err(error @ VerifyError::Unsupported { .. }) => SignatureVerdict::NotVerifiable(error.to_string()),
        Err(error) => SignatureVerdict::Invalid(error.to_string()),
    }
}

/// The CI certificate (DER) of simulated cards of this seed.
pub fn simulated_ci(seed: u64) -> Option<Vec<u8>> {
    Some(TestCi::generate(seed).ok()?.certificate().to_vec())
}

fn check(other: &OtherSignedNotification, ci: Option<&[u8]>) -> Result<Signer, VerifyError> {
    let ci = ci.filter(|ci| issued(ci, &other.eum_certificate));
    verify_signature(&other.euicc_certificate, &other.signed, &other.signature)?;
    let eid = verify_chain(&other.euicc_certificate, &other.eum_certificate, ci)?;
    Ok(Signer {
        eid,
        eum: subject(&other.eum_certificate).unwrap_or_default(),
        ci: ci.and_then(subject),
    })
}

/// `<certificate of CN=EUM,O=Example>`
pub(super) fn certificate_text(der: &[u8]) -> String {
    match subject(der) {
        Some(subject) => format!("<certificate of {subject}>"),
        None => "<certificate, malformed>".to_owned(),
    }
}

/// Whether a certificate names the key of `ci` as that of its issuer.
fn issued(ci: &[u8], certificate: &[u8]) -> bool {
    let subject_key = |der| {
        let extension = parsed(der)?
            .tbs_certificate()
            .get_extension::<SubjectKeyIdentifier>();
        Some(extension.ok()??.1.0.as_bytes().to_vec())
    };
    let issuer_key = |der| {
        let extension = parsed(der)?
            .tbs_certificate()
            .get_extension::<AuthorityKeyIdentifier>();
        Some(extension.ok()??.1.key_identifier?.as_bytes().to_vec())
    };
    let key: Option<Vec<u8>> = subject_key(ci);
    key.is_some() && key == issuer_key(certificate)
}

fn parsed(der: &[u8]) -> Option<Certificate> {
    Certificate::from_der(der).ok()
}

fn subject(der: &[u8]) -> Option<String> {
    Some(parsed(der)?.tbs_certificate().subject().to_string())
}

#[cfg(test)]
mod tests {
    use signoff_protocol::message::Decode as _;

    use super::*;

    fn bytes(name: &str) -> Vec<u8> {
        let text = signoff_fixtures::vector(&format!("certs/{name}.hex")).expect(name);
        signoff_protocol::hex::decode(&text).expect(name)
    }

    #[track_caller]
    fn check(name: &str, ci: Option<&[u8]>, want: &str) {
        let pending = PendingNotification::from_der(&bytes(&format!("notification-{name}"))).expect(name);
        assert_eq!(judge(&pending, ci).to_string(), want);
    }

    /// The vectors were made by another implementation (see fixtures/certs).
    #[test]
    fn foreign_signatures_are_judged() {
        let ci = bytes("ci");
        check(
            "delete-seq-9",
            Some(&ci),
            "valid, by eUICC 89049032000000000000000000000066, EUM CN=EUM,O=Fixture EUM, CI CN=Fixture CI",
        );
        check(
            "delete-seq-9",
            None,
            "valid, by eUICC 89049032000000000000000000000066, EUM CN=EUM,O=Fixture EUM, CI unknown",
        );
        for name in ["delete-tampered-signature", "delete-iccid-swapped-after-signing"] {
            check(name, Some(&ci), "invalid: the signature by eUICC is not valid");
        }
    }

    #[test]
    fn a_ci_that_did_not_issue_the_eums_certificate_says_nothing() {
        let eum = bytes("eum");
        check(
            "delete-seq-9",
            Some(&eum),
            "valid, by eUICC 89049032000000000000000000000066, EUM CN=EUM,O=Fixture EUM, CI unknown",
        );
    }

    #[test]
    fn a_ci_with_the_right_name_and_another_key_is_found_out() {
        let mut ci = bytes("ci");
        // A bit of the signature: key and names stay as they are.
        *ci.last_mut().expect("a byte") ^= 1;
        let pending =
            PendingNotification::from_der(&bytes("notification-delete-seq-9")).expect("a notification");
        assert_eq!(judge(&pending, Some(&ci)).word(), "invalid");
    }
}
