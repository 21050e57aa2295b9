//! `+CRSM`: file commands that the modem makes APDUs of, on the basic channel (3GPP TS 27.007 §8.18).

use signoff_protocol::apdu::{ResponseApdu, StatusWord};
use signoff_protocol::at::{CmeError, Operation, Parameter};
use signoff_protocol::hex;

use super::dispatch::{Outcome, set};
use super::uicc::sim_failure;
use crate::card::Mute;
use crate::modem::card_view::{select, select_application};
use crate::modem::engine::Modem;
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

const MF: u16 = 0x3F00;
/// The application that is selected, in paths.
const CURRENT_ADF: u16 = 0x7FFF;
const READ_BINARY: u8 = 176;
const READ_RECORD: u8 = 178;
const GET_RESPONSE: u8 = 192;
const UPDATE_BINARY: u8 = 214;
const UPDATE_RECORD: u8 = 220;
const STATUS: u8 = 242;

struct Request {
    command: u8,
    file: Option<u16>,
    p1: u8,
    p2: u8,
    p3: u8,
    data: Vec<u8>,
    path: Vec<u16>,
}

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    if *operation == Operation::Test {
        return Ok(());
    }
    let request = Request::read(set(operation)?).ok_or(Failure::Cme(CmeError::INCORRECT_PARAMETERS))?;
    if let Some(error) = modem.personality.crsm.always_error {
        return Err(CmeError::new(error).into());
    }
    modem.reach_card()?;
    let answer = request.carry_out(modem);
    modem.follow_card(reply);
    let answer = answer.map_err(sim_failure)?;
    let [sw1, sw2] = answer.status.to_bytes();
    let data = match answer.data.as_slice() {
        [] => String::new(),
        data => format!(",\"{}\"", hex::encode(data)),
    };
    reply.named(&modem.personality, "+CRSM", &format!("{sw1},{sw2}{data}"));
    Ok(())
}

impl Request {
    /// `<command>[,<file>[,<P1>,<P2>,<P3>[,<data>[,<path>]]]]`
    fn read(parameters: &[Parameter]) -> Option<Self> {
        let command = parameters.first()?.as_number()?;
        let byte = |place: usize| match parameters.get(place) {
            None | Some(Parameter::Empty) => Some(0),
            Some(parameter) => parameter.as_number(),
        };
        let bytes = |place: usize| match parameters.get(place).and_then(Parameter::text) {
            None => Some(Vec::new()),
            Some(text) => hex::decode(text).ok(),
        };
        let file = match parameters.get(1) {
            None | Some(Parameter::Empty) => None,
            Some(parameter) => Some(parameter.as_number()?),
        };
        let path = bytes(6)?;
        let known = [
            READ_BINARY,
            READ_RECORD,
            GET_RESPONSE,
            UPDATE_BINARY,
            UPDATE_RECORD,
            STATUS,
        ];
        (parameters.len() <= 7 && known.contains(&command) && path.len() % 2 == 0).then(|| {
            Some(Self {
                command,
                file,
                p1: byte(2)?,
                p2: byte(3)?,
                p3: byte(4)?,
                data: bytes(5)?,
                path: path
                    .chunks_exact(2)
                    .map(|pair| pair.iter().fold(0, |id, byte| id << 8 | u16::from(*byte)))
                    .collect(),
            })
        })?
    }

    fn carry_out<C: CardPort>(&self, modem: &mut Modem<C>) -> Result<ResponseApdu, Mute> {
        let not_found = ResponseApdu {
            data: Vec::new(),
            status: StatusWord::new(0x6A82),
        };
        let usim = modem.view.usim;
        let Some(terminal) = &mut modem.terminal else {
            return Err(Mute);
        };
        for step in self.steps() {
            let selected = match (step, &usim) {
                (CURRENT_ADF, Some(aid)) => select_application(terminal, aid)?,
                (CURRENT_ADF, None) => false,
                (file, _) => select(terminal, file)?,
            };
            if !selected {
                return Ok(not_found);
            }
        }
        let (file, p3) = (self.file.unwrap_or(MF).to_be_bytes(), self.p3);
        let [high, low] = file;
        let mut command = match self.command {
            READ_BINARY => vec![0x00, 0xB0, self.p1, self.p2, p3],
            READ_RECORD => vec![0x00, 0xB2, self.p1, self.p2, p3],
            GET_RESPONSE => vec![0x00, 0xA4, 0x00, 0x04, 2, high, low, 0x00],
            STATUS => vec![0x80, 0xF2, self.p1, self.p2, p3],
            UPDATE_BINARY => vec![0x00, 0xD6, self.p1, self.p2, p3],
            _ => vec![0x00, 0xDC, self.p1, self.p2, p3],
        };
        if matches!(self.command, UPDATE_BINARY | UPDATE_RECORD) {
            command.extend_from_slice(&self.data);
        }
        terminal.exchange(&command)
    }

    /// What is selected on the way: the path if there is one; files of the MF below it, others below the USIM.
    fn steps(&self) -> Vec<u16> {
        let Some(file) = self.file.filter(|_| self.command != STATUS) else {
            return Vec::new();
        };
        let mut steps = match self.path.as_slice() {
            [] if file >> 8 == 0x2F => vec![MF],
            [] if file == MF => Vec::new(),
            [] => vec![CURRENT_ADF],
            path if path.first() == Some(&MF) || path.first() == Some(&CURRENT_ADF) => path.to_vec(),
            path => [&[MF], path].concat(),
        };
        if self.command != GET_RESPONSE {
            steps.push(file);
        }
        steps
    }
}
