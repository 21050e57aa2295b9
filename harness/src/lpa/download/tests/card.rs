//! A simulated card whose part in RSP sessions is scripted.

use std::sync::{Arc, Mutex, MutexGuard};

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu, StatusWord, ins};
use signoff_protocol::es10b::{
    AuthenticateErrorCode, AuthenticateServerOk, AuthenticateServerRequest, AuthenticateServerResponse,
    BppCommandId, CancelSessionReason, CancelSessionRequest, CancelSessionResponse, DownloadErrorCode,
    ErrorReason, EuiccCancelSessionSigned, EuiccInfo2, EuiccSigned1, EuiccSigned2, FinalResult,
    PrepareDownloadRequest, PrepareDownloadResponse, ProfileInstallationResultData,
    RetrieveNotificationsListResponse,
};
use signoff_protocol::id::{Aid, SeqNumber, TransactionId};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{
    Event, NotificationMetadata, PendingNotification, ProfileInstallationResult,
};
use signoff_protocol::signed::Signed;
use signoff_protocol::store_data::Reassembly;
use signoff_protocol::tlv::Tag;

use super::world::{ICCID, OID, SMDP, TID};
use crate::transport::{
    AtAnswer, Capabilities, ChannelOpened, Fault, SimulatorTransport, Transport, TransportError,
};

/// What the card does and has seen.
pub(super) struct Said {
    pub(super) authenticate: Option<AuthenticateErrorCode>,
    pub(super) prepare: Option<DownloadErrorCode>,
    pub(super) install: Option<ErrorReason>,
    /// The segment that is refused, from 0.
    pub(super) refuse_segment: Option<usize>,
    /// The answer to the last segment is lost; whether the result is there afterwards.
    pub(super) lose_result: Option<bool>,
    /// Which session the result is of.
    pub(super) result_of: [u8; 4],
    pub(super) info2: EuiccInfo2,
    pub(super) matching_id: Option<String>,
    pub(super) hash_cc: Option<[u8; 32]>,
    pub(super) segments: usize,
    /// What was sent, by its tags.
    pub(super) requests: Vec<Tag>,
    pub(super) cancelled: Option<CancelSessionReason>,
    pending: bool,
}

impl Said {
    pub(super) const fn new(info2: EuiccInfo2) -> Self {
        Self {
            authenticate: None,
            prepare: None,
            install: None,
            refuse_segment: None,
            lose_result: None,
            result_of: TID,
            info2,
            matching_id: None,
            hash_cc: None,
            segments: 0,
            requests: Vec::new(),
            cancelled: None,
            pending: false,
        }
    }
}

/// Segments of the package that the scripted server makes.
pub(super) const SEGMENTS: usize = 7;

pub(super) struct Scripted {
    pub(super) inner: SimulatorTransport,
    pub(super) said: Arc<Mutex<Said>>,
    pub(super) chain: Reassembly,
    pub(super) ours: bool,
}

impl Scripted {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().expect("no test panics with it")
    }

    /// `None`: it is for the card itself.
    fn answer(&mut self, command: &CommandApdu) -> Option<Result<ResponseApdu, TransportError>> {
        let view = command.view();
        if view.ins != ins::STORE_DATA {
            return None;
        }
        if view.p2 == 0 {
            let tag = Tag::read(view.data)?;
            self.said().requests.push(tag);
            let pending = tag == Tag(0xBF2B) && self.said().pending;
            let session = [0xBF38, 0xBF21, 0xBF41, 0xBF36, 0xA0, 0xA1, 0x88, 0xA2, 0xA3, 0x86];
            self.ours = pending || session.contains(&tag.0);
        }
        if !self.ours {
            return None;
        }
        let request = match self.chain.push(&view) {
            Ok(Some(request)) => request.to_vec(),
            Ok(None) => return Some(Ok(status(StatusWord::OK))),
            Err(error) => return Some(Ok(status(error))),
        };
        Some(self.said().execute(&request))
    }
}

impl Said {
    fn execute(&mut self, request: &[u8]) -> Result<ResponseApdu, TransportError> {
        match Tag::read(request) {
            Some(Tag(0xBF38)) => data(self.authenticate(request).to_der()),
            Some(Tag(0xBF21)) => data(self.prepare(request).to_der()),
            Some(Tag(0xBF41)) => {
                let request = CancelSessionRequest::from_der(request).expect("a request");
                self.cancelled = Some(request.reason);
                let signed = EuiccCancelSessionSigned {
                    transaction_id: request.transaction_id,
                    smdp_oid: OID.parse().expect("an OID"),
                    reason: request.reason,
                    unknown: Unknown::none(),
                };
                let response = CancelSessionResponse::Ok {
                    signed: Signed::new(signed, signature),
                    unknown: Unknown::none(),
                };
                data(response.to_der())
            }
            Some(Tag(0xBF2B)) => {
                let pending = PendingNotification::ProfileInstallationResult(self.result());
                data(RetrieveNotificationsListResponse::List(vec![pending]).to_der())
            }
            _ => self.segment(),
        }
    }

