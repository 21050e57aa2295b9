//! From what the HTTP library says to what a user can act on.

use std::io::ErrorKind;

use jiff::Timestamp;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;

use super::{Es9pCause, Es9pOptions, ServerAddress, TlsProblem};
use crate::web::causes;

/// Why a request came to nothing.
pub(super) fn classify(error: &reqwest::Error, server: &ServerAddress, options: &Es9pOptions) -> Es9pCause {
    let causes = causes(error);
    if let Some(tls) = causes
        .iter()
        .find_map(|cause| cause.downcast_ref::<rustls::Error>())
    {
        return Es9pCause::Tls(tls_problem(tls, server));
    }
    if error.is_timeout() {
        let after_ms = if error.is_connect() {
            options.connect_timeout_ms
        } else {
            options.timeout_ms
        };
        return Es9pCause::Timeout { after_ms };
    }
    let reason = causes
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string);
    if error.is_dns() {
        return Es9pCause::Dns { reason };
    }
    // The outer ones of several errors of the system say "other".
    let kinds = causes
        .iter()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .map(std::io::Error::kind);
    let known = kinds.into_iter().find_map(|kind| match kind {
        ErrorKind::ConnectionRefused => Some(Es9pCause::Refused),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::NotConnected => Some(Es9pCause::Reset),
        _ => None,
    });
    match known {
        Some(cause) => cause,
        None if error.is_connect() => Es9pCause::Unreachable { reason },
        // An answer that ends in the middle, or never begins.
        None if error.is_request() || error.is_body() || error.is_decode() => Es9pCause::Reset,
        None => Es9pCause::Other { reason },
    }
}

fn tls_problem(error: &rustls::Error, server: &ServerAddress) -> TlsProblem {
    let rustls::Error::InvalidCertificate(problem) = error else {
        return TlsProblem::Handshake {
            reason: error.to_string(),
        };
    };
    let unknown = || "a date that it does not tell".to_owned();
    match problem {
        CertificateError::ExpiredContext { not_after, .. } => TlsProblem::Expired {
            not_after: date(*not_after),
        },
        CertificateError::Expired => TlsProblem::Expired { not_after: unknown() },
        CertificateError::NotValidYetContext { time, not_before } => TlsProblem::NotYetValid {
            not_before: date(*not_before),
            now: date(*time),
        },
        CertificateError::NotValidYet => TlsProblem::NotYetValid {
            not_before: unknown(),
            now: "earlier".to_owned(),
        },
        CertificateError::NotValidForNameContext { presented, .. } => TlsProblem::WrongName {
            host: server.host(),
            presented: presented.iter().filter_map(|name| bare(name)).collect(),
        },
        CertificateError::NotValidForName => TlsProblem::WrongName {
            host: server.host(),
            presented: Vec::new(),
        },
        // A signature that does not fit the root of that name: another key, so another issuer.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => TlsProblem::UnknownIssuer,
        other => TlsProblem::Certificate {
            reason: other.to_string(),
        },
    }
}

/// `DnsName("smdp.example")` is how rustls shows a name. What it has no text for, as a registered identifier, is no
/// host.
fn bare(name: &str) -> Option<String> {
    if name.starts_with("Unsupported") {
        return None;
    }
    Some(name.split('"').nth(1).unwrap_or(name).to_owned())
}

fn date(time: UnixTime) -> String {
    i64::try_from(time.as_secs())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map_or_else(|| format!("{} s", time.as_secs()), |time| time.to_string())
}
