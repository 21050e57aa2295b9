//! Names of CIs.

use serde::Deserialize;

use super::table;

/// A CI that is known by the identifier of its key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateIssuer {
    /// The subject key identifier, hex.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub source: String,
}

impl CertificateIssuer {
    /// All that are known.
    pub fn known() -> Vec<Self> {
        table::read("certificate-issuers")
    }

    /// The name of the CI with this key, if it is known.
    pub fn name_of(key: &[u8]) -> Option<String> {
        let hex = signoff_protocol::hex::encode(key);
        let mut known = Self::known().into_iter();
        known.find(|known| known.key == hex).map(|known| known.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_twenty_bytes_and_leads_to_a_name() {
        for issuer in CertificateIssuer::known() {
            let key = signoff_protocol::hex::decode(&issuer.key).expect("hex");
            assert_eq!(key.len(), 20, "{}", issuer.name);
            assert_eq!(CertificateIssuer::name_of(&key), Some(issuer.name));
        }
        assert_eq!(CertificateIssuer::known().len(), 2);
        assert_eq!(CertificateIssuer::name_of(&[0; 20]), None);
    }
}
