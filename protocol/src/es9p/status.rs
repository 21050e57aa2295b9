//! Status codes that servers of the field return on ES9+, ES11, ES12 and ES2+ (SGP.22 §5.2.6), by name.

use super::StatusCode;

/// A pair of subject and reason with its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Subject code.
    pub subject: &'static str,
    /// Reason code.
    pub reason: &'static str,
    /// In words.
    pub meaning: &'static str,
}

impl Known {
    /// The code to return.
    pub const fn code(self) -> StatusCode {
        StatusCode::new(self.subject, self.reason)
    }

    /// Whether `code` is this one.
    pub fn is(self, code: &StatusCode) -> bool {
        self.subject == code.subject && self.reason == code.reason
    }
}

/// What is known of the pair.
pub fn meaning(subject: &str, reason: &str) -> Option<&'static str> {
    ALL.iter()
        .find(|known| known.subject == subject && known.reason == reason)
        .map(|known| known.meaning)
}

macro_rules! known {
    ($($name:ident = $subject:literal $reason:literal $meaning:literal),+ $(,)?) => {
        $(
            #[doc = concat!("`", $subject, "`/`", $reason, "`: ", $meaning, ".")]
            pub const $name: Known = Known { subject: $subject, reason: $reason, meaning: $meaning };
        )+

        /// All of them, by subject and reason.
        pub const ALL: &[Known] = &[$($name),+];
    };
}

