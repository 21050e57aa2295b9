//! An SM-DP+ and an SM-DS that say what the test wants.

use std::sync::{Mutex, MutexGuard};

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use serde::Serialize;
use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es9p::{
    AuthenticateClientDsResult, AuthenticateClientResult, CancelSessionRequest, Es9pFunction, EventEntry,
    GetBoundProfilePackageResult, InitiateAuthenticationRequest, InitiateAuthenticationResult, Response,
    StatusCode, from_json, to_json,
};
use signoff_protocol::es10b::{CancelSessionReason, CancelSessionResponse, ServerSigned1, SmdpSigned2};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::{Tag, Writer};
use signoff_simulator::pki::SmdpPki;

use super::card::signature;
use super::world::{SMDS, TID, metadata};
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pCause, Es9pError, ServerAddress};

/// What goes wrong at one function.
#[derive(Clone, Debug)]
pub(super) enum Wrong {
    Failed(StatusCode),
    Cause(Es9pCause),
}

/// What a hostile server puts into the place of something else.
#[derive(Clone, Debug)]
pub(super) enum Smuggled {
    CiPkId(Vec<u8>),
    ServerCertificate(Vec<u8>),
    SmdpCertificate(Vec<u8>),
    Package(Vec<u8>),
}

/// What the servers do and have seen.
pub(super) struct Does {
    pub(super) wrong: Option<(Es9pFunction, Wrong)>,
    pub(super) confirmation_code: bool,
    pub(super) metadata: StoreMetadataRequest,
    /// What the package says, if it says something else.
    pub(super) package_metadata: Option<StoreMetadataRequest>,
    pub(super) signs_for: Option<&'static str>,
    pub(super) transaction: [u8; 4],
    pub(super) smuggled: Option<Smuggled>,
    pub(super) events: Vec<EventEntry>,
    /// `smdp.example initiateAuthentication`
    pub(super) log: Vec<String>,
    pub(super) cancelled: Option<CancelSessionReason>,
}

pub(super) struct Servers(pub(super) Mutex<Does>);

impl Servers {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Does {
            wrong: None,
            confirmation_code: false,
            metadata: metadata(),
            package_metadata: None,
            signs_for: None,
            transaction: TID,
            smuggled: None,
            events: Vec::new(),
            log: Vec::new(),
            cancelled: None,
        }))
    }

    pub(super) fn does(&self) -> MutexGuard<'_, Does> {
        self.0.lock().expect("no test panics with it")
    }
}

impl Es9p for Servers {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        let function = Es9pFunction::from_path(path).expect("a function");
        let answer = self.does().answer(&server.to_string(), function, &body);
        ready(answer.map_err(|cause| Es9pError::new(server, path, cause))).boxed()
    }
}

impl Does {
    fn answer(&mut self, server: &str, function: Es9pFunction, body: &[u8]) -> Result<Es9pAnswer, Es9pCause> {
        self.log.push(format!("{server} {function}"));
        match &self.wrong {
            Some((at, Wrong::Cause(cause))) if *at == function => return Err(cause.clone()),
            Some((at, Wrong::Failed(code))) if *at == function => {
                return json(&Response::<InitiateAuthenticationResult>::failed(code.clone()));
            }
            _ => {}
        }
        let transaction_id = TransactionId::from_bytes(&TID).expect("an id");
        match function {
            Es9pFunction::InitiateAuthentication => json(&Response::success(self.proof(body))),
            Es9pFunction::AuthenticateClient if server == SMDS => {
                json(&Response::success(AuthenticateClientDsResult {
                    transaction_id,
                    event_entries: self.events.clone(),
                }))
            }
            Es9pFunction::AuthenticateClient => json(&Response::success(self.offer())),
            Es9pFunction::GetBoundProfilePackage => json(&Response::success(GetBoundProfilePackageResult {
                transaction_id,
                bound_profile_package: self.package(),
            })),
            Es9pFunction::CancelSession => {
                let request: CancelSessionRequest = from_json(body).expect("a request");
                let response =
                    CancelSessionResponse::from_der(&request.cancel_session_response).expect("a response");
                let CancelSessionResponse::Ok { signed, .. } = response else {
                    panic!("the LPA sends what the eUICC signed");
                };
                self.cancelled = Some(signed.value.reason);
                Ok(Es9pAnswer {
                    status: 204,
                    ..Es9pAnswer::default()
                })
            }
            Es9pFunction::HandleNotification => panic!("a download delivers nothing"),
        }
    }

