//! `+SIGNOFF`: the simulator's own command. `AT+SIGNOFF=?` says whether it is there, `AT+SIGNOFF="restore"` puts the
//! card back to its first state and powers it anew, so that flows can follow one another over a serial line.

use signoff_protocol::at::{CmeError, Operation};

use super::dispatch::{Outcome, set};
use crate::modem::engine::Modem;
use crate::modem::reply::Failure;
use crate::terminal::CardPort;

pub(super) fn execute<C: CardPort>(modem: &mut Modem<C>, operation: &Operation) -> Outcome {
    if modem.restore.is_none() {
        return Err(Failure::Unknown);
    }
    if *operation == Operation::Test {
        return Ok(());
    }
    match set(operation)? {
        [what] if what.text() == Some("restore") => match modem.restore() {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(CmeError::SIM_FAILURE.into()),
        },
        _ => Err(CmeError::INCORRECT_PARAMETERS.into()),
    }
}
