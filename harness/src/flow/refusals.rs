//! By which names each side of a download refuses, and why deliveries fail.

use signoff_protocol::es10b::{AuthenticateErrorCode, DownloadErrorCode, ErrorReason};

use super::scalar::RefusalName;
use super::word::{DownloadStage, Refuser};

/// What became of a delivery, if it does not fail at the server.
pub const DELIVERY_WORDS: [&str; 7] = [
    "acknowledged",
    "held",
    "not_found",
    "bad_address",
    "unreadable",
    "not_archived",
    "not_attempted",
];

/// Why a server can't be asked, or has not answered as it should. Beside them `status_NNN` for HTTP statuses and
/// `8.2.6/3.8` for status codes.
pub const SERVER_FAILURES: [&str; 15] = [
    "dns",
    "refused",
    "reset",
    "unreachable",
    "timeout",
    "expired",
    "not_yet_valid",
    "wrong_name",
    "unknown_issuer",
    "certificate",
    "handshake",
    "redirect",
    "not_json",
    "oversized",
    "other",
];

/// Why the LPA goes no further, beside not being answered.
const LPA: [&str; 9] = [
    "address_mismatch",
    "oid_mismatch",
    "transaction_mismatch",
    "confirmation_code_missing",
    "rules_not_allowed",
    "metadata_mismatch",
    "unreadable",
    "no_address",
    "no_event",
];

/// How a backup is refused, in the spelling of results.
pub const BACKUP: [&str; 8] = [
    "unreachable",
    "noProfile",
    "notEnabled",
    "pinRequired",
    "lastTry",
    "wrongPin",
    "pinBlocked",
    "accessDenied",
];

/// How a restoration is refused, beside [`BACKUP`].
pub const RESTORE: [&str; 3] = ["noSpace", "noBackup", "readBack"];

/// How a deletion is refused by `policy: { require_backup: true }`.
pub const BACKUP_REQUIRED: &str = "backupRequired";

/// At which stages a side refuses.
pub const fn stages(by: Refuser) -> &'static [DownloadStage] {
    use DownloadStage as S;
    match by {
        Refuser::Euicc => &[
            S::AuthenticateServer,
            S::PrepareDownload,
            S::LoadBoundProfilePackage,
        ],
        Refuser::Smdp => &[
            S::Discovery,
            S::InitiateAuthentication,
            S::AuthenticateClient,
            S::GetBoundProfilePackage,
        ],
        Refuser::Lpa => &[
            S::Discovery,
            S::InitiateAuthentication,
            S::AuthenticateServer,
            S::AuthenticateClient,
            S::Consent,
            S::PrepareDownload,
            S::GetBoundProfilePackage,
            S::LoadBoundProfilePackage,
        ],
    }
}

/// By which names a side refuses, at one stage or at any. The SM-DP+ refuses by status codes.
pub fn codes(by: Refuser, stage: Option<DownloadStage>) -> Vec<String> {
    let at = |wanted| stage.is_none_or(|stage| stage == wanted);
    let mut names = Vec::new();
    match by {
        Refuser::Euicc => {
            if at(DownloadStage::AuthenticateServer) {
                names.extend(AuthenticateErrorCode::NAMED.iter().map(|code| code.name()));
            }
            if at(DownloadStage::PrepareDownload) {
                names.extend(DownloadErrorCode::NAMED.iter().map(|code| code.name()));
            }
            if at(DownloadStage::LoadBoundProfilePackage) {
                names.extend(ErrorReason::NAMED.iter().map(|reason| reason.name()));
            }
        }
        Refuser::Smdp => {}
        Refuser::Lpa => {
            return SERVER_FAILURES
                .iter()
                .chain(&LPA)
                .map(|name| (*name).to_owned())
                .collect();
        }
    }
    let mut names: Vec<String> = names
        .into_iter()
        .map(|name| RefusalName::from_sgp22(name).to_string())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