known! {
    REQUESTER_UNKNOWN = "1.1" "3.9" "unknown function requester",
    CONTENT_TYPE_INVALID = "1.2.1" "2.1" "Content-Type is not application/json",
    ADMIN_PROTOCOL_INVALID = "1.2.2" "2.1" "X-Admin-Protocol is missing or names another protocol",
    PARAMETER_INVALID = "1.6" "2.1" "a parameter of the function is invalid",
    PARAMETER_MISSING = "1.6" "2.2" "a mandatory parameter of the function is missing",
    FUNCTION_UNKNOWN = "1.6" "3.9" "unknown function",
    EXECUTION_ERROR = "1.6" "4.2" "execution error",
    BUSY = "1.6" "4.4" "the server is busy",
    EUICC_INSUFFICIENT_MEMORY = "8.1" "4.8" "the eUICC has not enough memory",
    EUICC_VERIFICATION_FAILED = "8.1" "6.1" "the eUICC's signature or the serverChallenge is invalid",
    EID_MISSING = "8.1.1" "2.2" "the EID is missing",
    EID_BOUND_TO_OTHER = "8.1.1" "3.1" "another EID is bound already",
    EID_MISMATCH = "8.1.1" "3.8" "the EID is not the expected one",
    EUM_CERTIFICATE_INVALID = "8.1.2" "6.1" "the EUM certificate is invalid",
    EUM_CERTIFICATE_EXPIRED = "8.1.2" "6.3" "the EUM certificate is expired",
    EUICC_CERTIFICATE_INVALID = "8.1.3" "6.1" "the eUICC certificate is invalid",
    EUICC_CERTIFICATE_EXPIRED = "8.1.3" "6.3" "the eUICC certificate is expired",
    EID_OUTSIDE_EUM_RANGE = "8.1.4" "6.1" "the EID is outside the EUM's range",
    PROFILE_NOT_RELEASED = "8.2" "1.2" "the profile is not released",
    PACKAGE_NOT_AVAILABLE = "8.2" "3.7" "the profile package is not available for a new binding",
    ICCID_NOT_ALLOWED = "8.2.1" "1.2" "the ICCID is not allowed for this requester",
    ICCID_BOUND_TO_OTHER = "8.2.1" "3.1" "the ICCID is reserved for another EID",
    ICCID_NOT_AVAILABLE = "8.2.1" "3.3" "the ICCID is not available",
    ICCID_CANNOT_BE_RELEASED = "8.2.1" "3.5" "the ICCID cannot be released in its state",
    ICCID_UNKNOWN = "8.2.1" "3.9" "unknown ICCID",
    PROFILE_TYPE_NOT_ALLOWED = "8.2.5" "1.2" "the profile type is not allowed for this requester",
    PROFILE_TYPE_UNAVAILABLE = "8.2.5" "3.7" "no profile of this type is left",
    PROFILE_TYPE_MISMATCH = "8.2.5" "3.8" "the profile type is not that of the ICCID",
    PROFILE_TYPE_UNKNOWN = "8.2.5" "3.9" "unknown profile type",
    NO_ELIGIBLE_PROFILE = "8.2.5" "4.3" "no profile fits this eUICC or device",
    MATCHING_ID_OTHER_BOUND = "8.2.6" "3.1" "another matchingId is bound already",
    MATCHING_ID_CONFLICT = "8.2.6" "3.3" "the matchingId is in use",
    MATCHING_ID_REFUSED = "8.2.6" "3.8" "matchingId refused",
    CONFIRMATION_CODE_MISSING = "8.2.7" "2.2" "the confirmation code is missing",
    CONFIRMATION_CODE_REFUSED = "8.2.7" "3.8" "confirmation code refused",
    CONFIRMATION_CODE_RETRIES_EXCEEDED = "8.2.7" "6.4" "too many wrong confirmation codes",
    SMDP_OID_INVALID = "8.8" "3.10" "not the OID of this SM-DP+",
    SMDP_OID_INVALID_ASSOCIATION = "8.8" "3.1" "not the OID of this SM-DP+",
    SMDP_EXECUTION_ERROR = "8.8" "4.2" "execution error at the SM-DP+",
    SMDP_ADDRESS_INVALID = "8.8.1" "3.8" "not an address of this SM-DP+",
    SMDP_NO_COMMON_CI = "8.8.2" "3.1" "no CI that SM-DP+ and eUICC have in common",
    SMDP_SVN_UNSUPPORTED = "8.8.3" "3.1" "the eUICC's version of SGP.22 is not supported",
    SMDP_NO_CERTIFICATE = "8.8.4" "3.7" "no CERT.DPauth under that CI",
    DOWNLOAD_ORDER_EXPIRED = "8.8.5" "4.10" "the download order is expired",
    DOWNLOAD_ORDER_EXPIRED_OLD = "8.8.5" "4.1" "the download order is expired",
    DOWNLOAD_RETRIES_EXCEEDED = "8.8.5" "6.4" "too many attempts to download",
    SMDS_EXECUTION_ERROR = "8.9" "4.2" "execution error at the SM-DS",
    SMDS_INACCESSIBLE = "8.9" "5.1" "the SM-DS cannot be reached",
    SMDS_ADDRESS_INVALID = "8.9.1" "3.8" "not an address of this SM-DS",
    SMDS_NO_COMMON_CI = "8.9.2" "3.1" "no CI that SM-DS and eUICC have in common",
    SMDS_SVN_UNSUPPORTED = "8.9.3" "3.1" "the eUICC's version of SGP.22 is not supported by the SM-DS",
    SMDS_NO_CERTIFICATE = "8.9.4" "3.7" "no CERT.DSauth under that CI",
    EVENT_EXISTS = "8.9.5" "3.3" "the event exists already",
    EVENT_UNKNOWN = "8.9.5" "3.9" "unknown event",
    TRANSACTION_UNKNOWN = "8.10.1" "3.9" "unknown transactionId",
    CI_UNKNOWN = "8.11.1" "3.9" "unknown CI public key",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_stand_once() {
        let numbers = |text: &str| -> Vec<u32> { text.split('.').map(|n| n.parse().unwrap()).collect() };
        for (index, known) in ALL.iter().enumerate() {
            let same = ALL
                .iter()
                .filter(|other| other.subject == known.subject && other.reason == known.reason);
            assert_eq!(same.count(), 1, "{known:?}");
            assert!(
                index == 0 || numbers(ALL[index - 1].subject) <= numbers(known.subject),
                "{known:?}"
            );
        }
    }

    #[test]
    fn a_code_is_shown_with_its_meaning() {
        let code = MATCHING_ID_REFUSED.code();
        assert!(MATCHING_ID_REFUSED.is(&code));
        assert_eq!(code.to_string(), "8.2.6/3.8 (matchingId refused)");
        let said = code.clone().about("ABC").saying("not here");
        assert_eq!(said.to_string(), "8.2.6/3.8 (matchingId refused): not here");
        assert_eq!(
            code.about("ABC").to_string(),
            "8.2.6/3.8 (matchingId refused): ABC"
        );
        assert_eq!(StatusCode::new("9.9", "1.1").to_string(), "9.9/1.1");
    }
}
