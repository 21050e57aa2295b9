//! The counterpart of a program that speaks lpac's `stdio` APDU protocol: one JSON object a line.
//!
//! The program asks `{"type":"apdu","payload":{"func":…,"param":…}}` with the functions `connect`, `disconnect`,
//! `logic_channel_open` (AID), `logic_channel_close` (channel) and `transmit` (command APDU), parameters and data
//! in hexadecimal. It is answered `{"type":"apdu","payload":{"ecode":…,"data":…}}`; `ecode` is the channel that was
//! opened, 0 for success and -1 for failure. Lines of other types are the program's own output.

use serde::{Deserialize, Serialize};
use signoff_protocol::apdu::{ChannelNumber, StatusWord, ins};
use signoff_protocol::hex;

use crate::card::{Card, Mute};
use crate::terminal::Terminal;

/// A device with a card, behind the lines of a program.
#[derive(Debug)]
pub struct LpacStdio {
    terminal: Terminal,
}

/// What a line of the program was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A request: this line answers it.
    Answer(String),
    /// Output of the program, for whoever runs it.
    Output,
}

#[derive(Deserialize)]
struct Message {
    r#type: String,
    #[serde(default)]
    payload: serde_json::Value,
}

#[derive(Deserialize)]
struct Request {
    func: String,
    #[serde(default)]
    param: Option<String>,
}

#[derive(Serialize)]
struct Reply {
    r#type: &'static str,
    payload: Payload,
}

#[derive(Serialize)]
struct Payload {
    ecode: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
}

impl LpacStdio {
    /// A device with `card`, which has no power yet.
    pub fn new(card: Card) -> Self {
        Self {
            terminal: Terminal::new(card),
        }
    }

    /// Takes a line of the program, without its end.
    pub fn line(&mut self, line: &str) -> Line {
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            return Line::Output;
        };
        if message.r#type != "apdu" {
            return Line::Output;
        }
        let answered = serde_json::from_value(message.payload)
            .ok()
            .and_then(|request: Request| self.request(&request).ok());
        let (ecode, data) = answered.unwrap_or((-1, None));
        let reply = Reply {
            r#type: "apdu",
            payload: Payload { ecode, data },
        };
        // A structure of text and numbers is always JSON.
        Line::Answer(serde_json::to_string(&reply).unwrap_or_default())
    }

    fn request(&mut self, request: &Request) -> Result<(i32, Option<String>), Failed> {
        let parameter = hex::decode(request.param.as_deref().unwrap_or_default()).map_err(|_| Failed)?;
        match request.func.as_str() {
            "connect" => {
                self.terminal.power_up()?;
                Ok((0, None))
            }
            "disconnect" => {
                self.terminal.power_off();
                Ok((0, None))
            }
            "logic_channel_open" => Ok((i32::from(self.open(&parameter)?.get()), None)),
            "logic_channel_close" => {
                let [number] = *parameter.as_slice() else {
                    return Err(Failed);
                };
                self.close(ChannelNumber::new(number).ok_or(Failed)?)?;
                Ok((0, None))
            }
            "transmit" => {
                let response = self.terminal.transmit(&parameter)?;
                Ok((0, Some(hex::encode(&response))))
            }
            _ => Err(Failed),
        }
    }

    fn open(&mut self, aid: &[u8]) -> Result<ChannelNumber, Failed> {
        let opened = self
            .terminal
            .exchange(&[0x00, ins::MANAGE_CHANNEL, 0x00, 0x00, 0x01])?;
        let [number] = *opened.data.as_slice() else {
            return Err(Failed);
        };
        let channel = ChannelNumber::new(number).ok_or(Failed)?;
        let length = u8::try_from(aid.len()).map_err(|_| Failed)?;
        let mut select = vec![channel.interindustry(), ins::SELECT, 0x04, 0x00, length];
        select.extend_from_slice(aid);
        if self.terminal.exchange(&select)?.status != StatusWord::OK {
            self.close(channel)?;
            return Err(Failed);
        }
        Ok(channel)
    }

    fn close(&mut self, channel: ChannelNumber) -> Result<(), Failed> {
        let answer = self
            .terminal
            .exchange(&[0x00, ins::MANAGE_CHANNEL, 0x80, channel.get()])?;
        (answer.status == StatusWord::OK).then_some(()).ok_or(Failed)
    }
}

/// The protocol has one word for all that goes wrong.
struct Failed;

impl From<Mute> for Failed {
    fn from(_: Mute) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card_file::CardFile;

    fn device() -> LpacStdio {
        let file = CardFile::parse(&signoff_fixtures::card("traveller").unwrap()).unwrap();
        LpacStdio::new(Card::new(&file, 1).unwrap())
    }

    fn check(dialogue: &[(&str, &str)]) {
        let mut device = device();
        for (request, want) in dialogue {
            let line = format!(r#"{{"type":"apdu","payload":{request}}}"#);
            let want = Line::Answer(format!(r#"{{"type":"apdu","payload":{want}}}"#));
            assert_eq!(device.line(&line), want, "{request}");
        }
    }

    const ISD_R: &str = r#"{"func":"logic_channel_open","param":"a0000005591010ffffffff8900000100"}"#;

    #[test]
    fn a_program_opens_the_isd_r_and_asks_for_the_eid() {
        check(&[
            (r#"{"func":"connect","param":null}"#, r#"{"ecode":0}"#),
            (ISD_R, r#"{"ecode":1}"#),
            (
                r#"{"func":"transmit","param":"81e2910006bf3e035c015a00"}"#,
                r#"{"ecode":0,"data":"BF3E125A10899999010012345670000000000001389000"}"#,
            ),
            (r#"{"func":"logic_channel_close","param":"01"}"#, r#"{"ecode":0}"#),
            (r#"{"func":"disconnect","param":null}"#, r#"{"ecode":0}"#),
        ]);
    }

    #[test]
    fn what_can_not_be_done_is_minus_one() {
        check(&[
            (ISD_R, r#"{"ecode":-1}"#),
            (r#"{"func":"connect"}"#, r#"{"ecode":0}"#),
            (
                r#"{"func":"logic_channel_open","param":"a0000000990101"}"#,
                r#"{"ecode":-1}"#,
            ),
            (ISD_R, r#"{"ecode":1}"#),
            (
                r#"{"func":"logic_channel_close","param":"07"}"#,
                r#"{"ecode":-1}"#,
            ),
            (r#"{"func":"logic_channel_close"}"#, r#"{"ecode":-1}"#),
            (r#"{"func":"transmit","param":"zz"}"#, r#"{"ecode":-1}"#),
            (r#"{"func":"dance"}"#, r#"{"ecode":-1}"#),
            ("7", r#"{"ecode":-1}"#),
        ]);
    }

    #[test]
    fn other_lines_are_the_programs_output() {
        let mut device = device();
        for line in [r#"{"type":"lpa","payload":{"code":0}}"#, "Segmentation fault", ""] {
            assert_eq!(device.line(line), Line::Output, "{line}");
        }
    }
}
