//! ES9+.CancelSession (SGP.22 §5.6.5, §6.5.2.10).

use serde::{Deserialize, Serialize};

use super::text_form::{bytes, transaction_id};
use super::{NoResult, Response};
use crate::id::TransactionId;

/// The eUICC's proof that the session ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelSessionRequest {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `BF41`
    #[serde(with = "bytes")]
    pub cancel_session_response: Vec<u8>,
}

/// Whether the SM-DP+ took it.
pub type CancelSessionResponse = Response<NoResult>;

crate::arbitrary::arbitrary!(
    CancelSessionRequest,
    (any::<TransactionId>(), crate::arbitrary::blob(0..=200)).prop_map(
        |(transaction_id, cancel_session_response)| Self {
            transaction_id,
            cancel_session_response
        }
    )
);
