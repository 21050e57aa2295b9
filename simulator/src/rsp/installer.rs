//! What the installer says of a package, as the profile installation result tells it (SGP.22 §2.5.6).

use signoff_protocol::es10b::{BppCommandId, ErrorReason};
use signoff_protocol::id::Iccid;
use signoff_protocol::message::Encode as _;
use signoff_protocol::saip::PeStatusCode;

use super::segment::Failure;
use crate::upp::{UppPlatform, install};

/// The simaResponse of a package that can be installed as the profile of the metadata: under this ICCID and, where
/// it is a test profile, with keys that everybody knows.
pub(super) fn check(upp: &[u8], iccid: Iccid, test: bool, free_bytes: usize) -> Result<Vec<u8>, Failure> {
    let platform = UppPlatform {
        free_bytes,
        ..UppPlatform::default()
    };
    let installation = install(upp, &platform);
    let sima_response = installation.response.to_der();
    let reason = match installation.result {
        Ok(installed) if installed.iccid != iccid => ErrorReason::InstallFailedDueToDataMismatch,
        Ok(installed) if test && !installed.has_only_test_keys() => {
            ErrorReason::TestProfileInstallFailedDueToInvalidNaaKey
        }
        Ok(_) => return Ok(sima_response),
        Err(failure) if failure.status == PeStatusCode::NotEnoughMemory => {
            ErrorReason::InstallFailedDueToInsufficientMemoryForProfile
        }
        Err(_) => ErrorReason::InstallFailedDueToPeProcessingError,
    };
    Err(Failure {
        command: BppCommandId::LoadProfileElements,
        reason,
        sima_response: Some(sima_response),
    })
}
