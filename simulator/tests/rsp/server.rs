//! An SM-DP+ without orders, states and JSON: it signs and binds whatever it is told.

use signoff_protocol::es8p::{
    BoundProfilePackage, ConfigureIsdpRequest, ControlRefTemplate, InitialiseSecureChannelRequest,
    ReplaceSessionKeysRequest, StoreMetadataRequest,
};
use signoff_protocol::es10b::{
    AuthenticateServerOk, AuthenticateServerRequest, CtxParams1, DeviceInfo, PrepareDownloadRequest,
    ServerSigned1, SmdpSigned2,
};
use signoff_protocol::id::{Eid, Iccid, TransactionId};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::notification::{Event, Events};
use signoff_protocol::profile::NotificationConfiguration;
use signoff_protocol::signed::Signed;
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::rsp::{Bsp, CONFIGURE, Curve, ELEMENTS, METADATA, OneTimeKey, derive};
use signoff_simulator::upp;

use crate::device::{EID, SEED, card_file};

pub(crate) const ADDRESS: &str = "smdp.example";
pub(crate) const HOST_ID: &[u8] = b"signoff";
pub(crate) const ICCID: &str = "8932990000000000017";

pub(crate) fn iccid() -> Iccid {
    ICCID.parse().unwrap()
}

pub(crate) fn transaction_id() -> TransactionId {
    TransactionId::from_bytes(&[0x17; 16]).unwrap()
}

pub(crate) struct Server {
    pub(crate) pki: SmdpPki,
    /// bppEuiccOtpk of smdpSigned2.
    pub(crate) bpp_euicc_otpk: Option<Vec<u8>>,
}

/// What is bound.
#[derive(Clone)]
pub(crate) struct Package {
    pub(crate) template: ControlRefTemplate,
    pub(crate) transaction_id: TransactionId,
    pub(crate) remote_op_id: u8,
    pub(crate) smdp_otpk: Option<Vec<u8>>,
    /// Plain bytes of ConfigureISDP.
    pub(crate) configure: Vec<u8>,
    /// Plain bytes of StoreMetadata.
    pub(crate) metadata: Vec<u8>,
    pub(crate) keys: Option<ReplaceSessionKeysRequest>,
    pub(crate) upp: Vec<u8>,
}

impl Package {
    pub(crate) fn new() -> Self {
        Self::of(&metadata())
    }

    pub(crate) fn of(metadata: &StoreMetadataRequest) -> Self {
        Self {
            template: ControlRefTemplate::aes_128(HOST_ID.to_vec()),
            transaction_id: transaction_id(),
            remote_op_id: 1,
            smdp_otpk: None,
            configure: ConfigureIsdpRequest::default().to_der(),
            metadata: metadata.to_der(),
            keys: None,
            upp: upp(metadata.iccid),
        }
    }
}

/// Two addresses want to know of the installation.
pub(crate) fn metadata() -> StoreMetadataRequest {
    let mut metadata = StoreMetadataRequest::new(iccid(), "Provider".to_owned(), "Profile".to_owned());
    let address = |address: &str, events: &[Event]| NotificationConfiguration {
        events: Events::of(events),
        address: address.into(),
    };
    metadata.notification_configuration = Some(vec![
        address("first.example", &[Event::Install, Event::Delete]),
        address("second.example", &[Event::Install]),
        address("third.example", &[Event::Enable]),
    ]);
    metadata
}

/// An unprotected profile package for this ICCID.
pub(crate) fn upp(iccid: Iccid) -> Vec<u8> {
    upp_with(iccid, "")
}

