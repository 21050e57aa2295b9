//! What becomes of an unprotected profile package.

use signoff_protocol::id::Iccid;

use super::segment::Failure;
use crate::personality::CardPersonality;

/// One EUICCResponse that says ok (SGP.22 §2.5.6, SIMalliance profile package §8.2).
const SIMA_OK: [u8; 9] = [0x30, 0x07, 0xA0, 0x05, 0x30, 0x03, 0x80, 0x01, 0x00];

/// The simaResponse of a package that can be installed under this ICCID.
#[expect(clippy::unnecessary_wraps, reason = "a package of any contents is taken")]
pub(super) fn install(
    _upp: &[u8],
    _iccid: Iccid,
    _test: bool,
    _personality: &CardPersonality,
) -> Result<Vec<u8>, Failure> {
    Ok(SIMA_OK.to_vec())
}
