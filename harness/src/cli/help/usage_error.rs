//! What is wrong with the arguments.

use std::error::Error as StdError;
use std::net::AddrParseError;
use std::num::ParseIntError;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use signoff_protocol::activation_code::ActivationCodeError;
use signoff_protocol::id::IdError;
use signoff_protocol::tmf::DateTimeError;

use super::headings::headings;
use crate::cli::download::CancelAtError;
use crate::cli::witnesses::DurationError;
use crate::dut::WebAddressError;
use crate::lpa::es9p::{AddressError, HostMappingError};
use crate::operator::EndChoiceError;
use crate::protection::ExpendableError;
use crate::text::{Message, Texts, Told};
use crate::transport::TargetError;
use crate::usim::PinError;

/// What is wrong, what was meant perhaps, and how the command is called.
pub(super) fn usage_error(error: &Error, texts: &Texts) -> String {
    let said = texts.tell(&message(error));
    let mut parts = vec![format!("{}{said}", texts.say("common-error", &[]))];
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let suggested = suggested.into_iter().find_map(|kind| value(error, kind));
    if let Some(similar) = suggested {
        let similar = texts.tell(&Message::translated(
            "cause-usage-similar",
            &[("similar", similar)],
            "",
        ));
        parts.push(format!("{}{similar}", texts.say("common-help", &[])));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        parts.push(headings(&usage.ansi().to_string(), texts));
    }
    parts.push(texts.tell(&Message::translated("cause-usage-more", &[], "")));
    format!("{}\n", parts.join("\n\n"))
}

fn message(error: &Error) -> Message {
    let said = error.render().to_string();
    let argument = (
        "argument",
        value(error, ContextKind::InvalidArg).unwrap_or_else(|| "".into()),
    );
    let given = value(error, ContextKind::InvalidValue).filter(|given| *given != Message::from(""));
    match (error.kind(), given) {
        (ErrorKind::InvalidValue | ErrorKind::TooFewValues, None) => {
            Message::translated("cause-usage-no-value", &[argument], &said)
        }
        (ErrorKind::InvalidValue, Some(given)) => {
            let valid = value(error, ContextKind::ValidValue).unwrap_or_else(|| "".into());
            Message::translated(
                "cause-usage-value",
                &[argument, ("given", given), ("valid", valid)],
                &said,
            )
        }
        (ErrorKind::ValueValidation, given) => {
            let given = given.unwrap_or_else(|| "\"\"".into());
            let reason = error.source().map_or_else(|| "".into(), reason);
            Message::translated(
                "cause-usage-wrong-value",
                &[argument, ("given", given), ("reason", reason)],
                &said,
            )
        }
        (ErrorKind::UnknownArgument, _) => {
            Message::translated("cause-usage-unknown-argument", &[argument], &said)
        }
        (ErrorKind::InvalidSubcommand, _) => {
            let name = value(error, ContextKind::InvalidSubcommand).unwrap_or_else(|| "".into());
            Message::translated("cause-usage-unknown-command", &[("name", name)], &said)
        }
        (ErrorKind::MissingSubcommand, _) => {
            let name = value(error, ContextKind::InvalidSubcommand).unwrap_or_else(|| "signoff".into());
            Message::translated("cause-usage-no-command", &[("name", name)], &said)
        }
        (ErrorKind::ArgumentConflict, _) => {
            let other = value(error, ContextKind::PriorArg).unwrap_or_else(|| "".into());
            Message::translated("cause-usage-conflict", &[argument, ("other", other)], &said)
        }
        (ErrorKind::MissingRequiredArgument, _) => {
            Message::translated("cause-usage-missing", &[argument], &said)
        }
        _ => {
            let first = said.lines().next().unwrap_or_default();
            let reason = first.strip_prefix("error: ").unwrap_or(first);
            Message::translated("cause-usage-other", &[("reason", reason.into())], &said)
        }
    }
}

/// What clap knows of a mistake.
fn value(error: &Error, kind: ContextKind) -> Option<Message> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.into(),
        ContextValue::Strings(list) => list.join(", ").into(),
        ContextValue::StyledStr(text) => text.to_string().into(),
        _ => return None,
    })
}

/// Tells the cause if it is one of these types.
macro_rules! tell_if_one_of {
    ($cause:expr, $($error:ty),* $(,)?) => {$(
        if let Some(cause) = $cause.downcast_ref::<$error>() {
            return cause.told();
        }
    )*};
}

/// Why a value is none. What we read ourselves has its own sentence.
fn reason(cause: &(dyn StdError + 'static)) -> Message {
    tell_if_one_of!(
        cause,
        TargetError,
        IdError,
        ActivationCodeError,
        ExpendableError,
        AddressError,
        HostMappingError,
        EndChoiceError,
        DurationError,
        PinError,
        CancelAtError,
    );
    if cause.is::<WebAddressError>() || cause.is::<url::ParseError>() {
        return Message::translated("cause-usage-web-address", &[], cause);
    }
    if cause.is::<ParseIntError>() {
        return Message::translated("cause-usage-number", &[], cause);
    }
    if cause.is::<AddrParseError>() {
        return Message::translated("cause-usage-socket", &[], cause);
    }
    if cause.is::<jiff::Error>() {
        return Message::translated("cause-usage-date", &[], cause);
    }
    if cause.is::<DateTimeError>() {
        return Message::translated("cause-usage-time", &[], cause);
    }
    let said = cause.to_string();
    // clap says so of a number.
    match said.split_once(" is not in ") {
        Some((_, range)) => Message::translated("cause-usage-range", &[("range", range.into())], &said),
        None => said.into(),
    }
}
