//! Name and form to command.

use signoff_protocol::at::{Command, Operation, Parameter};

use super::{basic, logical_channel, network, pin, restricted, signoff, sim, sim_access};
use crate::modem::boot::{LpaState, ends_lpa, tells_lpa};
use crate::modem::engine::Modem;
use crate::modem::personality::TestForm;
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

/// How a command ended; what it said stands in the reply.
pub(super) type Outcome = Result<(), Failure>;

/// Carries out one command.
pub(in crate::modem) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    command: &Command,
    reply: &mut Reply,
) -> Outcome {
    let Command::Extended { name, operation } = command else {
        return basic::execute(modem, command, reply);
    };
    if let Some(lpa) = &modem.personality.internal_lpa
        && ends_lpa(lpa, command)
    {
        modem.lpa = if lpa.needs_reset {
            LpaState::FreeAfterBoot
        } else {
            LpaState::Free
        };
        return Ok(());
    }
    if let Some(lpa) = &modem.personality.internal_lpa
        && let Some(text) = tells_lpa(lpa, &modem.lpa, command)
    {
        reply.line(text);
        return Ok(());
    }
    let name = name.as_str();
    match name {
        "+CCHO" | "+CCHC" | "+CGLA" => logical_channel::execute(modem, name, operation, reply),
        "+CSIM" => sim_access::execute(modem, operation, reply),
        "+CRSM" => restricted::execute(modem, operation, reply),
        "+CPIN" | "+CIMI" => sim::execute(modem, name, operation, reply),
        "+CLCK" | "+CPWD" => pin::execute(modem, name, operation, reply),
        "+CPINR" if modem.personality.sim.pin_tries => pin::tries(modem, operation, reply),
        "+CFUN" | "+CMEE" | "+COPS" | "+CREG" | "+CGREG" | "+CEREG" => {
            network::execute(modem, name, operation, reply)
        }
        "+CGMI" | "+GMI" | "+CGMM" | "+GMM" | "+CGMR" | "+GMR" | "+CGSN" | "+GSN" => {
            basic::identity(modem, name, operation, reply)
        }
        "+SIGNOFF" => signoff::execute(modem, operation),
        _ if sim::is_iccid_command(modem, name, operation) => sim::iccid(modem, name, operation, reply),
        _ if modem.personality.sim.slot_command.as_deref() == Some(name) => {
            sim::slot(modem, name, operation, reply)
        }
        _ => Err(Failure::Unknown),
    }
}

/// The answer to `AT+X=?`.
pub(super) fn test<C: CardPort>(
    modem: &Modem<C>,
    form: TestForm,
    name: &str,
    syntax: &str,
    reply: &mut Reply,
) -> Outcome {
    match form {
        TestForm::Ok => Ok(()),
        TestForm::Error => Err(Failure::Error),
        TestForm::Silent => Err(Failure::Silent),
        TestForm::Text => {
            reply.named(&modem.personality, name, syntax);
            Ok(())
        }
    }
}

/// The parameters of a set command; the other forms are not there.
pub(super) fn set(operation: &Operation) -> Result<&[Parameter], Failure> {
    match operation {
        Operation::Set(parameters) => Ok(parameters),
        _ => Err(Failure::Error),
    }
}
