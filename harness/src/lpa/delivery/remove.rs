//! Taking an acknowledged notification off the card.

use signoff_protocol::es10b::RemoveNotificationFromListResult;
use signoff_protocol::id::SeqNumber;

use super::super::{Lpa, LpaError, Outcome, Resolution, StateChange};
use super::Removal;

/// How often it is sent: a second time only after the list showed that the first one did nothing.
const ATTEMPTS: usize = 2;

/// Removes it; a lost answer is resolved by reading the list.
///
/// # Errors
/// The link broke.
pub(super) async fn remove(lpa: &mut Lpa, seq_number: SeqNumber) -> Result<Removal, LpaError> {
    let change = StateChange::RemoveNotification { seq_number };
    for _ in 0..ATTEMPTS {
        match lpa.change(&change).await? {
            Outcome::Done(()) => return Ok(Removal::Removed),
            Outcome::Refused(refusal) => {
                let gone = RemoveNotificationFromListResult::NothingToDelete.code();
                return Ok(if refusal.code == Some(gone) {
                    Removal::Removed
                } else {
                    Removal::Failed {
                        reason: refusal.to_string(),
                    }
                });
            }
            Outcome::Unknown(_) => match lpa.resolve(&change).await? {
                Resolution::Done => return Ok(Removal::Removed),
                Resolution::NotDone => {}
                Resolution::Unclear(reason) => {
                    return Ok(Removal::Failed {
                        reason: reason.to_owned(),
                    });
                }
            },
        }
    }
    Ok(Removal::Failed {
        reason: "the card did not remove it".to_owned(),
    })
}
