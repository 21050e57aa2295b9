//! An eUICC with its LPA as far as an SM-DP+ sees them, so that a test can send what no eUICC would.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest};
use signoff_protocol::es9p::{
    AuthenticateClientRequest, AuthenticateClientResult, CancelSessionRequest, GetBoundProfilePackageRequest,
    GetBoundProfilePackageResult, HandleNotificationRequest, InitiateAuthenticationRequest,
    InitiateAuthenticationResult, NoResult, Response, from_json, to_json,
};
use signoff_protocol::es10b::{
    AuthenticateServerOk, AuthenticateServerResponse, BppCommandId, CancelSessionReason,
    CancelSessionResponse, CardResource, CtxParams1, DeviceCapabilities, DeviceInfo, ErrorReason,
    EuiccCancelSessionSigned, EuiccInfo1, EuiccInfo2, EuiccSigned1, EuiccSigned2, FinalResult,
    PrepareDownloadResponse, ProfileInstallationResultData, ServerSigned1, SmdpSigned2,
};
use signoff_protocol::id::{Aid, Eid, Iccid, SeqNumber, TransactionId};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{
    Event, NotificationMetadata, OtherSignedNotification, ProfileInstallationResult,
};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::Bits;
use signoff_simulator::pki::{Pki, SmdpPki};
use signoff_simulator::rsp::{Bsp, Curve, OneTimeKey, derive};
use signoff_simulator::smdp::{HttpRequest, HttpResponse, MemoryStore, Smdp, SmdpFile};

/// EIDs of one EUM.
pub(crate) const EIDS: [&str; 2] = [
    "89049032123451234512345678901235",
    "89049032000000000000000000000066",
];
pub(crate) const HOST: &str = "smdp.example";
/// The seed of the CI.
pub(crate) const SEED: u64 = 1;

pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

/// An SM-DP+ of this file, whose profiles have a UPP of 3,000 bytes.
pub(crate) fn smdp(yaml: &str) -> Smdp {
    smdp_on(yaml, Box::new(MemoryStore::new()))
}

pub(crate) fn smdp_on(yaml: &str, store: Box<dyn signoff_simulator::smdp::SmdpStore>) -> Smdp {
    let file = SmdpFile::parse(yaml).unwrap();
    let pki = SmdpPki::generate(SEED, &file.oid).unwrap();
    let smdp = Smdp::new(&file, pki, store, SEED).unwrap();
    for profile in &file.profiles {
        smdp.set_upp(profile.profile.iccid, upp()).unwrap();
    }
    smdp
}

pub(crate) fn upp() -> Vec<u8> {
    (0..3000u32)
        .map(|number| u8::try_from(number % 251).unwrap())
        .collect()
}

/// Where requests go: an SM-DP+ in this process, or one behind a line.
pub(crate) trait Door {
    fn handle_now(&self, request: &HttpRequest) -> HttpResponse;
}

impl<T: Door> Door for std::sync::Arc<T> {
    fn handle_now(&self, request: &HttpRequest) -> HttpResponse {
        (**self).handle_now(request)
    }
}

impl Door for Smdp {
    fn handle_now(&self, request: &HttpRequest) -> HttpResponse {
        self.handle(request, now())
    }
}

pub(crate) fn post<Q: Serialize>(smdp: &impl Door, host: &str, path: &str, request: &Q) -> HttpResponse {
    smdp.handle_now(&http(host, path, to_json(request)))
}

pub(crate) fn http(host: &str, path: &str, body: Vec<u8>) -> HttpRequest {
    HttpRequest {
        address: host.to_owned(),
        path: path.to_owned(),
        headers: vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("X-Admin-Protocol".to_owned(), "gsma/rsp/v2.2.2".to_owned()),
        ],
        body,
    }
}

/// What the function returned, or the codes of its refusal: `8.2.6/3.8`.
pub(crate) fn call<Q: Serialize, A: DeserializeOwned>(
    smdp: &impl Door,
    host: &str,
    path: &str,
    request: &Q,
) -> Result<A, String> {
    let response = post(smdp, host, path, request);
    if response.status != 200 {
        return Err(format!("{path}: status {}", response.status));
    }
    let response: Response<A> = from_json(&response.body).unwrap();
    response.into_result().map_err(|header| {
        let code = header.function_execution_status.status_code.unwrap();
        format!("{}/{}", code.subject, code.reason)
    })
}

