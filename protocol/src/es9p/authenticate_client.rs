//! ES9+.AuthenticateClient (SGP.22 §5.6.3, §6.5.2.8) and ES11.AuthenticateClient (§5.8.2, §6.5.2.11).

use serde::{Deserialize, Serialize};

use super::Response;
use super::text_form::{bytes, transaction_id};
use crate::id::TransactionId;

/// The eUICC's proof, on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticateClientRequest {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `BF38`
    #[serde(with = "bytes")]
    pub authenticate_server_response: Vec<u8>,
}

/// What the SM-DP+ offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticateClientResult {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `BF25`
    #[serde(with = "bytes", alias = "profileMetaData")]
    pub profile_metadata: Vec<u8>,
    /// `30`
    #[serde(with = "bytes")]
    pub smdp_signed2: Vec<u8>,
    /// `5F37`, the complete element.
    #[serde(with = "bytes")]
    pub smdp_signature2: Vec<u8>,
    /// `30`: CERT.DPpb.
    #[serde(with = "bytes")]
    pub smdp_certificate: Vec<u8>,
}

/// What the SM-DP+ offers, or why it offers nothing.
pub type AuthenticateClientResponse = Response<AuthenticateClientResult>;

/// What the SM-DS knows of (ES11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticateClientDsResult {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// Events for this eUICC; perhaps none.
    pub event_entries: Vec<EventEntry>,
}

/// An SM-DP+, or another SM-DS, that has something for the eUICC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventEntry {
    /// To be sent there as matchingId.
    pub event_id: String,
    /// FQDN.
    pub rsp_server_address: String,
}

/// The events, or why there are none.
pub type AuthenticateClientDsResponse = Response<AuthenticateClientDsResult>;

crate::arbitrary::arbitrary!(
    AuthenticateClientRequest,
    (any::<TransactionId>(), crate::arbitrary::blob(0..=1500)).prop_map(
        |(transaction_id, authenticate_server_response)| Self {
            transaction_id,
            authenticate_server_response
        }
    )
);

crate::arbitrary::arbitrary!(
    AuthenticateClientResult,
    (
        any::<TransactionId>(),
        crate::arbitrary::blob(0..=200),
        crate::arbitrary::blob(0..=100),
        crate::arbitrary::blob(0..=67),
        crate::arbitrary::blob(0..=600),
    )
        .prop_map(
            |(transaction_id, profile_metadata, smdp_signed2, smdp_signature2, smdp_certificate)| Self {
                transaction_id,
                profile_metadata,
                smdp_signed2,
                smdp_signature2,
                smdp_certificate,
            }
        )
);

crate::arbitrary::arbitrary!(
    AuthenticateClientDsResult,
    (any::<TransactionId>(), crate::arbitrary::list(3)).prop_map(|(transaction_id, event_entries)| Self {
        transaction_id,
        event_entries
    })
);

crate::arbitrary::arbitrary!(
    EventEntry,
    (crate::arbitrary::text(40), crate::arbitrary::text(60)).prop_map(|(event_id, rsp_server_address)| {
        Self {
            event_id,
            rsp_server_address,
        }
    })
);
