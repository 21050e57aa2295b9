//! Why a function is not carried out: subject and reason code (SGP.22 §5.2.6).

use signoff_protocol::es9p::status::{self, Known};
use signoff_protocol::es9p::{JsonError, StatusCode};

use super::StoreError;
use crate::pki::ChainError;

/// What a refused function answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub StatusCode);

impl Refusal {
    /// With a sentence for whoever reads the log.
    pub(super) fn new(known: Known, message: impl Into<String>) -> Self {
        Self(known.code().saying(message))
    }

    /// The session is unknown, over, or at another step.
    pub(super) fn unknown_transaction() -> Self {
        Self::new(
            status::TRANSACTION_UNKNOWN,
            "no session at this step has this transactionId",
        )
    }

    /// A part of a request can't be read.
    pub(super) fn malformed(what: &str, error: &dyn std::fmt::Display) -> Self {
        Self::new(status::PARAMETER_INVALID, format!("{what}: {error}"))
    }
}

impl From<Known> for Refusal {
    fn from(known: Known) -> Self {
        Self::new(known, known.meaning)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::new(status::SMDP_EXECUTION_ERROR, error.to_string())
    }
}

impl From<JsonError> for Refusal {
    fn from(error: JsonError) -> Self {
        Self::new(status::PARAMETER_INVALID, error.to_string())
    }
}

impl From<ChainError> for Refusal {
    fn from(error: ChainError) -> Self {
        let known = match &error {
            ChainError::OtherCi => status::CI_UNKNOWN,
            ChainError::Eum(_) => status::EUM_CERTIFICATE_INVALID,
            ChainError::EumTime => status::EUM_CERTIFICATE_EXPIRED,
            ChainError::Euicc(_) => status::EUICC_CERTIFICATE_INVALID,
            ChainError::EuiccTime => status::EUICC_CERTIFICATE_EXPIRED,
            ChainError::Range(_) => status::EID_OUTSIDE_EUM_RANGE,
        };
        Self::new(known, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::VerifyError;

    #[test]
    fn each_mistake_of_a_chain_has_its_own_code() {
        let wrong = || VerifyError::Signature { signer: "CI" };
        for (error, code) in [
            (ChainError::OtherCi, "8.11.1/3.9"),
            (ChainError::Eum(wrong()), "8.1.2/6.1"),
            (ChainError::EumTime, "8.1.2/6.3"),
            (ChainError::Euicc(wrong()), "8.1.3/6.1"),
            (ChainError::EuiccTime, "8.1.3/6.3"),
            (ChainError::Range(wrong()), "8.1.4/6.1"),
        ] {
            let Refusal(found) = error.into();
            assert_eq!(format!("{}/{}", found.subject, found.reason), code);
        }
    }
}
