//! One request to the desk, and its answer within bounds.

use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Method, redirect};
use serde::Serialize;
use url::{Host, Url};

use super::{OperatorError, OperatorOptions};
use crate::web::{BodyError, causes, read_body, tls};

/// The way to a desk.
#[derive(Clone, Debug)]
pub(super) struct Http {
    client: Client,
    base: Url,
    timeout_ms: u64,
    max_body: usize,
}

/// An answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

impl Http {
    /// Connects to nobody yet.
    pub(super) fn new(base: Url, options: &OperatorOptions) -> Result<Self, OperatorError> {
        let wrong = |reason: &str| OperatorError::Url {
            url: base.to_string(),
            reason: reason.to_owned(),
        };
        let is_loopback = match base.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
            None => return Err(wrong("it has no host")),
        };
        match base.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err(wrong("http is for loopback addresses only, others need https")),
            _ => return Err(wrong("it is neither https nor http")),
        }
        if !base.username().is_empty() || base.password().is_some() || base.query().is_some() {
            return Err(wrong("it has more than a host, a port and a path"));
        }
        let builder = Client::builder()
            .tls_backend_preconfigured(tls(&options.roots, None).map_err(|reason| wrong(&reason))?)
            .http1_only()
            .redirect(redirect::Policy::none())
            .connect_timeout(Duration::from_millis(options.connect_timeout_ms))
            .timeout(Duration::from_millis(options.timeout_ms))
            .pool_max_idle_per_host(0)
            .user_agent(concat!("signoff/", env!("CARGO_PKG_VERSION")));
        // Somebody on this machine, or of the map, is not asked through a proxy.
        let builder = if is_loopback || !options.resolve.is_empty() {
            builder.no_proxy()
        } else {
            builder
        };
        let builder = options.resolve.iter().fold(builder, |builder, (host, address)| {
            builder.resolve(host, *address)
        });
        Ok(Self {
            client: builder.build().map_err(|error| wrong(&error.to_string()))?,
            timeout_ms: options.timeout_ms,
            max_body: options.max_body,
            base,
        })
    }

    /// Where the desk is.
    pub(super) const fn base(&self) -> &Url {
        &self.base
    }

    /// Sends a request with a body of JSON, or none, and reads its answer.
    pub(super) async fn exchange<Q: Serialize>(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        token: Option<&str>,
        body: Option<&Q>,
    ) -> Result<Answer, OperatorError> {
        let body = body
            .map(serde_json::to_vec)
            .transpose()
            .map_err(|error| OperatorError::Malformed {
                path: path.to_owned(),
                status: 0,
                reason: format!("the request can't be written: {error}"),
            })?;
        self.send(method, path, query, token, body).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        token: Option<&str>,
        body: Option<Vec<u8>>,
    ) -> Result<Answer, OperatorError> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self
            .client
            .request(method, url)
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(body);
        }
        let response = request.send().await.map_err(|error| self.failed(&error))?;
        let status = response.status().as_u16();
        let body = read_body(response, self.max_body)
            .await
            .map_err(|error| match error {
                BodyError::TooLong => OperatorError::Malformed {
                    path: path.to_owned(),
                    status,
                    reason: format!("it is longer than {} bytes", self.max_body),
                },
                BodyError::Broken(error) => self.failed(&error),
            })?;
        Ok(Answer { status, body })
    }

    fn failed(&self, error: &reqwest::Error) -> OperatorError {
        let url = self.base.to_string();
        let causes = causes(error);
        if let Some(tls) = causes
            .iter()
            .find_map(|cause| cause.downcast_ref::<rustls::Error>())
        {
            return OperatorError::Tls {
                url,
                reason: tls.to_string(),
            };
        }
        if error.is_timeout() {
            return OperatorError::Timeout {
                url,
                after_ms: self.timeout_ms,
            };
        }
        let reason = causes
            .last()
            .map_or_else(|| error.to_string(), ToString::to_string);
        OperatorError::NotReachable { url, reason }
    }
}
