//! Identification at the desk: our own paths, since TMF leaves it to others.

use serde::{Deserialize, Serialize};

use super::DateTime;

/// Who somebody says to be, with one proof: a document or a one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({"accountNumber": "TEST-PX-1001", "documentNumber": "TEST-BE-590-0001"})))]
#[serde(rename_all = "camelCase")]
pub struct IdentificationRequest {
    /// Number of the account, from a bill.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub account_number: String,
    /// Number of the identity document that the operator knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub document_number: Option<String>,
    /// The code that was sent to the line, or to the contact address of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub one_time_code: Option<String>,
}

/// Proofs are not for logs.
impl std::fmt::Debug for IdentificationRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdentificationRequest").finish_non_exhaustive()
    }
}

/// Asks for a one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({"accountNumber": "TEST-PX-1001"})))]
#[serde(rename_all = "camelCase")]
pub struct OneTimeCodeRequest {
    /// Number of the account.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub account_number: String,
}

impl std::fmt::Debug for OneTimeCodeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneTimeCodeRequest").finish_non_exhaustive()
    }
}

/// Somebody who is identified.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeskSession {
    /// Goes into `Authorization: Bearer …` of what follows.
    pub access_token: String,
    /// `Bearer`
    pub token_type: String,
    /// Until when it is good.
    pub expires_at: DateTime,
    /// Identifier of the customer (TMF629).
    pub customer_id: String,
}

impl std::fmt::Debug for DeskSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeskSession")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
