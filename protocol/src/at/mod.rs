//! AT commands and answers as a modem's serial port carries them (3GPP TS 27.007, ITU-T V.250).
//!
//! Host side: a [`Command`] prints as the line to send; received bytes go through a [`LineSplitter`], and an
//! [`AnswerReader`] makes lines to an [`AtAnswer`], whose lines [`UiccAnswer`] and its neighbours read.
//! Modem side: [`CommandLine::parse`] reads what a host sent. No I/O, no deadlines.

mod answer;
mod cme;
mod command;
mod final_result;
mod line_splitter;
mod parameter;
mod parse;
mod uicc;
mod urc;

pub use answer::{AnswerReader, AtAnswer, Information, Line, Received, classify};
pub use cme::CmeError;
pub use command::{Command, CommandLine, Name, Operation};
pub use final_result::FinalResult;
pub use line_splitter::{LineSplitter, LineTooLong, MAX_LINE};
pub use parameter::{Parameter, parameters};
pub use parse::{ParseError, RepeatOrLine};
pub use uicc::{AnswerError, RestrictedAnswer, SessionId, UiccAnswer};
pub use urc::is_urc;
