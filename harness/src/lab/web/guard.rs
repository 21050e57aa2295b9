//! Who may ask. The page is reached under loopback names only, so a page from elsewhere whose name was bent to this
//! machine is refused by its Host; what changes something needs the token, which pages from elsewhere can't read, and an
//! Origin that is ours where there is one.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::problem::Problem;
use crate::lab::LabError;

/// Where the token goes.
pub(super) const TOKEN_HEADER: &str = "x-signoff-token";
/// No script, style or picture but ours, and nobody puts the page into a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is let in.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
    token: String,
}

impl Guard {
    /// For a page at this address, with a new token.
    pub(super) fn new(address: SocketAddr) -> Result<Self, LabError> {
        let mut bytes = [0; 16];
        let random = rustls::crypto::ring::default_provider().secure_random;
        random.fill(&mut bytes).map_err(|_| LabError::Random)?;
        let token = bytes.iter().fold(String::new(), |mut token, byte| {
            // Writing to a String never fails.
            let _written = write!(token, "{byte:02x}");
            token
        });
        let port = address.port();
        let names = [
            format!("localhost:{port}"),
            format!("127.0.0.1:{port}"),
            format!("[::1]:{port}"),
            address.to_string(),
        ];
        Ok(Self {
            hosts: names.to_vec(),
            token,
        })
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let known = |host: &str| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        if !text(&HOST).is_some_and(known) {
            return Err(Problem::new(
                StatusCode::MISDIRECTED_REQUEST,
                "wrong-host",
                "the page is reached at its loopback address only",
            ));
        }
        if let Some(origin) = headers.get(ORIGIN) {
            let ours = origin
                .to_str()
                .is_ok_and(|origin| origin.strip_prefix("http://").is_some_and(known));
            if !ours {
                return Err(Problem::new(
                    StatusCode::FORBIDDEN,
                    "wrong-origin",
                    "the request comes from another page",
                ));
            }
        }
        if matches!(*method, Method::GET | Method::HEAD) {
            return Ok(());
        }
        let given = headers.get(TOKEN_HEADER).map(HeaderValue::as_bytes);
        if given.is_some_and(|given| same(given, self.token.as_bytes())) {
            return Ok(());
        }
        Err(Problem::new(
            StatusCode::FORBIDDEN,
            "no-token",
            "x-signoff-token is missing or of another lab; GET /api/session tells it",
        ))
    }
}

/// Takes as long wherever they differ.
fn same(one: &[u8], two: &[u8]) -> bool {
    one.len() == two.len() && one.iter().zip(two).fold(0, |all, (one, two)| all | (one ^ two)) == 0
}

/// Refuses, or lets the request through and puts the rules for browsers on the answer.
pub(super) async fn keep(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let checked = guard.check(request.method(), request.headers());
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            )
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn only_the_page_itself_and_local_programs_get_in() {
        let guard = Guard::new("127.0.0.1:4711".parse().unwrap()).unwrap();
        let token = guard.token().to_owned();
        assert_eq!(token.len(), 32);
        let host = ("host", "127.0.0.1:4711");
        let code = |method: &Method, pairs: &[(&'static str, &str)]| {
            guard
                .check(method, &headers(pairs))
                .err()
                .map(|problem| problem.code)
        };
        assert_eq!(code(&Method::GET, &[host]), None);
        assert_eq!(code(&Method::GET, &[("host", "LOCALHOST:4711")]), None);
        assert_eq!(code(&Method::GET, &[]), Some("wrong-host"));
        assert_eq!(
            code(&Method::GET, &[("host", "evil.example:4711")]),
            Some("wrong-host")
        );
        assert_eq!(
            code(&Method::GET, &[("host", "127.0.0.1:80")]),
            Some("wrong-host")
        );
        assert_eq!(
            code(&Method::GET, &[host, ("origin", "http://evil.example")]),
            Some("wrong-origin")
        );
        assert_eq!(
            code(&Method::GET, &[host, ("origin", "null")]),
            Some("wrong-origin")
        );
        assert_eq!(code(&Method::POST, &[host]), Some("no-token"));
        let wrong = "0".repeat(32);
        assert_eq!(
            code(&Method::POST, &[host, (TOKEN_HEADER, &wrong)]),
            Some("no-token")
        );
        assert_eq!(code(&Method::POST, &[host, (TOKEN_HEADER, &token)]), None);
        let ours = ("origin", "http://localhost:4711");
        assert_eq!(code(&Method::POST, &[host, ours, (TOKEN_HEADER, &token)]), None);
        let https = ("origin", "https://localhost:4711");
        assert_eq!(
            code(&Method::POST, &[host, https, (TOKEN_HEADER, &token)]),
            Some("wrong-origin")
        );
    }
}
