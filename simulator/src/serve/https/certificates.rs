//! TLS configurations: one for each address and each thing that can be wrong with its certificate.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::HttpsError;
use crate::pki::{SmdpPki, TlsChain, TlsValidity};

/// Makes each configuration once.
pub(super) struct Certificates {
    pki: SmdpPki,
    given: Option<TlsChain>,
    made: Mutex<BTreeMap<(String, u8), Arc<ServerConfig>>>,
}

impl Certificates {
    /// `given` stands for every valid certificate, whatever the address.
    pub(super) fn new(pki: SmdpPki, given: Option<TlsChain>) -> Self {
        Self {
            pki,
            given,
            made: Mutex::default(),
        }
    }

    /// The configuration for an address.
    pub(super) fn config(
        &self,
        address: &str,
        validity: TlsValidity,
    ) -> Result<Arc<ServerConfig>, HttpsError> {
        let key = (address.to_owned(), validity as u8);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = made.get(&key) {
            return Ok(Arc::clone(config));
        }
        let chain = match &self.given {
            Some(given) if validity == TlsValidity::Valid => given.clone(),
            _ => self.pki.tls_chain(address, validity)?,
        };
        let config = Arc::new(config(chain)?);
        made.insert(key, Arc::clone(&config));
        Ok(config)
    }
}

fn config(chain: TlsChain) -> Result<ServerConfig, HttpsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certificates = chain.certificates.into_iter().map(CertificateDer::from).collect();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(chain.key));
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(certificates, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
