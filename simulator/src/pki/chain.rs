//! The chains of eUICCs as an SM-DP+ verifies them: many eUICCs of few EUMs, so what was verified is remembered.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use signoff_protocol::id::Eid;

use super::certificate::Certificate;
use super::curve::PublicKey;
use super::remembered::{Fingerprint, Remembered};
use super::{Role, VerifyError};

/// An eUICC's public key.
#[derive(Clone, Debug)]
pub struct EuiccKey {
    key: PublicKey,
    encoded: Vec<u8>,
}

impl EuiccKey {
    /// From a SubjectPublicKeyInfo, DER; nothing for a curve that is not known here.
    pub fn from_spki(der: &[u8]) -> Option<Self> {
        Some(Self {
            key: PublicKey::from_spki(der)?,
            encoded: der.to_vec(),
        })
    }

    /// SubjectPublicKeyInfo, DER.
    pub fn as_spki(&self) -> &[u8] {
        &self.encoded
    }

    /// Whether `signature` (`r` and `s`, 64 bytes) over `message` holds.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verifies_seldom(message, signature)
    }
}

/// An eUICC whose chain holds.
#[derive(Clone, Debug)]
pub struct VerifiedEuicc {
    /// The EID in its certificate.
    pub eid: Eid,
    /// Its key.
    pub key: Arc<EuiccKey>,
}

/// Why the chain of an eUICC is not accepted, told apart as ES9+ does (SGP.22 §5.6.3).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// The EUM's certificate is of another CI.
    #[error("the EUM certificate is of another CI")]
    OtherCi,
    /// The EUM's certificate is wrong.
    #[error(transparent)]
    Eum(VerifyError),
    /// The EUM's certificate is not valid now.
    #[error("the EUM certificate is not valid at this time")]
    EumTime,
    /// The eUICC's certificate is wrong.
    #[error(transparent)]
    Euicc(VerifyError),
    /// The eUICC's certificate is not valid now.
    #[error("the eUICC certificate is not valid at this time")]
    EuiccTime,
    /// The EUM may not issue for this EID.
    #[error(transparent)]
    Range(VerifyError),
}

/// An eUICC, and first and last second at which its certificate is valid.
struct Known {
    euicc: VerifiedEuicc,
    valid: (u64, u64),
}

/// Verifies the chains of eUICCs under one CI.
pub struct ChainVerifier {
    ci: Certificate,
    eums: Remembered<Certificate>,
    euiccs: Remembered<Known>,
}

impl ChainVerifier {
    /// Under this CI, whose certificate is checked as well.
    ///
    /// # Errors
    /// The certificate can't be read or breaks the rules of its profile.
    pub fn new(ci: &[u8]) -> Result<Self, VerifyError> {
        let ci = Certificate::parse(Role::Ci, ci)?;
        ci.check_profile()?;
        ci.check_issued_by(&ci)?;
        Ok(Self {
            ci,
            eums: Remembered::default(),
            euiccs: Remembered::default(),
        })
    }

    /// The eUICC of a chain that holds at `now`, seconds since 1970.
    ///
    /// # Errors
    /// A certificate is malformed, not signed by the next one, not valid now, or breaks a rule.
    pub fn verify(&self, euicc: &[u8], eum: &[u8], now: i64) -> Result<VerifiedEuicc, ChainError> {
        let now = u64::try_from(now).unwrap_or_default();
        let eum_print: Fingerprint = Sha256::digest(eum).into();
        let print: Fingerprint = Sha256::new()
            .chain_update(eum_print)
            .chain_update(euicc)
            .finalize()
            .into();
        let eum = self.eum(eum, eum_print)?;
        if !holds(eum.validity(), now) {
            return Err(ChainError::EumTime);
        }
        let euicc = if let Some(known) = self.euiccs.get(&print) {
            known
        } else {
            let read = Certificate::parse(Role::Euicc, euicc).map_err(ChainError::Euicc)?;
            self.euiccs.keep(print, check(&read, &eum)?)
        };
        if !holds(euicc.valid, now) {
            return Err(ChainError::EuiccTime);
        }
        Ok(euicc.euicc.clone())
    }

    fn eum(&self, der: &[u8], print: Fingerprint) -> Result<Arc<Certificate>, ChainError> {
        if let Some(known) = self.eums.get(&print) {
            return Ok(known);
        }
        let eum = Certificate::parse(Role::Eum, der).map_err(ChainError::Eum)?;
        if eum.issuer() != self.ci.subject() {
            return Err(ChainError::OtherCi);
        }
        eum.check_profile()
            .and_then(|()| eum.check_issued_by(&self.ci))
            .map_err(ChainError::Eum)?;
        Ok(self.eums.keep(print, eum))
    }
}

impl std::fmt::Debug for ChainVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChainVerifier").finish_non_exhaustive()
    }
}

fn check(euicc: &Certificate, eum: &Certificate) -> Result<Known, ChainError> {
    euicc
        .check_profile()
        .and_then(|()| euicc.check_issued_by(eum))
        .map_err(ChainError::Euicc)?;
    eum.check_permits(euicc).map_err(ChainError::Range)?;
    let key = EuiccKey {
        key: euicc.key().clone(),
        encoded: euicc.public_key_info().map_err(ChainError::Euicc)?,
    };
    Ok(Known {
        euicc: VerifiedEuicc {
            eid: euicc.eid().map_err(ChainError::Euicc)?,
            key: Arc::new(key),
        },
        valid: euicc.validity(),
    })
}

