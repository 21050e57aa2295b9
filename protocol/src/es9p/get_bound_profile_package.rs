//! ES9+.GetBoundProfilePackage (SGP.22 §5.6.2, §6.5.2.7).

use serde::{Deserialize, Serialize};

use super::Response;
use super::text_form::{bytes, transaction_id};
use crate::id::TransactionId;

/// The eUICC's one-time key, on its way to the SM-DP+.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetBoundProfilePackageRequest {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `BF21`
    #[serde(with = "bytes")]
    pub prepare_download_response: Vec<u8>,
}

/// The package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetBoundProfilePackageResult {
    /// Of the session.
    #[serde(with = "transaction_id")]
    pub transaction_id: TransactionId,
    /// `BF36`
    #[serde(with = "bytes")]
    pub bound_profile_package: Vec<u8>,
}

/// The package, or why there is none.
pub type GetBoundProfilePackageResponse = Response<GetBoundProfilePackageResult>;

crate::arbitrary::arbitrary!(
    GetBoundProfilePackageRequest,
    (any::<TransactionId>(), crate::arbitrary::blob(0..=300)).prop_map(
        |(transaction_id, prepare_download_response)| Self {
            transaction_id,
            prepare_download_response
        }
    )
);

crate::arbitrary::arbitrary!(
    GetBoundProfilePackageResult,
    (any::<TransactionId>(), crate::arbitrary::blob(0..=3000)).prop_map(
        |(transaction_id, bound_profile_package)| Self {
            transaction_id,
            bound_profile_package
        }
    )
);
