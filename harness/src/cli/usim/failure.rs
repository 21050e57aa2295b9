//! From what keeps a backup from going on to an exit code and an advice.

use crate::cli::{CliError, Console};
use crate::text::Told;
use crate::usim::UsimFailure;

/// A broken link is the environment's, protection has its own code, and the rest is the card's.
pub(super) fn failure(failure: &UsimFailure, console: Console) -> CliError {
    let message = failure.told();
    match failure {
        UsimFailure::Transport { .. } => CliError::environment(message),
        UsimFailure::Protected(_) => CliError::protected(message),
        UsimFailure::PinRequired { .. } => {
            CliError::failed(message).help(console.say("backup-pin-help", &[]))
        }
        UsimFailure::NotEnabled { .. } => {
            CliError::failed(message).help(console.say("backup-enable-help", &[]))
        }
        UsimFailure::DoesNotFit(_) => {
            CliError::failed(message).help(console.say("restore-partial-help", &[]))
        }
        UsimFailure::Unreachable { .. } => {
            CliError::failed(message).help(console.say("backup-unreachable-help", &[]))
        }
        _ => CliError::failed(message),
    }
}
