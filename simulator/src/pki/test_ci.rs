//! The CI of a seed and whom it serves.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use signoff_protocol::id::Eid;

use super::anchors::Anchors;
use super::certificate::Certificate;
use super::generate::{Authority, Eum};
use super::{Pki, PkiError, Role, SmdpPki};

/// EUMs whose keys are kept; all are made anew when there are more.
const MAX_EUMS: usize = 256;

/// A CI of the project's own making. Keys and certificates below it follow from its seed and from whom they are for,
/// and are the same bytes always: so one value saves the work of making and verifying them for each card again.
pub struct TestCi {
    seed: u64,
    authority: Authority,
    anchors: Arc<Anchors>,
    /// By the first digits of the EIDs that they may give.
    eums: Mutex<BTreeMap<String, Arc<Eum>>>,
}

impl TestCi {
    /// The CI of this seed.
    ///
    /// # Errors
    /// A certificate that can't be encoded.
    pub fn generate(seed: u64) -> Result<Self, PkiError> {
        let authority = Authority::generate(seed)?;
        let anchor = Certificate::parse(Role::Ci, &authority.certificate);
        let anchor = anchor.map_err(|error| PkiError::Issue {
            certificate: Role::Ci.name(),
            reason: error.to_string(),
        })?;
        Ok(Self {
            seed,
            anchors: Arc::new(Anchors::default().with(authority.key_id.clone(), anchor)),
            authority,
            eums: Mutex::default(),
        })
    }

    /// CERT.CI, DER.
    pub fn certificate(&self) -> &[u8] {
        &self.authority.certificate
    }

    /// What a card with this EID proves itself with. Cards share which servers they have verified.
    ///
    /// # Errors
    /// A certificate that can't be encoded.
    pub fn euicc(&self, eid: Eid) -> Result<Pki, PkiError> {
        let eum = self.eum(eid)?;
        let (euicc, key) = eum.issue(eid, self.seed)?;
        Ok(Pki {
            anchors: Arc::clone(&self.anchors),
            ci_pk_id: self.authority.key_id.clone(),
            ci: self.authority.certificate.clone(),
            eum: eum.certificate.clone(),
            euicc,
            key,
        })
    }

    /// What an SM-DP+ with this object identifier (dotted: `2.999.10`) proves itself with.
    ///
    /// # Errors
    /// No object identifier, or a certificate that can't be encoded.
    pub fn smdp(&self, oid: &str) -> Result<SmdpPki, PkiError> {
        SmdpPki::issue(self.authority.clone(), self.seed, oid)
    }

    fn eum(&self, eid: Eid) -> Result<Arc<Eum>, PkiError> {
        let prefix = eid.to_string().chars().take(Eum::PREFIX).collect::<String>();
        let mut eums = self.eums.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(eum) = eums.get(&prefix) {
            return Ok(Arc::clone(eum));
        }
        let eum = Arc::new(Eum::generate(&self.authority, &prefix, self.seed)?);
        if eums.len() >= MAX_EUMS {
            eums.clear();
        }
        eums.insert(prefix, Arc::clone(&eum));
        Ok(eum)
    }
}

impl std::fmt::Debug for TestCi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestCi")
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_issues_the_same_bytes_as_for_one_card_alone() {
        let ci = TestCi::generate(1).unwrap();
        for eid in [
            "89049032123451234512345678901235",
            "89049032123451234512345678901235",
            "89999901001234567000000000000138",
        ] {
            let eid: Eid = eid.parse().unwrap();
            let (ours, alone) = (ci.euicc(eid).unwrap(), Pki::generate(eid, 1).unwrap());
            assert_eq!(ours.ci_certificate(), alone.ci_certificate());
            assert_eq!(ours.eum_certificate(), alone.eum_certificate());
            assert_eq!(ours.euicc_certificate(), alone.euicc_certificate());
            assert_eq!(ours.sign(b"message"), alone.sign(b"message"));
        }
        let (ours, alone) = (
            ci.smdp("2.999.10").unwrap(),
            SmdpPki::generate(1, "2.999.10").unwrap(),
        );
        assert_eq!(ours.ci_certificate(), ci.certificate());
        assert_eq!(ours.dp_auth().certificate(), alone.dp_auth().certificate());
        assert_eq!(ours.dp_pb().sign(b"message"), alone.dp_pb().sign(b"message"));
    }
}
