//! The simulated card with an LPA around it: sessions in which nothing is made up.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use signoff_protocol::apdu::{ChannelNumber, ResponseApdu};
use signoff_protocol::es8p;
use signoff_protocol::es9p::{
    AuthenticateClientRequest, AuthenticateClientResult, CancelSessionRequest, GetBoundProfilePackageRequest,
    GetBoundProfilePackageResult, HandleNotificationRequest, InitiateAuthenticationRequest,
    InitiateAuthenticationResult, NoResult,
};
use signoff_protocol::es10b::{
    self, AuthenticateServerRequest, CancelSessionReason, CtxParams1, DeviceCapabilities, DeviceInfo,
    FinalResult, GetEuiccChallengeRequest, GetEuiccChallengeResponse, GetEuiccInfo1Request,
    PrepareDownloadRequest, ProfileInstallationResultData, RemoveNotificationFromListRequest,
    RetrieveNotificationsListRequest, RetrieveNotificationsListResponse, SmdpSigned2,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, GetProfilesInfoRequest,
    GetProfilesInfoResponse,
};
use signoff_protocol::id::{Aid, Iccid, TransactionId};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{PendingNotification, ProfileInstallationResult, SIGNATURE};
use signoff_protocol::profile::{ProfileInfo, ProfileTarget};
use signoff_protocol::signed::Signed;
use signoff_protocol::store_data;
use signoff_protocol::tlv::Tlv;
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::Pki;
use signoff_simulator::smdp::Smdp;

use crate::peer::{EIDS, HOST, SEED, call, post};

/// What AuthenticateClient gave.
pub(crate) struct Found {
    pub(crate) transaction_id: TransactionId,
    pub(crate) signed2: Signed<SmdpSigned2>,
    certificate: Vec<u8>,
}

/// A card and its LPA.
pub(crate) struct Lpa {
    card: Card,
    channel: ChannelNumber,
}

impl Lpa {
    pub(crate) fn new() -> Self {
        Self::of(EIDS[0])
    }

    pub(crate) fn of(eid: &str) -> Self {
        Self::with_pki(eid, Pki::generate(eid.parse().unwrap(), SEED).unwrap())
    }

    pub(crate) fn with_pki(eid: &str, pki: Pki) -> Self {
        let file = CardFile::parse(&format!("about: Made for a test.\neid: \"{eid}\"\n")).unwrap();
        let card = Card::build(&file, SEED, Box::new(Memory::new()), Some(Arc::new(pki))).unwrap();
        let mut lpa = Self {
            card,
            channel: ChannelNumber::BASIC,
        };
        lpa.power_cycle();
        lpa
    }

    /// Power off and on, and the ISD-R again.
    pub(crate) fn power_cycle(&mut self) {
        self.card.power_off();
        self.card.power_on().unwrap();
        self.transmit(&[0x80, 0xAA, 0, 0, 5, 0xA9, 3, 0x83, 1, 7]);
        let opened = self.transmit(&[0x00, 0x70, 0, 0, 1]);
        self.channel = ChannelNumber::new(opened.data[0]).unwrap();
        let mut select = vec![self.channel.interindustry(), 0xA4, 4, 0x0C, 16];
        select.extend_from_slice(Aid::ISD_R.as_bytes());
        self.transmit(&select);
    }

    fn transmit(&mut self, command: &[u8]) -> ResponseApdu {
        ResponseApdu::from_vec(self.card.transmit(command).unwrap()).unwrap()
    }

    /// What the card answers to one ES10 request.
    #[track_caller]
    fn ask(&mut self, request: &[u8]) -> Vec<u8> {
        let commands: Vec<_> = store_data::segments(self.channel, request, 255)
            .unwrap()
            .collect();
        let mut data = Vec::new();
        for command in commands {
            let mut answer = self.transmit(&command.to_bytes());
            data.append(&mut answer.data);
            while let [0x61, length] = answer.status.to_bytes() {
                answer = self.transmit(&[self.channel.interindustry(), 0xC0, 0, 0, length]);
                data.append(&mut answer.data);
            }
            assert_eq!(answer.status.to_bytes(), [0x90, 0x00]);
        }
        data
    }

