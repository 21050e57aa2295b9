//! ES9+ and ES11 InitiateAuthentication (SGP.22 §5.6.1, §5.8.1): a session begins.

use jiff::Timestamp;
use signoff_protocol::es9p::status;
use signoff_protocol::es9p::{InitiateAuthenticationRequest, InitiateAuthenticationResult};
use signoff_protocol::es10b::{EuiccInfo1, ServerSigned1};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::{Decode, Unknown};
use signoff_protocol::signed::{Signed, signature_element};
use signoff_protocol::tlv::{Tag, Writer};

use super::engine::{Site, Smdp, locked};
use super::http::host;
use super::refusal::Refusal;
use super::session::Session;

impl Smdp {
    pub(super) fn initiate_authentication(
        &self,
        site: &Site<'_>,
        request: &InitiateAuthenticationRequest,
        now: Timestamp,
    ) -> Result<InitiateAuthenticationResult, Refusal> {
        let codes = if site.is_smds { &SMDS } else { &SMDP };
        if host(&request.smdp_address) != site.host {
            let message = format!("{} is not {}", request.smdp_address, site.host);
            return Err(Refusal::new(codes.address, message));
        }
        let euicc_challenge: [u8; 16] = request
            .euicc_challenge
            .as_slice()
            .try_into()
            .map_err(|_| Refusal::malformed("euiccChallenge", &"not 16 bytes"))?;
        let info = EuiccInfo1::from_der(&request.euicc_info1)
            .map_err(|error| Refusal::malformed("euiccInfo1", &error))?;
        let [major, ..] = info.svn;
        if major < 2 {
            return Err(codes.version.into());
        }
        let own = self.pki().ci_pk_id();
        if !info.ci_pk_ids_for_verification.iter().any(|id| id == own) {
            return Err(codes.certificate.into());
        }
        if !info.ci_pk_ids_for_signing.iter().any(|id| id == own) {
            return Err(codes.common_ci.into());
        }

        let (id, server_challenge) = {
            let mut env = locked(&self.env);
            (env.bytes::<16>(), env.bytes::<16>())
        };
        let transaction_id =
            TransactionId::from_bytes(&id).map_err(|error| Refusal::malformed("transactionId", &error))?;
        let signed = ServerSigned1 {
            transaction_id,
            euicc_challenge,
            server_address: request.smdp_address.clone(),
            server_challenge,
            unknown: Unknown::none(),
        };
        let server = if site.is_smds {
            self.pki().ds_auth()
        } else {
            self.pki().dp_auth()
        };
        let signed = Signed::new(signed, |message| server.sign(message).to_vec());
        let session = Session::new(
            site.host.to_owned(),
            request.smdp_address.clone(),
            server_challenge,
        );
        locked(&self.sessions).put(transaction_id, session, now.as_second());

        let mut key_id = Writer::new();
        key_id.primitive(Tag(0x04), own);
        Ok(InitiateAuthenticationResult {
            transaction_id,
            server_signature1: signature_element(&signed.signature),
            server_signed1: signed.raw,
            euicc_ci_pk_id_to_be_used: key_id.into_bytes(),
            server_certificate: server.certificate().to_vec(),
        })
    }
}

/// What an SM-DP+ and an SM-DS call the same.
struct Codes {
    address: status::Known,
    version: status::Known,
    certificate: status::Known,
    common_ci: status::Known,
}

const SMDP: Codes = Codes {
    address: status::SMDP_ADDRESS_INVALID,
    version: status::SMDP_SVN_UNSUPPORTED,
    certificate: status::SMDP_NO_CERTIFICATE,
    common_ci: status::SMDP_NO_COMMON_CI,
};
const SMDS: Codes = Codes {
    address: status::SMDS_ADDRESS_INVALID,
    version: status::SMDS_SVN_UNSUPPORTED,
    certificate: status::SMDS_NO_CERTIFICATE,
    common_ci: status::SMDS_NO_COMMON_CI,
};
