//! Commands of V.250 and those by which a modem says what it is (3GPP TS 27.007 §5).

use signoff_protocol::at::{Command, FinalResult, Operation};

use super::dispatch::Outcome;
use crate::modem::engine::Modem;
use crate::modem::reply::{Failure, Reply, Settings};
use crate::terminal::CardPort;

/// `E`, `V`, `Q`, `Z`, `&F`, `I`, S parameters, and some that change nothing here.
pub(super) fn execute<C: CardPort>(modem: &mut Modem<C>, command: &Command, reply: &mut Reply) -> Outcome {
    let (ampersand, letter, number) = match command {
        Command::Basic {
            ampersand,
            letter,
            number,
        } => (*ampersand, *letter, number.unwrap_or(0)),
        Command::Dial(_) => return Err(Failure::Result(FinalResult::NoCarrier)),
        Command::Register { number, value } => return register(*number, *value, reply),
        Command::Extended { .. } => return Err(Failure::Unknown),
    };
    let settings = &mut modem.settings;
    match (ampersand, letter, number) {
        (false, 'E', 0 | 1) => settings.echo = number == 1,
        (false, 'V', 0 | 1) => settings.verbose = number == 1,
        (false, 'Q', 0 | 1) => settings.quiet = number == 1,
        (false, 'Z', _) | (true, 'F', _) => *settings = Settings::of(&modem.personality),
        (false, 'I', 0) => {
            let identity = &modem.personality.identity;
            reply.texts.push(vec![
                identity.manufacturer.clone(),
                identity.model.clone(),
                format!("Revision: {}", identity.revision),
            ]);
        }
        (false, 'H' | 'L' | 'M' | 'X', _) | (true, 'C' | 'D' | 'K' | 'W', _) => {}
        _ => return Err(Failure::Error),
    }
    Ok(())
}

/// S3 is CR, S4 is LF, S5 is backspace; they can be read and set to what they are.
fn register(number: u32, value: Option<u32>, reply: &mut Reply) -> Outcome {
    let current = match number {
        3 => 13,
        4 => 10,
        5 => 8,
        _ => 0,
    };
    match value {
        None => reply.line(format!("{current:03}")),
        Some(value) if value == current || !(3..=5).contains(&number) => {}
        Some(_) => return Err(Failure::Error),
    }
    Ok(())
}

/// `+CGMI`, `+CGMM`, `+CGMR`, `+CGSN`
pub(super) fn identity<C: CardPort>(
    modem: &Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    let identity = &modem.personality.identity;
    let text = match name {
        "+CGMI" | "+GMI" => &identity.manufacturer,
        "+CGMM" | "+GMM" => &identity.model,
        "+CGMR" | "+GMR" => &identity.revision,
        _ => &identity.imei,
    };
    match operation {
        Operation::Test => Ok(()),
        Operation::Execute if identity.prefix => {
            reply.named(&modem.personality, name, text);
            Ok(())
        }
        Operation::Execute => {
            reply.line(text);
            Ok(())
        }
        _ => Err(Failure::Error),
    }
}