    fn authenticate(&mut self, request: &[u8]) -> AuthenticateServerResponse {
        let request = AuthenticateServerRequest::from_der(request).expect("a request");
        self.matching_id = request.ctx_params1.matching_id.clone();
        let server = request.server_signed1.value;
        let transaction_id = server.transaction_id;
        if let Some(code) = self.authenticate {
            return AuthenticateServerResponse::Error { transaction_id, code };
        }
        let signed = EuiccSigned1 {
            transaction_id,
            server_address: server.server_address,
            server_challenge: server.server_challenge,
            euicc_info2: self.info2.clone(),
            ctx_params1: request.ctx_params1,
            unknown: Unknown::none(),
        };
        AuthenticateServerResponse::Ok(Box::new(AuthenticateServerOk {
            euicc_signed1: Signed::new(signed, signature),
            euicc_certificate: vec![0x30, 0x00],
            eum_certificate: vec![0x30, 0x00],
            unknown: Unknown::none(),
        }))
    }

    fn prepare(&mut self, request: &[u8]) -> PrepareDownloadResponse {
        let request = PrepareDownloadRequest::from_der(request).expect("a request");
        let transaction_id = request.smdp_signed2.value.transaction_id;
        self.hash_cc = request.hash_cc;
        if let Some(code) = self.prepare {
            return PrepareDownloadResponse::Error { transaction_id, code };
        }
        let signed = EuiccSigned2 {
            transaction_id,
            euicc_otpk: vec![4; 65],
            hash_cc: request.hash_cc,
            unknown: Unknown::none(),
        };
        PrepareDownloadResponse::Ok {
            euicc_signed2: Signed::new(signed, signature),
            unknown: Unknown::none(),
        }
    }

    fn segment(&mut self) -> Result<ResponseApdu, TransportError> {
        let number = self.segments;
        self.segments += 1;
        if self.refuse_segment == Some(number) {
            return Ok(status(StatusWord::CONDITIONS_OF_USE));
        }
        if self.segments < SEGMENTS {
            return Ok(status(StatusWord::OK));
        }
        if let Some(there) = self.lose_result {
            self.pending = there;
            return Err(TransportError::Timeout {
                waiting_for: "the result".to_owned(),
                after_ms: 1,
                last_bytes: String::new(),
            });
        }
        data(self.result().to_der())
    }

    fn result(&self) -> ProfileInstallationResult {
        let final_result = match self.install {
            Some(reason) => FinalResult::Error {
                command: BppCommandId::LoadProfileElements,
                reason,
                sima_response: None,
            },
            None => FinalResult::Success {
                aid: Aid::isd_p(0x20),
                sima_response: vec![0x30, 0x00],
            },
        };
        let result = ProfileInstallationResultData {
            transaction_id: TransactionId::from_bytes(&self.result_of).expect("an id"),
            metadata: NotificationMetadata {
                seq_number: SeqNumber::new(0),
                event: Event::Install,
                address: SMDP.to_owned(),
                iccid: Some(ICCID.parse().expect("an ICCID")),
                unknown: Unknown::none(),
            },
            smdp_oid: None,
            final_result,
            unknown: Unknown::none(),
        };
        ProfileInstallationResult::new(&result, signature)
    }
}

pub(super) fn signature(_signed: &[u8]) -> Vec<u8> {
    vec![0x11; 64]
}

fn status(status: StatusWord) -> ResponseApdu {
    ResponseApdu {
        data: Vec::new(),
        status,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is scripted is an answer or an error"
)]
fn data(data: Vec<u8>) -> Result<ResponseApdu, TransportError> {
    Ok(ResponseApdu {
        data,
        status: StatusWord::OK,
    })
}

impl Transport for Scripted {
    fn describe(&self) -> String {
        self.inner.describe()
    }

    fn capabilities(&self) -> Capabilities {
        self.inner.capabilities()
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        self.inner.reset()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        self.inner.power_cycle()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        self.inner.open_channel(aid)
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        match self.answer(command) {
            Some(answer) => ready(answer).boxed(),
            None => self.inner.transmit(command),
        }
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        self.inner.close_channel(channel)
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        self.inner.at(line)
    }

    fn arm(&mut self, fault: &Fault) -> Result<(), TransportError> {
        self.inner.arm(fault)
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        self.inner.restore()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.inner.open_channels()
    }
}
