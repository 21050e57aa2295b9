//! ES10b.LoadCRL (SGP.22 v2 §5.7.12).

use signoff_protocol::es10b::{LoadCrlError, LoadCrlRequest, LoadCrlResponse};
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::tlv::{Children, Tlv, Writer};

use crate::isd_r::{Effect, Es10Error, Surroundings};

/// This eUICC keeps no revocation lists and says so (crlSupport of rspCapability is not set): a well-formed list is
/// refused with undefinedError. From v3 on the function is gone.
pub(crate) fn load_crl(
    around: &Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    if around.personality.is_v3() {
        return Err(Es10Error::UnknownFunction);
    }
    let request = LoadCrlRequest::decode(tlv)?;
    let parts: Result<Vec<_>, _> = Children::of(&request.crl).collect();
    // tbsCertList, signatureAlgorithm, signatureValue.
    let well_formed = parts.is_ok_and(|parts| parts.len() == 3);
    LoadCrlResponse::Error(if well_formed {
        LoadCrlError::UndefinedError
    } else {
        LoadCrlError::InvalidCrlFormat
    })
    .encode(out);
    Ok(Effect::None)
}