fn holds((not_before, not_after): (u64, u64), now: u64) -> bool {
    (not_before..=not_after).contains(&now)
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::SigningKey;

    use super::super::Pki;
    use super::super::generate::{issue_euicc, key, named};
    use super::super::issue::{Issuer, LASTING, Part, Period, Request};
    use super::*;

    /// In 2026.
    const NOW: i64 = 1_790_000_000;

    fn pki(seed: u64) -> Pki {
        Pki::generate(EID.parse().unwrap(), seed).unwrap()
    }

    #[test]
    fn a_chain_holds_each_time() {
        let pki = pki(1);
        let verifier = ChainVerifier::new(pki.ci_certificate()).unwrap();
        for _ in 0..2 {
            let euicc = verifier
                .verify(pki.euicc_certificate(), pki.eum_certificate(), NOW)
                .unwrap();
            assert_eq!(euicc.eid.to_string(), "89049032123451234512345678901235");
            assert!(euicc.key.verifies(b"message", &pki.sign(b"message")));
            assert!(!euicc.key.verifies(b"massage", &pki.sign(b"message")));
            let again = EuiccKey::from_spki(euicc.key.as_spki()).unwrap();
            assert!(again.verifies(b"message", &pki.sign(b"message")));
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let (pki, other) = (pki(1), pki(2));
        let verifier = ChainVerifier::new(pki.ci_certificate()).unwrap();
        let verify = |euicc: &[u8], eum: &[u8], now| verifier.verify(euicc, eum, now).map(|_| ());
        let (euicc, eum) = (pki.euicc_certificate(), pki.eum_certificate());
        for now in [0, 4_000_000_000] {
            assert_eq!(verify(euicc, eum, now), Err(ChainError::EumTime));
        }
        assert!(matches!(
            verify(euicc, other.eum_certificate(), NOW),
            Err(ChainError::Eum(_))
        ));
        assert!(matches!(
            verify(other.euicc_certificate(), eum, NOW),
            Err(ChainError::Euicc(_))
        ));
        assert!(matches!(verify(eum, eum, NOW), Err(ChainError::Euicc(_))));
        assert!(matches!(verify(euicc, euicc, NOW), Err(ChainError::OtherCi)));
        for position in (0..euicc.len()).step_by(5) {
            let mut changed = euicc.to_vec();
            changed[position] ^= 0x04;
            assert!(verify(&changed, eum, NOW).is_err(), "byte {position}");
        }
        verify(euicc, eum, NOW).unwrap();
    }

    const EID: &str = "89049032123451234512345678901235";

    /// EUM of the seed 1 with its key.
    fn eum() -> (Certificate, SigningKey) {
        let eum = Certificate::parse(Role::Eum, pki(1).eum_certificate()).unwrap();
        (eum, key("EUM", 1, &EID.as_bytes()[..8]).unwrap())
    }

    #[test]
    fn an_euicc_whose_time_is_over() {
        let pki = pki(1);
        let verifier = ChainVerifier::new(pki.ci_certificate()).unwrap();
        let (eum, eum_key) = eum();
        let organisation = eum.permitted_organisation().unwrap();
        let parts = [
            Part::Organisation(&organisation),
            Part::SerialNumber(EID),
            Part::CommonName("eUICC"),
        ];
        let issue = |period| {
            let euicc_key = key("eUICC", 1, b"").unwrap();
            let request = Request {
                role: Role::Euicc,
                subject: named(Role::Euicc, &parts).unwrap(),
                serial: 7,
                key: euicc_key.verifying_key(),
                registered_id: None,
                permitted: None,
                dns_name: None,
                period,
            };
            let issuer = Issuer {
                name: eum.subject().clone(),
                key_id: eum.key_id().unwrap(),
                key: &eum_key,
            };
            request.issue(&issuer).unwrap()
        };
        let short = issue(Period {
            not_after: "2026-01-01T00:00:00Z",
            ..LASTING
        });
        let verify = |euicc: &[u8], now| verifier.verify(euicc, pki.eum_certificate(), now).map(|_| ());
        verify(&issue(LASTING), NOW).unwrap();
        // Remembered or not.
        verify(&short, 1_760_000_000).unwrap();
        assert_eq!(verify(&short, NOW), Err(ChainError::EuiccTime));
        let fresh = ChainVerifier::new(pki.ci_certificate()).unwrap();
        let late = fresh.verify(&short, pki.eum_certificate(), NOW).map(|_| ());
        assert_eq!(late, Err(ChainError::EuiccTime));
    }

    #[test]
    fn an_euicc_that_this_eum_may_not_make() {
        let pki = pki(1);
        let verifier = ChainVerifier::new(pki.ci_certificate()).unwrap();
        let (eum, eum_key) = eum();
        let other = Eid::with_check_digits("890860302022000000220000230229").unwrap();
        let euicc_key = key("eUICC", 1, b"").unwrap();
        let euicc = issue_euicc(other, &euicc_key, &eum, &eum_key).unwrap();
        let refused = verifier.verify(&euicc, pki.eum_certificate(), NOW).map(|_| ());
        assert!(matches!(refused, Err(ChainError::Range(_))), "{refused:?}");
    }
}
