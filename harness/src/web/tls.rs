//! TLS of a client, with no roots but the given ones.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::client::ClientConfig;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::{DefaultTimeProvider, TimeProvider};

/// TLS 1.2 and 1.3 with ring. `roots` are DER; certificates are judged at `now`, without it at the time of the machine.
pub(crate) fn tls(roots: &[Vec<u8>], now: Option<Timestamp>) -> Result<ClientConfig, String> {
    let mut store = rustls::RootCertStore::empty();
    for root in roots {
        store
            .add(CertificateDer::from(root.as_slice()))
            .map_err(|error| format!("a root certificate cannot be used: {error}"))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let time: Arc<dyn TimeProvider> = match now {
        Some(now) => Arc::new(Fixed(now)),
        None => Arc::new(DefaultTimeProvider),
    };
    let builder = ClientConfig::builder_with_details(provider, time)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(builder.with_root_certificates(store).with_no_client_auth())
}

/// A time that stands still.
#[derive(Debug)]
struct Fixed(Timestamp);

impl TimeProvider for Fixed {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = u64::try_from(self.0.as_second()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}
