//! Root certificates from files: DER or PEM, the latter with as many as there are.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Why a file holds no root certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RootsError {
    /// No certificate in it.
    #[error("there is no certificate in it; PEM with BEGIN CERTIFICATE, or DER, is needed")]
    None,
    /// Broken PEM.
    #[error("the PEM is broken: {reason}")]
    Pem {
        /// What is wrong.
        reason: String,
    },
    /// Something that is no certificate.
    #[error("certificate {number} in it cannot be read: {reason}")]
    Certificate {
        /// Which one, from 1.
        number: usize,
        /// What is wrong.
        reason: String,
    },
}

/// The certificates in the contents of a file, DER each.
///
/// # Errors
/// There is none, or one cannot be read.
pub fn read_roots(contents: &[u8]) -> Result<Vec<Vec<u8>>, RootsError> {
    let list: Vec<Vec<u8>> = if contents.first() == Some(&0x30) {
        vec![contents.to_vec()]
    } else {
        CertificateDer::pem_slice_iter(contents)
            .map(|found| found.map(|der| der.to_vec()))
            .collect::<Result<_, _>>()
            .map_err(|error| RootsError::Pem {
                reason: error.to_string(),
            })?
    };
    if list.is_empty() {
        return Err(RootsError::None);
    }
    for (index, der) in list.iter().enumerate() {
        check(der).map_err(|reason| RootsError::Certificate {
            number: index + 1,
            reason,
        })?;
    }
    Ok(list)
}

/// Whether TLS can use it as a root.
fn check(der: &[u8]) -> Result<(), String> {
    let mut store = rustls::RootCertStore::empty();
    store
        .add(CertificateDer::from(der))
        .map_err(|error| error.to_string())
}
