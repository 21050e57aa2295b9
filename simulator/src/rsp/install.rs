//! ES10b.LoadBoundProfilePackage (SGP.22 §5.7.6): segments in, and at the end a result that is kept until it was
//! delivered.

use std::sync::Arc;

use signoff_protocol::es10b::{BppCommandId, ErrorReason, FinalResult};
use signoff_protocol::id::Aid;
use signoff_protocol::notification::Event;
use signoff_protocol::tlv::Writer;

use super::installer;
use super::load::{Load, Loaded, free_bytes, no_memory};
use super::segment::Failure;
use super::session::{Authenticated, Session};
use crate::isd_r::{Effect, Es10Error, Euicc, Surroundings};
use crate::notification::InstallationResult;
use crate::nvm::NvmError;
use crate::personality::CardPersonality;
use crate::profile::Profile;

/// Number of the first ISD-P (SGP.02 annex H).
const FIRST_ISD_P: u16 = 0x0010;

pub(crate) fn load_bound_profile_package(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    segment: &[u8],
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let starts = segment.first() == Some(&0xBF);
    let (mut load, taken) = match std::mem::take(around.rsp) {
        Session::Prepared(prepared) if starts => match Load::start(*prepared, euicc, segment) {
            Ok(load) => (Box::new(load), Ok(())),
            Err(back) => {
                let (session, failure) = *back;
                refuse(euicc, &session, None, failure, out)?;
                *around.rsp = Session::Failed(Box::new(session));
                return Ok(Effect::Changed);
            }
        },
        // The package starts anew, but its keys were used.
        Session::Loading(load) if starts => {
            let interrupted = ErrorReason::InstallFailedDueToInterruption;
            let failure = Failure::new(BppCommandId::InitialiseSecureChannel, interrupted);
            (load, Err(failure))
        }
        Session::Loading(mut load) => {
            let taken = load.take(euicc, around.personality, segment);
            (load, taken)
        }
        other => {
            *around.rsp = other;
            return Err(Es10Error::NotAllowed);
        }
    };
    if let Err(failure) = taken {
        let iccid = load.metadata().map(|metadata| metadata.iccid);
        let session = load.into_authenticated();
        refuse(euicc, &session, iccid, failure, out)?;
        *around.rsp = Session::Failed(Box::new(session));
        return Ok(Effect::Changed);
    }
    load = match load.complete() {
        Ok(loaded) => return finish(euicc, around, loaded, out),
        Err(load) => load,
    };
    let attempt = load.attempt();
    if euicc.kept.attempt.as_ref() != Some(&attempt) {
        euicc.kept.note_attempt(attempt, &mut euicc.nvm)?;
        euicc.commit()?;
    }
    *around.rsp = Session::Loading(load);
    Ok(Effect::None)
}

/// Installs the profile, and reports it.
fn finish(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    loaded: Loaded,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let Loaded {
        authenticated,
        metadata,
        upp,
    } = loaded;
    let iccid = metadata.iccid;
    let aid = free_aid(euicc);
    let profile = Profile::downloaded(&metadata, aid, Arc::from(upp.as_slice()));
    let sima_response = match check(euicc, around.personality, &profile, &upp) {
        Ok(sima_response) => sima_response,
        Err(failure) => {
            refuse(euicc, &authenticated, Some(iccid), failure, out)?;
            *around.rsp = Session::Failed(Box::new(authenticated));
            return Ok(Effect::Changed);
        }
    };
    let configuration = profile.notification_configuration().to_vec();
    let reported = !profile.is_test();
    euicc.profiles.add(profile, &mut euicc.nvm)?;
    let result = FinalResult::Success { aid, sima_response };
    report(euicc, &authenticated, Some(iccid), result, out)?;
    if reported {
        euicc
            .notifications
            .report(Event::Install, iccid, &configuration, &mut euicc.nvm)?;
    }
    euicc.commit()?;
    Ok(Effect::Changed)
}

/// What the installer says of the package, and whether the profile fits.
fn check(
    euicc: &Euicc,
    personality: &CardPersonality,
    profile: &Profile,
    upp: &[u8],
) -> Result<Vec<u8>, Failure> {
    let command = BppCommandId::LoadProfileElements;
    if personality.stuck {
        return Err(Failure::new(command, ErrorReason::InstallFailedDueToUnknownError));
    }
    if profile.memory_bytes() > free_bytes(euicc, personality) {
        return Err(no_memory());
    }
    let free_bytes = free_bytes(euicc, personality);
    installer::check(upp, profile.iccid, profile.is_test(), free_bytes)
}

/// The AID of the first ISD-P that is not taken.
fn free_aid(euicc: &Euicc) -> Aid {
    (FIRST_ISD_P..=u16::MAX)
        .map(Aid::isd_p)
        .find(|aid| euicc.profiles.iter().all(|profile| profile.aid != *aid))
        .unwrap_or(Aid::isd_p(u16::MAX))
}

/// Reports that nothing was installed.
fn refuse(
    euicc: &mut Euicc,
    session: &Authenticated,
    iccid: Option<signoff_protocol::id::Iccid>,
    failure: Failure,
    out: &mut Writer,
) -> Result<(), NvmError> {
    let Failure {
        command,
        reason,
        sima_response,
    } = failure;
    let result = FinalResult::Error {
        command,
        reason,
        sima_response,
    };
    report(euicc, session, iccid, result, out)?;
    euicc.commit()
}

/// Stores the result and answers with it. Pending until commit.
fn report(
    euicc: &mut Euicc,
    session: &Authenticated,
    iccid: Option<signoff_protocol::id::Iccid>,
    final_result: FinalResult,
    out: &mut Writer,
) -> Result<(), NvmError> {
    euicc.kept.take_attempt(&mut euicc.nvm)?;
    let interrupted = matches!(
        final_result,
        FinalResult::Error {
            reason: ErrorReason::InstallFailedDueToInterruption,
            ..
        }
    );
    if !interrupted {
        euicc.kept.drop_key(&mut euicc.nvm)?;
    }
    let result = InstallationResult {
        transaction_id: session.transaction_id,
        smdp_oid: session.server.oid().clone(),
        address: session.address.clone(),
        iccid,
        final_result,
    };
    let pending = euicc.notifications.push_result(result, &mut euicc.nvm)?;
    if let (Some(pki), Some(pending)) = (&euicc.pki, pending) {
        pending.encode(pki, out);
    }
    Ok(())
}

impl Euicc {
    /// A package that was on its way when the session ended is gone: this is reported. Tells whether there was one.
    pub(crate) fn settle_attempt(&mut self) -> Result<bool, NvmError> {
        let Some(attempt) = self.kept.take_attempt(&mut self.nvm)? else {
            return Ok(false);
        };
        let result = InstallationResult {
            transaction_id: attempt.transaction_id,
            smdp_oid: attempt.smdp_oid,
            address: attempt.address,
            iccid: attempt.iccid,
            final_result: FinalResult::Error {
                command: attempt.command,
                reason: ErrorReason::InstallFailedDueToInterruption,
                sima_response: None,
            },
        };
        self.notifications.push_result(result, &mut self.nvm)?;
        self.commit()?;
        Ok(true)
    }
}