    fn proof(&self, body: &[u8]) -> InitiateAuthenticationResult {
        let request: InitiateAuthenticationRequest = from_json(body).expect("a request");
        let transaction_id = TransactionId::from_bytes(&TID).expect("an id");
        let signed = ServerSigned1 {
            transaction_id,
            euicc_challenge: request.euicc_challenge.try_into().expect("16 bytes"),
            server_address: self.signs_for.map_or(request.smdp_address, str::to_owned),
            server_challenge: [7; 16],
            unknown: Unknown::none(),
        };
        let signed = Signed::new(signed, signature);
        let pki = SmdpPki::generate(1, super::world::OID).expect("a PKI");
        let mut proof = InitiateAuthenticationResult {
            transaction_id,
            server_signature1: signed.signature_element(),
            server_signed1: signed.raw,
            euicc_ci_pk_id_to_be_used: vec![0x04, 0x01, 0x55],
            server_certificate: pki.dp_auth().certificate().to_vec(),
        };
        match &self.smuggled {
            Some(Smuggled::CiPkId(id)) => proof.euicc_ci_pk_id_to_be_used.clone_from(id),
            Some(Smuggled::ServerCertificate(der)) => proof.server_certificate.clone_from(der),
            _ => {}
        }
        proof
    }

    fn offer(&self) -> AuthenticateClientResult {
        let signed = SmdpSigned2 {
            transaction_id: TransactionId::from_bytes(&self.transaction).expect("an id"),
            confirmation_code_required: self.confirmation_code,
            bpp_euicc_otpk: None,
            unknown: Unknown::none(),
        };
        let signed = Signed::new(signed, signature);
        AuthenticateClientResult {
            transaction_id: TransactionId::from_bytes(&TID).expect("an id"),
            profile_metadata: self.metadata.to_der(),
            smdp_signature2: signed.signature_element(),
            smdp_signed2: signed.raw,
            smdp_certificate: match &self.smuggled {
                Some(Smuggled::SmdpCertificate(der)) => der.clone(),
                _ => vec![0x30, 0x00],
            },
        }
    }

    /// Seven segments: BF23, A0, A1, one 88, A3, two 86.
    pub(super) fn package(&self) -> Vec<u8> {
        if let Some(Smuggled::Package(package)) = &self.smuggled {
            return package.clone();
        }
        let metadata = self.package_metadata.as_ref().unwrap_or(&self.metadata).to_der();
        let mac = [0; 8];
        let mut writer = Writer::new();
        writer.constructed(Tag(0xBF36), |w| {
            w.constructed(Tag(0xBF23), |w| {
                w.unsigned(Tag(0x82), 1)
                    .primitive(Tag(0x80), &TID)
                    .constructed(Tag(0xA6), |w| {
                        w.primitive(Tag(0x80), &[0x88])
                            .primitive(Tag(0x81), &[16])
                            .primitive(Tag(0x84), &[1, 2, 3]);
                    })
                    .primitive(Tag(0x5F49), &[4; 65])
                    .primitive(Tag(0x5F37), &[9; 64]);
            });
            w.constructed(Tag(0xA0), |w| {
                w.primitive(Tag(0x87), &[1; 24]);
            });
            w.constructed(Tag(0xA1), |w| {
                w.primitive(Tag(0x88), &[metadata.as_slice(), &mac].concat());
            });
            w.constructed(Tag(0xA3), |w| {
                w.primitive(Tag(0x86), &[2; 1016]).primitive(Tag(0x86), &[3; 40]);
            });
        });
        writer.into_bytes()
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is scripted is an answer or an error"
)]
fn json<T: Serialize>(message: &T) -> Result<Es9pAnswer, Es9pCause> {
    Ok(Es9pAnswer {
        status: 200,
        body: to_json(message),
        ..Es9pAnswer::default()
    })
}
