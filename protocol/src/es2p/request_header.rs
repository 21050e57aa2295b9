//! The header of requests, mandatory on ES2+ and ES12 (SGP.22 §6.5.1.3).

use serde::{Deserialize, Serialize};

/// Who calls, and what they call this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestHeader {
    /// Names the requester.
    pub function_requester_identifier: String,
    /// Names the call, for the logs of both.
    pub function_call_identifier: String,
}

crate::arbitrary::arbitrary!(
    RequestHeader,
    (crate::arbitrary::text(20), crate::arbitrary::text(20)).prop_map(
        |(function_requester_identifier, function_call_identifier)| Self {
            function_requester_identifier,
            function_call_identifier
        }
    )
);
