//! ES9+ over HTTPS: HTTP/1.1, server authentication only (SGP.22 §6.1, §2.6.6).

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use reqwest::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Client, ClientBuilder, RequestBuilder, redirect};
use signoff_protocol::es9p::{self, PROTOCOL_VERSION, USER_AGENT};

use super::classify::classify;
use super::{Es9p, Es9pAnswer, Es9pCause, Es9pError, Es9pOptions, ServerAddress};
use crate::web::{BodyError, read_body, tls};

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
        let tls = tls(&options.roots, options.now).map_err(|reason| Es9pCause::Other { reason })?;
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
        answer.body = read_body(response, limit).await.map_err(|error| match error {
            BodyError::TooLong => failed(Es9pCause::Oversized { limit }),
            BodyError::Broken(error) => broken(&error),
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

fn headers() -> HeaderMap {
    [
        (CONTENT_TYPE, HeaderValue::from_static(es9p::CONTENT_TYPE)),
        (X_ADMIN_PROTOCOL, HeaderValue::from_static(PROTOCOL_VERSION)),
    ]
    .into_iter()
    .collect()
}
