//! ES10b.PrepareDownload (SGP.22 §5.7.5): the eUICC gives the one-time key that a package is bound to.

use signoff_protocol::es10b::{
    DownloadErrorCode, EuiccSigned2, PrepareDownloadRequest, PrepareDownloadResponse,
};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::signed::{Signed, signature_element};
use signoff_protocol::tlv::{Tlv, Writer};

use super::OneTimeKey;
use super::kept::KeptKey;
use super::session::{Authenticated, Prepared, Session};
use crate::isd_r::{Effect, Es10Error, Euicc, Surroundings};
use crate::pki::{Pki, Role, Server, ServerError};

pub(crate) fn prepare_download(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = PrepareDownloadRequest::decode(tlv)?;
    let Some(pki) = euicc.pki().cloned() else {
        return Err(Es10Error::NotAllowed);
    };
    let authenticated = match std::mem::take(around.rsp) {
        Session::Authenticated(authenticated) => Ok(*authenticated),
        // Asked again: the answer was lost, or the package never came.
        Session::Prepared(prepared) => Ok(prepared.authenticated),
        other => Err(other),
    };
    let transaction_id = request.smdp_signed2.value.transaction_id;
    let mut refuse = |session, code| {
        *around.rsp = session;
        PrepareDownloadResponse::Error { transaction_id, code }.encode(out);
        Ok(Effect::None)
    };
    let authenticated = match authenticated {
        Ok(authenticated) => authenticated,
        Err(session) => return refuse(session, DownloadErrorCode::NoSessionContext),
    };
    let server = match check(&pki, &authenticated, &request) {
        Ok(server) => server,
        Err(code) => return refuse(Session::Authenticated(Box::new(authenticated)), code),
    };
    let Some(key) = one_time_key(euicc, around, &request, &server)? else {
        let session = Session::Authenticated(Box::new(authenticated));
        *around.rsp = session;
        let code = DownloadErrorCode::UndefinedError;
        PrepareDownloadResponse::Error { transaction_id, code }.encode(out);
        return Ok(Effect::None);
    };
    let signed2 = &request.smdp_signed2;
    let euicc_signed2 = EuiccSigned2 {
        transaction_id,
        euicc_otpk: key.public().to_vec(),
        hash_cc: request
            .hash_cc
            .filter(|_| signed2.value.confirmation_code_required),
        unknown: Unknown::none(),
    };
    let euicc_signed2 = Signed::new(euicc_signed2, |message| {
        pki.sign(&[message, &signed2.signature_element()].concat())
            .to_vec()
    });
    PrepareDownloadResponse::Ok {
        euicc_signed2,
        unknown: Unknown::none(),
    }
    .encode(out);
    *around.rsp = Session::Prepared(Box::new(Prepared {
        authenticated,
        server,
        key,
    }));
    Ok(Effect::None)
}

/// The checks in the order of SGP.22 §5.7.5.
fn check(
    pki: &Pki,
    authenticated: &Authenticated,
    request: &PrepareDownloadRequest,
) -> Result<Server, DownloadErrorCode> {
    if authenticated.server.role() != Role::DpAuth {
        return Err(DownloadErrorCode::NoSessionContext);
    }
    let server = pki
        .verify_server(&request.smdp_certificate, &[Role::DpPb])
        .map_err(|error| match error {
            ServerError::Certificate(_) | ServerError::Role => DownloadErrorCode::InvalidCertificate,
            ServerError::Curve => DownloadErrorCode::UnsupportedCurve,
        })?;
    if server.oid() != authenticated.server.oid() || server.ci_pk_id() != authenticated.server.ci_pk_id() {
        return Err(DownloadErrorCode::InvalidCertificate);
    }
    let signed2 = &request.smdp_signed2;
    let message = [
        signed2.raw.as_slice(),
        &signature_element(&authenticated.signature1),
    ]
    .concat();
    if !server.verifies(&message, &signed2.signature) {
        return Err(DownloadErrorCode::InvalidSignature);
    }
    if signed2.value.transaction_id != authenticated.transaction_id {
        return Err(DownloadErrorCode::InvalidTransactionId);
    }
    if signed2.value.confirmation_code_required && request.hash_cc.is_none() {
        return Err(DownloadErrorCode::UndefinedError);
    }
    Ok(server)
}

/// The key of an earlier attempt, where the SM-DP+ has a package that is bound to it; otherwise a new one, which is
/// kept until a package was loaded with it. `None`: the random bytes make none.
fn one_time_key(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    request: &PrepareDownloadRequest,
    server: &Server,
) -> Result<Option<OneTimeKey>, Es10Error> {
    let wanted = request.smdp_signed2.value.bpp_euicc_otpk.as_deref();
    if let Some(kept) = &euicc.kept.key
        && kept.smdp_oid == *server.oid()
        && kept.key.curve() == server.curve()
        && wanted == Some(kept.key.public().as_slice())
    {
        return Ok(Some(kept.key.clone()));
    }
    let Ok(key) = OneTimeKey::generate(server.curve(), around.env.bytes()) else {
        return Ok(None);
    };
    let kept = KeptKey {
        smdp_oid: server.oid().clone(),
        key: key.clone(),
    };
    euicc.kept.keep_key(kept, &mut euicc.nvm)?;
    euicc.commit()?;
    Ok(Some(key))
}
