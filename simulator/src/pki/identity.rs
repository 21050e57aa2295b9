//! What a card proves itself with.

use std::path::Path;
use std::sync::Arc;

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use signoff_protocol::id::Eid;

use super::anchors::Anchors;
use super::certificate::Certificate;
use super::{PkiError, Role, TestCi, VerifyError, load};

/// CERT.CI, CERT.EUM, CERT.EUICC and SK.EUICC of one card. Share it in an `Arc`.
pub struct Pki {
    pub(super) ci: Vec<u8>,
    pub(super) eum: Vec<u8>,
    pub(super) euicc: Vec<u8>,
    pub(super) ci_pk_id: Vec<u8>,
    pub(super) key: SigningKey,
    /// The CIs whose certificates are verified; the own one is among them.
    pub(super) anchors: Arc<Anchors>,
}

impl Pki {
    /// Makes a CI, an EUM and an eUICC. One seed and EID give the same bytes always. For many cards of one seed
    /// [`TestCi`] does it once.
    ///
    /// # Errors
    /// A certificate that can't be encoded.
    pub fn generate(eid: Eid, seed: u64) -> Result<Self, PkiError> {
        TestCi::generate(seed)?.euicc(eid)
    }

    /// Takes the keys and certificates of a folder: the CI certificate, the EUM certificate, and either the
    /// eUICC's certificate and key or the EUM's key, with which a certificate for this EID is issued.
    ///
    /// # Errors
    /// Something is missing, malformed, or the certificates are no chain for this EID.
    pub fn load(directory: &Path, eid: Eid) -> Result<Self, PkiError> {
        load::load(directory, eid)
    }

    /// CERT.CI, DER.
    pub fn ci_certificate(&self) -> &[u8] {
        &self.ci
    }

    /// CERT.EUM, DER.
    pub fn eum_certificate(&self) -> &[u8] {
        &self.eum
    }

    /// CERT.EUICC, DER.
    pub fn euicc_certificate(&self) -> &[u8] {
        &self.euicc
    }

    /// The CI's subject key identifier, as EUICCInfo1 lists it.
    pub fn ci_pk_id(&self) -> &[u8] {
        &self.ci_pk_id
    }

    /// Verifies servers of one more CI (certificate, DER). Signatures stay under the own one.
    ///
    /// # Errors
    /// The certificate can't be read, or is no self-signed one of a CI.
    pub fn trust(&mut self, ci: &[u8]) -> Result<(), VerifyError> {
        let certificate = Certificate::parse(Role::Ci, ci)?;
        certificate.check_profile()?;
        certificate.check_issued_by(&certificate)?;
        let id = certificate.key_id().unwrap_or_default();
        self.anchors = Arc::new(self.anchors.with(id, certificate));
        Ok(())
    }

    /// ECDSA over SHA-256 with SK.EUICC, `r` and `s`, 32 bytes each. Deterministic (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = self.key.sign(message);
        signature.to_bytes().into()
    }
}

impl std::fmt::Debug for Pki {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pki").finish_non_exhaustive()
    }
}
