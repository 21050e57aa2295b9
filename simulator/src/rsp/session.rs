//! Where an RSP session stands. There is one at a time, and a reset ends it (SGP.22 §3.0.1, §3.1.2).

use signoff_protocol::es10b::GetEuiccChallengeRequest;
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::Decode as _;
use signoff_protocol::tlv::{Tag, Tlv, Writer};

use super::OneTimeKey;
use super::load::Load;
use crate::isd_r::{Effect, Es10Error, Euicc, Surroundings};
use crate::nvm::NvmError;
use crate::pki::Server;

/// A server that proved who it is, and the session with it.
pub(crate) struct Authenticated {
    pub(super) transaction_id: TransactionId,
    pub(super) server: Server,
    /// serverAddress: where the profile installation result goes.
    pub(super) address: String,
    /// euiccSignature1, which smdpSignature2 covers.
    pub(super) signature1: [u8; 64],
}

/// A session in which a package may be bound to a one-time key.
pub(crate) struct Prepared {
    pub(super) authenticated: Authenticated,
    /// CERT.DPpb.
    pub(super) server: Server,
    pub(super) key: OneTimeKey,
}

/// The session, by what came last.
#[derive(Default)]
pub(crate) enum Session {
    /// Nothing, or the end.
    #[default]
    Idle,
    /// GetEUICCChallenge.
    Challenged([u8; 16]),
    /// AuthenticateServer.
    Authenticated(Box<Authenticated>),
    /// PrepareDownload.
    Prepared(Box<Prepared>),
    /// A segment of the bound profile package, others follow.
    Loading(Box<Load>),
    /// A segment that was refused: the session can still be cancelled.
    Failed(Box<Authenticated>),
}

impl Session {
    /// The server of the session, once it has proved who it is.
    pub(super) fn authenticated(&self) -> Option<&Authenticated> {
        match self {
            Self::Idle | Self::Challenged(_) => None,
            Self::Authenticated(authenticated) | Self::Failed(authenticated) => Some(authenticated),
            Self::Prepared(prepared) => Some(&prepared.authenticated),
            Self::Loading(load) => Some(load.authenticated()),
        }
    }
}

/// Ends the session. A package that was on its way is reported as interrupted.
pub(super) fn end(euicc: &mut Euicc, around: &mut Surroundings<'_>) -> Result<Effect, NvmError> {
    *around.rsp = Session::Idle;
    let reported = euicc.settle_attempt()?;
    Ok(if reported { Effect::Changed } else { Effect::None })
}

/// ES10b.GetEUICCChallenge: starts a session in the place of whichever there was.
pub(crate) fn get_euicc_challenge(
    euicc: &mut Euicc,
    around: &mut Surroundings<'_>,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    GetEuiccChallengeRequest::decode(tlv)?;
    let effect = end(euicc, around)?;
    let challenge: [u8; 16] = around.env.bytes();
    *around.rsp = Session::Challenged(challenge);
    out.constructed(tlv.tag(), |w| {
        w.primitive(Tag(0x80), &challenge);
    });
    Ok(effect)
}