    /// Both sides authenticate themselves, and the order is found.
    pub(crate) fn authenticate(&mut self, smdp: &Smdp, matching_id: Option<&str>) -> Result<Found, String> {
        let euicc_info1 = self.ask(&GetEuiccInfo1Request.to_der());
        let challenge = self.ask(&GetEuiccChallengeRequest.to_der());
        let challenge = GetEuiccChallengeResponse::from_der(&challenge).unwrap();
        let request = InitiateAuthenticationRequest {
            euicc_challenge: challenge.challenge.to_vec(),
            euicc_info1,
            smdp_address: HOST.to_owned(),
        };
        let path = "/gsma/rsp2/es9plus/initiateAuthentication";
        let server: InitiateAuthenticationResult = call(smdp, HOST, path, &request)?;
        let key_id = Tlv::parse_exact(&server.euicc_ci_pk_id_to_be_used).unwrap();
        let request = AuthenticateServerRequest {
            server_signed1: signed(&server.server_signed1, &server.server_signature1),
            euicc_ci_pk_id_to_be_used: Some(key_id.value().to_vec()),
            server_certificate: server.server_certificate,
            ctx_params1: CtxParams1 {
                matching_id: matching_id.map(str::to_owned),
                device_info: DeviceInfo {
                    tac: [0x35, 0x29, 0x06, 0x11],
                    capabilities: DeviceCapabilities::default(),
                    imei: None,
                    unknown: Unknown::none(),
                },
                unknown: Unknown::none(),
            },
            unknown: Unknown::none(),
        };
        let request = AuthenticateClientRequest {
            transaction_id: server.transaction_id,
            authenticate_server_response: self.ask(&request.to_der()),
        };
        let path = "/gsma/rsp2/es9plus/authenticateClient";
        let found: AuthenticateClientResult = call(smdp, HOST, path, &request)?;
        Ok(Found {
            transaction_id: found.transaction_id,
            signed2: signed(&found.smdp_signed2, &found.smdp_signature2),
            certificate: found.smdp_certificate,
        })
    }

    /// The package for what was found.
    pub(crate) fn fetch(
        &mut self,
        smdp: &Smdp,
        found: &Found,
        code: Option<&str>,
    ) -> Result<Vec<u8>, String> {
        let hash_cc = code.map(|code| {
            let inner = Sha256::digest(code.as_bytes());
            Sha256::digest([inner.as_slice(), found.transaction_id.as_bytes()].concat()).into()
        });
        let request = PrepareDownloadRequest {
            smdp_signed2: found.signed2.clone(),
            hash_cc,
            smdp_certificate: found.certificate.clone(),
            unknown: Unknown::none(),
        };
        let request = GetBoundProfilePackageRequest {
            transaction_id: found.transaction_id,
            prepare_download_response: self.ask(&request.to_der()),
        };
        let path = "/gsma/rsp2/es9plus/getBoundProfilePackage";
        let package: GetBoundProfilePackageResult = call(smdp, HOST, path, &request)?;
        Ok(package.bound_profile_package)
    }

    /// Loads so many segments of a package.
    pub(crate) fn load_some(&mut self, package: &[u8], count: usize) {
        for segment in es8p::segments(package).unwrap().into_iter().take(count) {
            assert!(self.ask(segment).is_empty());
        }
    }

    /// Loads a package. `ok`, or command and reason.
    #[track_caller]
    pub(crate) fn load(&mut self, package: &[u8]) -> String {
        for segment in es8p::segments(package).unwrap() {
            let answer = self.ask(segment);
            if !answer.is_empty() {
                return outcome(
                    &ProfileInstallationResult::from_der(&answer)
                        .unwrap()
                        .data()
                        .unwrap(),
                );
            }
        }
        panic!("no result");
    }

