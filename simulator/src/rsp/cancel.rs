//! ES10b.CancelSession (SGP.22 §5.7.14): the end of a session, with a proof for the SM-DP+.

use signoff_protocol::es10b::{
    CancelSessionError, CancelSessionReason, CancelSessionRequest, CancelSessionResponse,
    EuiccCancelSessionSigned,
};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::{Tlv, Writer};

use super::session::end;
use crate::isd_r::{Effect, Es10Error, Euicc, Surroundings};

pub(crate) fn cancel_session(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = CancelSessionRequest::decode(tlv)?;
    let Some(pki) = euicc.pki().cloned() else {
        return Err(Es10Error::NotAllowed);
    };
    let session = around.rsp.authenticated();
    let session = session.filter(|session| session.transaction_id == request.transaction_id);
    let refused = match session {
        None => Some(CancelSessionError::InvalidTransactionId),
        Some(_) if matches!(request.reason, CancelSessionReason::Other(_)) => {
            Some(CancelSessionError::UndefinedError)
        }
        Some(_) => None,
    };
    let (None, Some(session)) = (refused, session) else {
        let error = refused.unwrap_or(CancelSessionError::UndefinedError);
        CancelSessionResponse::Error(error).encode(out);
        return Ok(Effect::None);
    };
    let signed = EuiccCancelSessionSigned {
        transaction_id: session.transaction_id,
        smdp_oid: session.server.oid().clone(),
        reason: request.reason,
        unknown: Unknown::none(),
    };
    let effect = end(euicc, around)?;
    CancelSessionResponse::Ok {
        signed: Signed::new(signed, |message| pki.sign(message).to_vec()),
        unknown: Unknown::none(),
    }
    .encode(out);
    Ok(effect)
}
