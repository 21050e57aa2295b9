//! ES9+.InitiateAuthentication (SGP.22 §5.6.1, §6.5.2.6).

use serde::{Deserialize, Serialize};

use super::Response;
use super::text_form::{bytes, transaction_id};
use crate::id::TransactionId;

/// The eUICC's challenge, on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateAuthenticationRequest {
    /// 16 bytes.
    #[serde(with = "bytes")]
    pub euicc_challenge: Vec<u8>,
    /// `BF20`
    #[serde(with = "bytes")]
    pub euicc_info1: Vec<u8>,
    /// Which SM-DP+ the LPA means; on ES11 which SM-DS, where some call it smdsAddress.
    #[serde(alias = "smdsAddress")]
    pub smdp_address: String,
}

/// The server's proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateAuthenticationResult {
    /// Names the session from now on.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `30`
    #[serde(with = "bytes")]
    pub server_signed1: Vec<u8>,
    /// `5F37`, the complete element.
    #[serde(with = "bytes")]
    pub server_signature1: Vec<u8>,
    /// `04`, the complete element.
    #[serde(with = "bytes", rename = "euiccCiPKIdToBeUsed")]
    pub euicc_ci_pk_id_to_be_used: Vec<u8>,
    /// `30`: CERT.DPauth or CERT.DSauth.
    #[serde(with = "bytes")]
    pub server_certificate: Vec<u8>,
}

/// The server's proof, or why there is none.
pub type InitiateAuthenticationResponse = Response<InitiateAuthenticationResult>;

crate::arbitrary::arbitrary!(
    InitiateAuthenticationRequest,
    (
        crate::arbitrary::blob(0..=16),
        crate::arbitrary::blob(0..=200),
        crate::arbitrary::text(60)
    )
        .prop_map(|(euicc_challenge, euicc_info1, smdp_address)| Self {
            euicc_challenge,
            euicc_info1,
            smdp_address
        })
);

crate::arbitrary::arbitrary!(
    InitiateAuthenticationResult,
    (
        any::<TransactionId>(),
        crate::arbitrary::blob(0..=200),
        crate::arbitrary::blob(0..=67),
        crate::arbitrary::blob(0..=22),
        crate::arbitrary::blob(0..=600),
    )
        .prop_map(
            |(
                transaction_id,
                server_signed1,
                server_signature1,
                euicc_ci_pk_id_to_be_used,
                server_certificate,
            )| Self {
                transaction_id,
                server_signed1,
                server_signature1,
                euicc_ci_pk_id_to_be_used,
                server_certificate,
            }
        )
);
