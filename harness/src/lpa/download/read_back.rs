//! After a result that never came: what the eUICC has of the session.

use signoff_protocol::es10b::NotificationSearch;
use signoff_protocol::id::{Iccid, TransactionId};
use signoff_protocol::notification::{Event, Events, PendingNotification, ProfileInstallationResult};
use signoff_protocol::profile::tags;

use super::super::{Lpa, LpaError, Outcome};

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    /// The result of this session, pending.
    Result(Box<ProfileInstallationResult>),
    /// No result, and yet the profile.
    Listed,
    /// Neither.
    Nothing,
}

/// What is tried, in this order, until the card answers.
#[derive(Clone, Copy, Debug)]
enum Rung {
    AsItIs,
    Reopen,
    Reset,
    PowerCycle,
}

/// Reads it back; with a broken link the card is reset, and in the end loses its power, until it answers.
///
/// # Errors
/// It does not answer; the text says why.
pub(super) async fn read_back(
    lpa: &mut Lpa,
    transaction_id: &TransactionId,
    iccid: &Iccid,
    lost: bool,
) -> Result<Found, String> {
    let ladder: &[Rung] = if lost {
        &[Rung::Reopen, Rung::Reset, Rung::PowerCycle]
    } else {
        &[Rung::AsItIs]
    };
    let mut reason = String::new();
    for rung in ladder {
        match climb(lpa, *rung, transaction_id, iccid).await {
            Ok(found) => return Ok(found),
            Err(error) => reason = error.to_string(),
        }
    }
    Err(format!("the answer was lost, and reading back failed: {reason}"))
}

async fn climb(
    lpa: &mut Lpa,
    rung: Rung,
    transaction_id: &TransactionId,
    iccid: &Iccid,
) -> Result<Found, LpaError> {
    match rung {
        Rung::AsItIs => {}
        Rung::Reopen => lpa.abandon(None).await,
        Rung::Reset => drop(lpa.reset().await?),
        Rung::PowerCycle => drop(lpa.power_cycle().await?),
    }
    let installs = NotificationSearch::Events(Events::of(&[Event::Install]));
    for pending in settled(lpa.retrieve_notifications(Some(installs)).await?)? {
        if let PendingNotification::ProfileInstallationResult(result) = pending
            && result
                .data()
                .is_ok_and(|data| data.transaction_id == *transaction_id)
        {
            return Ok(Found::Result(Box::new(result)));
        }
    }
    let profiles = settled(lpa.get_profiles_info(None, Some(&[tags::ICCID])).await?)?;
    let listed = profiles
        .iter()
        .any(|profile| profile.iccid.as_ref() == Some(iccid));
    Ok(if listed { Found::Listed } else { Found::Nothing })
}

fn settled<T>(outcome: Outcome<T>) -> Result<T, LpaError> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(LpaError::Refused(refusal)),
        Outcome::Unknown(source) => Err(LpaError::Transport {
            doing: "reading back".to_owned(),
            source,
        }),
    }
}
