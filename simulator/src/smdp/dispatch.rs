//! From a request to the function that it names, and back; faults of HTTP on the way.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::es2p::{
    CancelOrderRequest, ConfirmOrderRequest, DownloadOrderRequest, Es2pFunction, ReleaseProfileRequest,
    RequestHeader,
};
use signoff_protocol::es9p::{
    CONTENT_TYPE, Es9pFunction, PROTOCOL_VERSION, Response, X_ADMIN_PROTOCOL, from_json, status, to_json,
};
use signoff_protocol::es12::Es12Function;

use super::engine::{Site, Smdp};
use super::refusal::Refusal;
use super::{AddressFault, HttpRequest, HttpResponse};

impl Smdp {
    /// Answers a request of an LPA (ES9+, ES11), of an operator (ES2+) or of an SM-DP+ (ES12).
    pub fn handle(&self, request: &HttpRequest, now: Timestamp) -> HttpResponse {
        let response = self.respond(request, now);
        if let Some(watcher) = self.watcher.get() {
            watcher(request, &response);
        }
        response
    }

    fn respond(&self, request: &HttpRequest, now: Timestamp) -> HttpResponse {
        let host = request.host();
        let Some(site) = self.site(&host) else {
            return empty(404);
        };
        match self.take_fault(&host, |fault| !fault.is_of_connection()) {
            None => self.execute(&site, request, now),
            Some(AddressFault::Slow { ms }) => HttpResponse {
                delay_ms: ms,
                ..self.execute(&site, request, now)
            },
            Some(AddressFault::EmptyOk) => {
                self.execute(&site, request, now);
                empty(200)
            }
            Some(AddressFault::Status(status)) => empty(status),
            Some(AddressFault::Redirect { to }) => HttpResponse {
                headers: vec![("Location".to_owned(), to)],
                ..empty(302)
            },
            Some(AddressFault::Oversized { bytes }) => json(vec![b' '; bytes]),
            Some(AddressFault::JsonErrorInOk) => {
                let known = if site.is_smds {
                    status::SMDS_EXECUTION_ERROR
                } else {
                    status::SMDP_EXECUTION_ERROR
                };
                refused(Refusal::new(known, "out of order on request"))
            }
            // Faults of the connection are not taken here.
            Some(_) => empty(503),
        }
    }

    fn execute(&self, site: &Site<'_>, request: &HttpRequest, now: Timestamp) -> HttpResponse {
        if let Err(refusal) = check_headers(request) {
            return refused(refusal);
        }
        let body = &request.body;
        if let Some(function) = Es9pFunction::from_path(&request.path) {
            return self.es9p(site, function, body, now);
        }
        if let Some(function) = Es2pFunction::from_path(&request.path).filter(|_| !site.is_smds) {
            return match function {
                Es2pFunction::DownloadOrder => answer(body, |request: DownloadOrderRequest| {
                    let requester = self.requester(&request.header)?;
                    self.download_order(&request, Some(requester))
                }),
                Es2pFunction::ConfirmOrder => answer(body, |request: ConfirmOrderRequest| {
                    let header = request.header.clone();
                    self.confirm_order(request, Some(self.requester(&header)?))
                }),
                Es2pFunction::CancelOrder => answer(body, |request: CancelOrderRequest| {
                    self.cancel_order(&request, Some(self.requester(&request.header)?))
                }),
                Es2pFunction::ReleaseProfile => answer(body, |request: ReleaseProfileRequest| {
                    self.release_profile(&request, Some(self.requester(&request.header)?))
                }),
                // Those the SM-DP+ calls itself.
                Es2pFunction::HandleDownloadProgressInfo | Es2pFunction::HandleNotification => empty(404),
            };
        }
        match Es12Function::from_path(&request.path).filter(|_| site.is_smds) {
            Some(Es12Function::RegisterEvent) => answer(body, |request| self.register_event(request)),
            Some(Es12Function::DeleteEvent) => answer(body, |request| self.delete_event(&request)),
            None => empty(404),
        }
    }

    /// Who calls ES2+, if they may.
    fn requester<'a>(&self, header: &'a RequestHeader) -> Result<&'a str, Refusal> {
        let name = &header.function_requester_identifier;
        let known = &self.limits.requesters;
        if known.is_empty() || known.contains(name) {
            return Ok(name);
        }
        Err(Refusal::new(
            status::REQUESTER_UNKNOWN,
            format!("{name} has no business here"),
        ))
    }

    fn es9p(&self, site: &Site<'_>, function: Es9pFunction, body: &[u8], now: Timestamp) -> HttpResponse {
        match function {
            Es9pFunction::InitiateAuthentication => {
                answer(body, |request| self.initiate_authentication(site, &request, now))
            }
            Es9pFunction::AuthenticateClient if site.is_smds => {
                answer(body, |request| self.authenticate_client_ds(site, &request, now))
            }
            Es9pFunction::AuthenticateClient => {
                answer(body, |request| self.authenticate_client(site, &request, now))
            }
            Es9pFunction::CancelSession => answer(body, |request| self.cancel_session(site, &request, now)),
            Es9pFunction::GetBoundProfilePackage | Es9pFunction::HandleNotification if site.is_smds => {
                empty(404)
            }
            Es9pFunction::GetBoundProfilePackage => answer(body, |request| {
                self.get_bound_profile_package(site, &request, now)
            }),
            Es9pFunction::HandleNotification => {
                let verdict = from_json(body)
                    .map_err(Refusal::from)
                    .and_then(|request| self.handle_notification(site, &request, now));
                match verdict {
                    Ok(verdict) if verdict.is_acknowledged() => empty(204),
                    // The function has no status of its own: a notification that nobody signed is an error of HTTP,
                    // as the field's servers have it.
                    Ok(_) => empty(500),
                    Err(refusal) => refused(refusal),
                }
            }
        }
    }
}

/// SGP.22 §6.2: the headers that every request has.
fn check_headers(request: &HttpRequest) -> Result<(), Refusal> {
    let starts = |name, prefix: &str| {
        let value = request.header(name).unwrap_or_default();
        value
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if !starts("Content-Type", CONTENT_TYPE) {
        return Err(status::CONTENT_TYPE_INVALID.into());
    }
    if !starts(X_ADMIN_PROTOCOL, "gsma/rsp/v") {
        return Err(status::ADMIN_PROTOCOL_INVALID.into());
    }
    Ok(())
}

fn answer<Q: DeserializeOwned, A: Serialize>(
    body: &[u8],
    function: impl FnOnce(Q) -> Result<A, Refusal>,
) -> HttpResponse {
    match from_json(body).map_err(Refusal::from).and_then(function) {
        Ok(output) => json(to_json(&Response::success(output))),
        Err(refusal) => refused(refusal),
    }
}

fn refused(refusal: Refusal) -> HttpResponse {
    json(to_json(&Response::<()>::failed(refusal.0)))
}

fn json(body: Vec<u8>) -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: vec![
            ("Content-Type".to_owned(), CONTENT_TYPE.to_owned()),
            (X_ADMIN_PROTOCOL.to_owned(), PROTOCOL_VERSION.to_owned()),
        ],
        body,
        delay_ms: 0,
    }
}

fn empty(status: u16) -> HttpResponse {
    HttpResponse {
        status,
        headers: vec![(X_ADMIN_PROTOCOL.to_owned(), PROTOCOL_VERSION.to_owned())],
        ..HttpResponse::default()
    }
}
