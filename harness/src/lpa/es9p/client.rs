//! ES9+ over HTTPS: HTTP/1.1, server authentication only (SGP.22 §6.1, §2.6.6).

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, redirect};
use rustls::client::ClientConfig;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::{DefaultTimeProvider, TimeProvider};
use signoff_protocol::es9p::{self, PROTOCOL_VERSION, USER_AGENT};

use super::classify::classify;
use super::{Es9p, Es9pAnswer, Es9pCause, Es9pError, Es9pOptions, ServerAddress};

/// As HTTP libraries want it.
const X_ADMIN_PROTOCOL: HeaderName = HeaderName::from_static("x-admin-protocol");
/// Idle connections kept to one server.
const IDLE: usize = 4;

/// The client. One for all servers; connections are kept and used again.
#[derive(Clone, Debug)]
pub struct Es9pClient {
    options: Arc<Es9pOptions>,
    /// For hosts that DNS resolves.
    open: Client,
    /// For hosts of the map: no proxy.
    mapped: Client,
}

impl Es9pClient {
    /// A client that has connected to nobody yet.
    ///
    /// # Errors
    /// A root is no certificate.
    pub fn new(options: Es9pOptions) -> Result<Self, Es9pCause> {
        let tls = tls(&options)?;
        let build = |builder: ClientBuilder| {
            builder.build().map_err(|error| Es9pCause::Other {
                reason: error.to_string(),
            })
        };
        let base = || {
            Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .http1_only()
                .https_only(true)
                .redirect(redirect::Policy::none())
                .connect_timeout(Duration::from_millis(options.connect_timeout_ms))
                .timeout(Duration::from_millis(options.timeout_ms))
                .pool_max_idle_per_host(IDLE)
                .user_agent(USER_AGENT)
                .default_headers(headers())
        };
        let open = if options.proxy { base() } else { base().no_proxy() };
        let mapped = options
            .resolve
            .iter()
            .fold(base().no_proxy(), |builder, (host, address)| {
                builder.resolve(host, *address)
            });
        Ok(Self {
            open: build(open)?,
            mapped: build(mapped)?,
            options: Arc::new(options),
        })
    }

    /// The options that it was made with.
    pub fn options(&self) -> &Es9pOptions {
        &self.options
    }

    fn request(&self, server: &ServerAddress, path: &str) -> RequestBuilder {
        let host = server.host();
        if !self.options.resolve.contains_key(&host) {
            let client = if server.is_loopback() {
                &self.mapped
            } else {
                &self.open
            };
            return client.post(server.url(path));
        }
        // A port in the URL would count more than that of the map.
        let request = self.mapped.post(format!("https://{host}{path}"));
        match server.port() {
            443 => request,
            _ => request.header(HOST, server.to_string()),
        }
    }

    async fn exchange(
        &self,
        server: &ServerAddress,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Es9pAnswer, Es9pError> {
        let failed = |cause| Es9pError::new(server, path, cause);
        let broken = |error: &reqwest::Error| failed(classify(error, server, &self.options));
        let sent = self.request(server, path).body(body).send().await;
        let response = sent.map_err(|error| broken(&error))?;
        let text = |name: &HeaderName| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let mut answer = Es9pAnswer {
            status: response.status().as_u16(),
            admin_protocol: text(&X_ADMIN_PROTOCOL),
            content_type: text(&CONTENT_TYPE),
            location: text(&LOCATION),
            body: Vec::new(),
        };
        let limit = self.options.max_body;
        answer.body = read(response, limit).await.map_err(|error| {
            error.map_or_else(|| failed(Es9pCause::Oversized { limit }), |error| broken(&error))
        })?;
        Ok(answer)
    }
}

impl Es9p for Es9pClient {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        self.exchange(server, path, body).boxed()
    }
}

/// The body; `None` as error if it is longer than `limit`.
async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, Option<reqwest::Error>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Some)? {
        if body.len() + chunk.len() > limit {
            return Err(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn headers() -> HeaderMap {
    [
        (CONTENT_TYPE, HeaderValue::from_static(es9p::CONTENT_TYPE)),
        (X_ADMIN_PROTOCOL, HeaderValue::from_static(PROTOCOL_VERSION)),
    ]
    .into_iter()
    .collect()
}

/// TLS 1.2 and 1.3 with ring, and no roots but those of the options.
fn tls(options: &Es9pOptions) -> Result<ClientConfig, Es9pCause> {
    let mut roots = rustls::RootCertStore::empty();
    for root in &options.roots {
        roots
            .add(CertificateDer::from(root.as_slice()))
            .map_err(|error| Es9pCause::Other {
                reason: format!("a root certificate cannot be used: {error}"),
            })?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let time: Arc<dyn TimeProvider> = match options.now {
        Some(now) => Arc::new(Fixed(now)),
        None => Arc::new(DefaultTimeProvider),
    };
    let builder = ClientConfig::builder_with_details(provider, time)
        .with_safe_default_protocol_versions()
        .map_err(|error| Es9pCause::Other {
            reason: error.to_string(),
        })?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
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
