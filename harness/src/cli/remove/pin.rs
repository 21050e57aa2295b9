//! The PIN that a backup needs. It is in no journal, so a resumption needs it again while the backup is not finished.

use super::carry_out::Opened;
use super::confirm::is_interactive;
use crate::cli::usim::ask_pin;
use crate::cli::{CliError, Console};
use crate::removal::{PlannedProfile, StepKind, Trouble, texts as words};
use crate::text::Message;
use crate::usim::{PinStatus, UsimFiles, Via};

/// Where a run stands.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    /// Before anything is done.
    Beginning,
    /// Somebody goes on with it.
    Resumption,
}

/// Takes the PIN of the profile if its backup needs one: from the options, or from who sits at the terminal. Sends none.
///
/// # Errors
/// It is needed and nobody gives it, or it is blocked.
pub(super) async fn provide(
    opened: &mut Opened,
    planned: &[PlannedProfile],
    moment: Moment,
    console: Console,
) -> Result<(), CliError> {
    if opened.args.skip.contains(&StepKind::Backup) || opened.args.pin.is_some() {
        return Ok(());
    }
    let trouble = match status(opened, planned).await? {
        Some(PinStatus::Needed { tries }) => {
            if is_interactive() && !opened.args.yes {
                opened.args.pin = ask_pin(tries, console)?;
            }
            if opened.args.pin.is_some() {
                return Ok(());
            }
            Trouble::PinNeeded { tries }
        }
        Some(PinStatus::Blocked) => Trouble::PinBlocked,
        Some(PinStatus::NotNeeded) | None => return Ok(()),
    };
    let reason = words::trouble(console.texts(), &trouble);
    let (id, help) = match moment {
        Moment::Beginning => ("remove-pin", "remove-pin-help"),
        Moment::Resumption => ("remove-pin-again", "remove-pin-again-help"),
    };
    Err(CliError::failed(Message::say(id, &[("reason", reason.into())])).help(Message::say(help, &[])))
}

/// Whether the card asks for it; nothing if no profile that goes is enabled, or its files can't be reached: the backup itself
/// says why.
async fn status(opened: &mut Opened, planned: &[PlannedProfile]) -> Result<Option<PinStatus>, CliError> {
    let listed = opened.device.profiles().await?;
    let goes = listed.iter().any(|profile| {
        profile.state == Some(signoff_protocol::profile::ProfileState::Enabled)
            && planned.iter().any(|one| one.iccid() == profile.iccid)
    });
    let lpa = &mut opened.device.lpa;
    if !goes || lpa.close().await.is_err() {
        return Ok(None);
    }
    let Ok(mut files) = UsimFiles::open(lpa.transport(), Via::Auto).await else {
        return Ok(None);
    };
    let status = files.pin_status().await.ok();
    Ok(files.close().await.ok().and(status))
}