/// The same, of a profile with further lines in its file.
pub(crate) fn upp_with(iccid: Iccid, more: &str) -> Vec<u8> {
    let file = card_file(&format!(
        "profiles:\n  - name: only\n    iccid: \"{iccid}\"\n    imsi: \"206010000000001\"\n    \
         service_provider_name: Provider\n    profile_name: Profile\n{more}"
    ));
    upp::build(file.profile("only").unwrap())
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::of(SmdpPki::generate(SEED, "2.999.10").unwrap())
    }

    pub(crate) fn of(pki: SmdpPki) -> Self {
        Self {
            pki,
            bpp_euicc_otpk: None,
        }
    }

    pub(crate) fn signed1(challenge: [u8; 16]) -> ServerSigned1 {
        ServerSigned1 {
            transaction_id: transaction_id(),
            euicc_challenge: challenge,
            server_address: ADDRESS.to_owned(),
            server_challenge: [0x55; 16],
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn authenticate(&self, challenge: [u8; 16]) -> AuthenticateServerRequest {
        AuthenticateServerRequest {
            server_signed1: Signed::new(Self::signed1(challenge), |message| {
                self.pki.dp_auth().sign(message).to_vec()
            }),
            euicc_ci_pk_id_to_be_used: Some(self.pki.ci_pk_id().to_vec()),
            server_certificate: self.pki.dp_auth().certificate().to_vec(),
            ctx_params1: CtxParams1 {
                matching_id: Some("MATCH".to_owned()),
                device_info: DeviceInfo::default(),
                unknown: Unknown::none(),
            },
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn signed2(&self, code_required: bool) -> SmdpSigned2 {
        SmdpSigned2 {
            transaction_id: transaction_id(),
            confirmation_code_required: code_required,
            bpp_euicc_otpk: self.bpp_euicc_otpk.clone(),
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn prepare(&self, authenticated: &AuthenticateServerOk) -> PrepareDownloadRequest {
        self.prepare_with(authenticated, self.signed2(false), None)
    }

    pub(crate) fn prepare_with(
        &self,
        authenticated: &AuthenticateServerOk,
        signed2: SmdpSigned2,
        hash_cc: Option<[u8; 32]>,
    ) -> PrepareDownloadRequest {
        let element = authenticated.euicc_signed1.signature_element();
        PrepareDownloadRequest {
            smdp_signed2: Signed::new(signed2, |message| {
                self.pki.dp_pb().sign(&[message, &element].concat()).to_vec()
            }),
            hash_cc,
            smdp_certificate: self.pki.dp_pb().certificate().to_vec(),
            unknown: Unknown::none(),
        }
    }

    pub(crate) fn bind(&self, euicc_otpk: &[u8], package: &Package) -> BoundProfilePackage {
        Self::bind_on(Curve::P256, euicc_otpk, package, |message| {
            self.pki.dp_pb().sign(message).to_vec()
        })
    }

    pub(crate) fn bind_on(
        curve: Curve,
        euicc_otpk: &[u8],
        package: &Package,
        sign: impl Fn(&[u8]) -> Vec<u8>,
    ) -> BoundProfilePackage {
        let one_time = OneTimeKey::generate(curve, [0x42; 32]).unwrap();
        let smdp_otpk = package.smdp_otpk.clone().unwrap_or(one_time.public().to_vec());
        let mut initialise = InitialiseSecureChannelRequest::new(
            package.transaction_id,
            package.template.clone(),
            smdp_otpk,
            euicc_otpk,
            &sign,
        );
        initialise.signed[2] = package.remote_op_id;
        initialise.signature = sign(&initialise.signed_part(euicc_otpk));
        let eid: Eid = EID.parse().unwrap();
        let secret = one_time.agree(euicc_otpk).unwrap();
        let mut bsp = Bsp::new(&derive(&secret, &package.template.host_id, &eid));
        let configure_isdp = vec![bsp.protect(CONFIGURE, &package.configure)];
        let store_metadata = package
            .metadata
            .chunks(Bsp::MAX_MAC_ONLY)
            .map(|chunk| bsp.mac_only(METADATA, chunk))
            .collect();
        let replace_session_keys = package.keys.as_ref().map(|keys| {
            let element = bsp.protect(CONFIGURE, &keys.to_der());
            bsp = Bsp::from_ppk(keys.initial_mac_chaining_value, keys.ppk_enc, keys.ppk_cmac);
            vec![element]
        });
        let profile_elements = package
            .upp
            .chunks(Bsp::MAX_PLAIN)
            .map(|chunk| bsp.protect(ELEMENTS, chunk))
            .collect();
        BoundProfilePackage {
            initialise_secure_channel: initialise,
            configure_isdp,
            store_metadata,
            replace_session_keys,
            profile_elements,
        }
    }
}

pub(crate) fn replaced_keys() -> ReplaceSessionKeysRequest {
    ReplaceSessionKeysRequest {
        initial_mac_chaining_value: [1; 16],
        ppk_enc: [2; 16],
        ppk_cmac: [3; 16],
        unknown: Unknown::none(),
    }
}