/// One eUICC.
pub(crate) struct Peer {
    pub(crate) eid: Eid,
    pub(crate) pki: Pki,
    pub(crate) free_memory: u32,
    pub(crate) next_seq: u32,
    chance: u8,
}

/// A session after InitiateAuthentication.
pub(crate) struct Session {
    pub(crate) host: String,
    pub(crate) transaction_id: TransactionId,
    pub(crate) signed1: ServerSigned1,
}

/// A session after AuthenticateClient.
pub(crate) struct Offer {
    pub(crate) session: Session,
    pub(crate) metadata: StoreMetadataRequest,
    pub(crate) signed2: SmdpSigned2,
    pub(crate) signature2: Vec<u8>,
}

/// What came out of a package.
pub(crate) struct Loaded {
    pub(crate) transaction_id: TransactionId,
    pub(crate) iccid: Iccid,
    pub(crate) metadata: StoreMetadataRequest,
    pub(crate) upp: Vec<u8>,
}

impl Peer {
    pub(crate) fn new() -> Self {
        Self::of(EIDS[0])
    }

    pub(crate) fn other() -> Self {
        Self::of(EIDS[1])
    }

    pub(crate) fn of(eid: &str) -> Self {
        let eid: Eid = eid.parse().unwrap();
        Self {
            eid,
            pki: Pki::generate(eid, SEED).unwrap(),
            free_memory: 500_000,
            next_seq: 0,
            chance: 0,
        }
    }

