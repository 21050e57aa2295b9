//! ES10b.AuthenticateServer (SGP.22 §5.7.13): the server proves who it is, and the eUICC does the same.

use signoff_protocol::es10b::{
    AuthenticateErrorCode, AuthenticateServerOk, AuthenticateServerRequest, AuthenticateServerResponse,
    EuiccSigned1,
};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::{Tlv, Writer};

use super::session::{Authenticated, Session};
use crate::isd_r::{Effect, Es10Error, Euicc, Surroundings, euicc_info2};
use crate::pki::{Pki, Role, Server, ServerError};

pub(crate) fn authenticate_server(
    euicc: &Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = AuthenticateServerRequest::decode(tlv)?;
    let Some(pki) = euicc.pki() else {
        return Err(Es10Error::NotAllowed);
    };
    let transaction_id = request.server_signed1.value.transaction_id;
    let server = match check(pki, around, &request) {
        Ok(server) => server,
        Err(code) => {
            AuthenticateServerResponse::Error { transaction_id, code }.encode(out);
            return Ok(Effect::None);
        }
    };
    let signed1 = request.server_signed1.value;
    let euicc_signed1 = EuiccSigned1 {
        transaction_id,
        server_address: signed1.server_address.clone(),
        server_challenge: signed1.server_challenge,
        euicc_info2: euicc_info2(euicc, around.personality),
        ctx_params1: request.ctx_params1,
        unknown: Unknown::none(),
    };
    let mut signature1 = [0; 64];
    let euicc_signed1 = Signed::new(euicc_signed1, |message| {
        signature1 = pki.sign(message);
        signature1.to_vec()
    });
    AuthenticateServerResponse::Ok(Box::new(AuthenticateServerOk {
        euicc_signed1,
        euicc_certificate: pki.euicc_certificate().to_vec(),
        eum_certificate: pki.eum_certificate().to_vec(),
        unknown: Unknown::none(),
    }))
    .encode(out);
    *around.rsp = Session::Authenticated(Box::new(Authenticated {
        transaction_id,
        server,
        address: signed1.server_address,
        signature1,
    }));
    Ok(Effect::None)
}

/// The checks in the order of SGP.22 §5.7.13.
fn check(
    pki: &Pki,
    around: &Surroundings<'_>,
    request: &AuthenticateServerRequest,
) -> Result<Server, AuthenticateErrorCode> {
    let Session::Challenged(challenge) = &*around.rsp else {
        return Err(AuthenticateErrorCode::NoSessionContext);
    };
    if around.personality.stuck {
        return Err(AuthenticateErrorCode::UndefinedError);
    }
    match request.euicc_ci_pk_id_to_be_used.as_deref() {
        Some(id) if id == pki.ci_pk_id() => {}
        // From v3 on the choice may be left to the eUICC.
        None | Some([]) if around.personality.is_v3() => {}
        _ => return Err(AuthenticateErrorCode::CiPkUnknown),
    }
    let server = pki
        .verify_server(&request.server_certificate, &[Role::DpAuth, Role::DsAuth])
        .map_err(|error| match error {
            ServerError::Certificate(_) => AuthenticateErrorCode::InvalidCertificate,
            ServerError::Curve => AuthenticateErrorCode::UnsupportedCurve,
            ServerError::Role => AuthenticateErrorCode::InvalidOid,
        })?;
    let signed1 = &request.server_signed1;
    if !server.verifies(&signed1.raw, &signed1.signature) {
        return Err(AuthenticateErrorCode::InvalidSignature);
    }
    if signed1.value.euicc_challenge != *challenge {
        return Err(AuthenticateErrorCode::EuiccChallengeMismatch);
    }
    Ok(server)
}
