//! The CIs whose certificates an eUICC verifies.

use super::certificate::Certificate;
use super::remembered::Remembered;
use super::verify_server::Server;

/// The CIs, each with its subject key identifier, and the servers whose certificates were found to hold under them.
/// Cards of one maker share this, as each would come to the same result.
#[derive(Default)]
pub(super) struct Anchors {
    cis: Vec<(Vec<u8>, Certificate)>,
    pub(super) servers: Remembered<Server>,
}

impl Anchors {
    /// These and one more, with nothing remembered: a server may be of the new one.
    pub(super) fn with(&self, id: Vec<u8>, ci: Certificate) -> Self {
        let mut cis = self.cis.clone();
        cis.push((id, ci));
        Self {
            cis,
            servers: Remembered::default(),
        }
    }

    pub(super) fn cis(&self) -> &[(Vec<u8>, Certificate)] {
        &self.cis
    }
}