    pub(crate) fn info1(&self) -> EuiccInfo1 {
        EuiccInfo1 {
            svn: [2, 5, 0],
            ci_pk_ids_for_verification: vec![self.pki.ci_pk_id().to_vec()],
            ci_pk_ids_for_signing: vec![self.pki.ci_pk_id().to_vec()],
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn info2(&self) -> EuiccInfo2 {
        let EuiccInfo1 {
            svn,
            ci_pk_ids_for_verification,
            ci_pk_ids_for_signing,
            ..
        } = self.info1();
        EuiccInfo2 {
            profile_version: [2, 3, 1],
            svn,
            firmware_version: [1, 0, 0],
            card_resource: CardResource {
                installed_applications: 0,
                free_non_volatile: self.free_memory,
                free_volatile: 10_000,
            },
            uicc_capability: Bits::NONE,
            ts102241_version: None,
            globalplatform_version: None,
            rsp_capability: Bits::NONE,
            ci_pk_ids_for_verification,
            ci_pk_ids_for_signing,
            category: None,
            forbidden_profile_policy_rules: None,
            pp_version: [1, 0, 0],
            sas_accreditation_number: String::new(),
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn initiation(&self, host: &str) -> InitiateAuthenticationRequest {
        InitiateAuthenticationRequest {
            euicc_challenge: vec![7; 16],
            euicc_info1: self.info1().to_der(),
            smdp_address: host.to_owned(),
        }
    }

    pub(crate) fn initiate(&self, smdp: &impl Door, host: &str) -> Result<Session, String> {
        let result: InitiateAuthenticationResult = call(
            smdp,
            host,
            "/gsma/rsp2/es9plus/initiateAuthentication",
            &self.initiation(host),
        )?;
        Ok(Session {
            host: host.to_owned(),
            transaction_id: result.transaction_id,
            signed1: ServerSigned1::from_der(&result.server_signed1).unwrap(),
        })
    }

    /// euiccSigned1, for a test to change.
    pub(crate) fn signed1(&self, session: &Session, matching_id: Option<&str>) -> EuiccSigned1 {
        EuiccSigned1 {
            transaction_id: session.transaction_id,
            server_address: session.signed1.server_address.clone(),
            server_challenge: session.signed1.server_challenge,
            euicc_info2: self.info2(),
            ctx_params1: CtxParams1 {
                matching_id: matching_id.map(str::to_owned),
                device_info: DeviceInfo {
                    tac: [0x12, 0x34, 0x56, 0x78],
                    capabilities: DeviceCapabilities::default(),
                    imei: None,
                    unknown: Unknown::none(),
                },
                unknown: Unknown::none(),
            },
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn proof(&self, signed1: EuiccSigned1) -> AuthenticateServerOk {
        AuthenticateServerOk {
            euicc_signed1: Signed::new(signed1, |message| self.pki.sign(message).to_vec()),
            euicc_certificate: self.pki.euicc_certificate().to_vec(),
            eum_certificate: self.pki.eum_certificate().to_vec(),
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn authenticate(
        &self,
        smdp: &impl Door,
        session: Session,
        matching_id: Option<&str>,
    ) -> Result<Offer, String> {
        let proof = self.proof(self.signed1(&session, matching_id));
        self.present(smdp, session, proof)
    }

    #[expect(clippy::unused_self, reason = "it is this eUICC that sends it")]
    pub(crate) fn present(
        &self,
        smdp: &impl Door,
        session: Session,
        proof: AuthenticateServerOk,
    ) -> Result<Offer, String> {
        let request = AuthenticateClientRequest {
            transaction_id: session.transaction_id,
            authenticate_server_response: AuthenticateServerResponse::Ok(Box::new(proof)).to_der(),
        };
        let path = "/gsma/rsp2/es9plus/authenticateClient";
        let result: AuthenticateClientResult = call(smdp, &session.host, path, &request)?;
        Ok(Offer {
            session,
            metadata: StoreMetadataRequest::from_der(&result.profile_metadata).unwrap(),
            signed2: SmdpSigned2::from_der(&result.smdp_signed2).unwrap(),
            signature2: result.smdp_signature2,
        })
    }

    /// A one-time key of this eUICC.
    pub(crate) fn one_time_key(&mut self) -> OneTimeKey {
        self.chance += 1;
        OneTimeKey::generate(Curve::P256, [self.chance; 32]).unwrap()
    }

    pub(crate) fn prepared(&self, offer: &Offer, signed: EuiccSigned2) -> GetBoundProfilePackageRequest {
        let signed = Signed::new(signed, |message| {
            self.pki.sign(&[message, &offer.signature2].concat()).to_vec()
        });
        GetBoundProfilePackageRequest {
            transaction_id: offer.session.transaction_id,
            prepare_download_response: PrepareDownloadResponse::Ok {
                euicc_signed2: signed,
                unknown: Unknown::none(),
            }
            .to_der(),
        }
    }

    /// GetBoundProfilePackage, and what is in the package.
    pub(crate) fn fetch(
        &mut self,
        smdp: &impl Door,
        offer: &Offer,
        hash_cc: Option<[u8; 32]>,
    ) -> Result<Loaded, String> {
        let key = self.one_time_key();
        let signed = EuiccSigned2 {
            transaction_id: offer.session.transaction_id,
            euicc_otpk: key.public().to_vec(),
            hash_cc,
            unknown: Unknown::none(),
        };
        let request = self.prepared(offer, signed);
        let path = "/gsma/rsp2/es9plus/getBoundProfilePackage";
        let result: GetBoundProfilePackageResult = call(smdp, &offer.session.host, path, &request)?;
        let package = BoundProfilePackage::from_der(&result.bound_profile_package).unwrap();
        Ok(self.open(&package, &key))
    }

    fn open(&self, package: &BoundProfilePackage, key: &OneTimeKey) -> Loaded {
        let opening = &package.initialise_secure_channel;
        let secret = key.agree(&opening.smdp_otpk).unwrap();
        let mut bsp = Bsp::new(&derive(&secret, &opening.control_ref_template.host_id, &self.eid));
        let mut open = |segments: &[Vec<u8>]| -> Vec<u8> {
            segments
                .iter()
                .flat_map(|segment| bsp.open(segment).unwrap())
                .collect()
        };
        open(&package.configure_isdp);
        let metadata = StoreMetadataRequest::from_der(&open(&package.store_metadata)).unwrap();
        let upp = match &package.replace_session_keys {
            None => open(&package.profile_elements),
            Some(segments) => {
                let keys =
                    signoff_protocol::es8p::ReplaceSessionKeysRequest::from_der(&open(segments)).unwrap();
                let mut bsp = Bsp::from_ppk(keys.initial_mac_chaining_value, keys.ppk_enc, keys.ppk_cmac);
                let elements = &package.profile_elements;
                elements
                    .iter()
                    .flat_map(|segment| bsp.open(segment).unwrap())
                    .collect()
            }
        };
        Loaded {
            transaction_id: opening.transaction_id,
            iccid: metadata.iccid,
            metadata,
            upp,
        }
    }

    /// A whole download up to the package.
    pub(crate) fn download(&mut self, smdp: &impl Door, matching_id: Option<&str>) -> Result<Loaded, String> {
        let session = self.initiate(smdp, HOST)?;
        let offer = self.authenticate(smdp, session, matching_id)?;
        self.fetch(smdp, &offer, None)
    }

    /// A whole download with its result.
    pub(crate) fn install(&mut self, smdp: &impl Door, matching_id: Option<&str>) -> Result<Loaded, String> {
        let loaded = self.download(smdp, matching_id)?;
        let result = self.result(&loaded, success());
        assert_eq!(self.deliver(smdp, HOST, &result.to_der()), 204);
        Ok(loaded)
    }

    fn metadata(&mut self, event: Event, address: &str, iccid: Iccid) -> NotificationMetadata {
        let seq_number = SeqNumber::new(self.next_seq);
        self.next_seq += 1;
        NotificationMetadata {
            seq_number,
            event,
            address: address.to_owned(),
            iccid: Some(iccid),
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn result(&mut self, loaded: &Loaded, final_result: FinalResult) -> ProfileInstallationResult {
        let data = ProfileInstallationResultData {
            transaction_id: loaded.transaction_id,
            metadata: self.metadata(Event::Install, HOST, loaded.iccid),
            smdp_oid: None,
            final_result,
            unknown: Unknown::none(),
        };
        ProfileInstallationResult::new(&data, |message| self.pki.sign(message).to_vec())
    }

    pub(crate) fn notification(
        &mut self,
        event: Event,
        address: &str,
        iccid: Iccid,
    ) -> OtherSignedNotification {
        let metadata = self.metadata(event, address, iccid);
        let signed = metadata.to_der();
        OtherSignedNotification {
            signature: self.pki.sign(&signed).to_vec(),
            metadata,
            signed,
            euicc_certificate: self.pki.euicc_certificate().to_vec(),
            eum_certificate: self.pki.eum_certificate().to_vec(),
            unknown: Unknown::none(),
        }
    }

    /// HandleNotification; the HTTP status.
    #[expect(clippy::unused_self, reason = "it is this eUICC that sends it")]
    pub(crate) fn deliver(&self, smdp: &impl Door, host: &str, pending: &[u8]) -> u16 {
        let request = HandleNotificationRequest {
            pending_notification: pending.to_vec(),
        };
        post(smdp, host, "/gsma/rsp2/es9plus/handleNotification", &request).status
    }

    /// A notification made and delivered.
    pub(crate) fn report(&mut self, smdp: &impl Door, event: Event, iccid: Iccid) -> u16 {
        let notification = self.notification(event, HOST, iccid);
        self.deliver(smdp, HOST, &notification.to_der())
    }

    pub(crate) fn cancel(
        &self,
        smdp: &impl Door,
        session: &Session,
        reason: CancelSessionReason,
    ) -> Result<NoResult, String> {
        let signed = EuiccCancelSessionSigned {
            transaction_id: session.transaction_id,
            smdp_oid: "2.999.10".parse().unwrap(),
            reason,
            unknown: Unknown::none(),
        };
        self.cancel_with(smdp, session, signed)
    }

    pub(crate) fn cancel_with(
        &self,
        smdp: &impl Door,
        session: &Session,
        signed: EuiccCancelSessionSigned,
    ) -> Result<NoResult, String> {
        let signed = Signed::new(signed, |message| self.pki.sign(message).to_vec());
        let request = CancelSessionRequest {
            transaction_id: session.transaction_id,
            cancel_session_response: CancelSessionResponse::Ok {
                signed,
                unknown: Unknown::none(),
            }
            .to_der(),
        };
        call(smdp, &session.host, "/gsma/rsp2/es9plus/cancelSession", &request)
    }
}

pub(crate) fn success() -> FinalResult {
    FinalResult::Success {
        aid: Aid::from_bytes(&[0xA0; 16]).unwrap(),
        sima_response: vec![0x30, 0x00],
    }
}

pub(crate) fn failure(reason: ErrorReason) -> FinalResult {
    FinalResult::Error {
        command: BppCommandId::LoadProfileElements,
        reason,
        sima_response: None,
    }
}