    /// A whole download; the result stays on the card.
    pub(crate) fn download(
        &mut self,
        smdp: &Smdp,
        matching_id: Option<&str>,
        code: Option<&str>,
    ) -> Result<String, String> {
        let found = self.authenticate(smdp, matching_id)?;
        let package = self.fetch(smdp, &found, code)?;
        Ok(self.load(&package))
    }

    /// Ends a session on both sides.
    pub(crate) fn cancel(
        &mut self,
        smdp: &Smdp,
        found: &Found,
        reason: CancelSessionReason,
    ) -> Result<NoResult, String> {
        let request = es10b::CancelSessionRequest {
            transaction_id: found.transaction_id,
            reason,
            unknown: Unknown::none(),
        };
        let request = CancelSessionRequest {
            transaction_id: found.transaction_id,
            cancel_session_response: self.ask(&request.to_der()),
        };
        call(smdp, HOST, "/gsma/rsp2/es9plus/cancelSession", &request)
    }

    pub(crate) fn profiles(&mut self) -> Vec<ProfileInfo> {
        let answer = self.ask(&GetProfilesInfoRequest::default().to_der());
        match GetProfilesInfoResponse::from_der(&answer).unwrap() {
            GetProfilesInfoResponse::List(list) => list,
            GetProfilesInfoResponse::Error(error) => panic!("{error}"),
        }
    }

    pub(crate) fn enable(&mut self, iccid: Iccid) {
        self.change(&EnableProfileRequest::new(ProfileTarget::Iccid(iccid), false));
    }

    pub(crate) fn disable(&mut self, iccid: Iccid) {
        self.change(&DisableProfileRequest::new(ProfileTarget::Iccid(iccid), false));
    }

    pub(crate) fn delete(&mut self, iccid: Iccid) {
        let target = ProfileTarget::Iccid(iccid);
        self.change(&DeleteProfileRequest { target });
    }

    #[track_caller]
    fn change(&mut self, request: &impl Encode) {
        assert_eq!(self.ask(&request.to_der()).last(), Some(&0));
    }

    /// The notifications that wait.
    pub(crate) fn pending(&mut self) -> Vec<PendingNotification> {
        let answer = self.ask(&RetrieveNotificationsListRequest::default().to_der());
        match RetrieveNotificationsListResponse::from_der(&answer).unwrap() {
            RetrieveNotificationsListResponse::List(list) => list,
            RetrieveNotificationsListResponse::Error(error) => panic!("{error}"),
        }
    }

    /// Delivers all notifications to the addresses that they name, and removes those that are acknowledged.
    pub(crate) fn deliver(&mut self, smdp: &Smdp) {
        for pending in self.pending() {
            let host = pending.metadata().address.clone();
            if send(smdp, &host, &pending) == 204 {
                let request = RemoveNotificationFromListRequest {
                    seq_number: pending.metadata().seq_number,
                    unknown: Unknown::none(),
                };
                self.change(&request);
            }
        }
    }
}

/// HandleNotification; the HTTP status.
pub(crate) fn send(smdp: &Smdp, host: &str, pending: &PendingNotification) -> u16 {
    let request = HandleNotificationRequest {
        pending_notification: pending.to_der(),
    };
    post(smdp, host, "/gsma/rsp2/es9plus/handleNotification", &request).status
}

fn signed<T: Decode>(structure: &[u8], signature: &[u8]) -> Signed<T> {
    let [structure, signature] = [structure, signature].map(|bytes| Tlv::parse_exact(bytes).unwrap());
    assert_eq!(signature.tag(), SIGNATURE);
    Signed::read(structure, signature).unwrap()
}

fn outcome(data: &ProfileInstallationResultData) -> String {
    match &data.final_result {
        FinalResult::Success { .. } => "ok".to_owned(),
        FinalResult::Error { command, reason, .. } => format!("{}: {}", command.name(), reason.name()),
    }
}
