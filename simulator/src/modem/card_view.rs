//! What a modem read from the card when it last initialised it: `+CCID`, `+CIMI` and `+CPIN?` show this, and not
//! what has become of the card since.

use signoff_protocol::apdu::{StatusWord, ins};
use signoff_protocol::hex;
use signoff_protocol::id::Aid;
use signoff_protocol::tlv::Tlv;

use crate::card::Mute;
use crate::terminal::{CardPort, Terminal};

/// The files as they were read; `None` where the card has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CardView {
    /// Digits as stored, with padding.
    pub(super) iccid: Option<String>,
    /// The USIM that EF_DIR names.
    pub(super) usim: Option<Aid>,
    /// Digits.
    pub(super) imsi: Option<String>,
    /// What is asked for before the IMSI can be read.
    pub(super) lock: Option<Lock>,
}

/// A secret that the card asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// PIN 1.
    Pin,
    /// The PUK of PIN 1, which is blocked.
    Puk,
}

const MF: u16 = 0x3F00;
const EF_DIR: u16 = 0x2F00;
const EF_ICCID: u16 = 0x2FE2;
const EF_IMSI: u16 = 0x6F07;
/// First bytes of the AID of each USIM (ETSI TS 101 220).
const USIM: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];
/// Key reference of the PIN of the first application (ETSI TS 102 221 §9.5.1).
pub(super) const PIN_1: u8 = 0x01;
const NO_TRY_LEFT: StatusWord = StatusWord::new(0x63C0);
/// Records of EF_DIR that are looked at.
const MAX_RECORDS: u8 = 16;

impl CardView {
    /// Reads on the basic channel, as modems do; whatever a host had selected there is no longer.
    pub(super) fn read(terminal: &mut Terminal<impl CardPort>) -> Result<Self, Mute> {
        let iccid = if select(terminal, MF)? && select(terminal, EF_ICCID)? {
            read_binary(terminal, 10)?.map(|bytes| swapped(&bytes))
        } else {
            None
        };
        let usim = find_usim(terminal)?;
        let (mut imsi, mut lock) = (None, None);
        if let Some(aid) = &usim
            && select_application(terminal, aid)?
            && select(terminal, EF_IMSI)?
        {
            let answer = terminal.exchange(&[0x00, 0xB0, 0x00, 0x00, 9])?;
            if answer.status.is_ok() {
                imsi = self::imsi(&answer.data);
            } else if answer.status == StatusWord::SECURITY_STATUS {
                lock = Some(read_lock(terminal)?);
            }
        }
        Ok(Self {
            iccid,
            usim,
            imsi,
            lock,
        })
    }

    /// Whether there is a subscription, even one that waits for its PIN.
    pub(super) fn has_profile(&self) -> bool {
        self.imsi.is_some() || self.lock.is_some()
    }
}

/// SELECT by file id, no data back; whether it worked.
pub(super) fn select(terminal: &mut Terminal<impl CardPort>, file: u16) -> Result<bool, Mute> {
    let [high, low] = file.to_be_bytes();
    let answer = terminal.exchange(&[0x00, 0xA4, 0x00, 0x0C, 2, high, low])?;
    Ok(answer.status.is_ok())
}

/// SELECT by AID, no data back; whether it worked.
pub(super) fn select_application(terminal: &mut Terminal<impl CardPort>, aid: &Aid) -> Result<bool, Mute> {
    let mut command = vec![0x00, 0xA4, 0x04, 0x0C];
    command.extend(u8::try_from(aid.as_bytes().len()));
    command.extend_from_slice(aid.as_bytes());
    Ok(terminal.exchange(&command)?.status.is_ok())
}

fn read_binary(terminal: &mut Terminal<impl CardPort>, length: u8) -> Result<Option<Vec<u8>>, Mute> {
    let answer = terminal.exchange(&[0x00, 0xB0, 0x00, 0x00, length])?;
    Ok(answer.status.is_ok().then_some(answer.data))
}

/// An empty VERIFY tells the tries that are left; none is left of a PIN that is blocked.
fn read_lock(terminal: &mut Terminal<impl CardPort>) -> Result<Lock, Mute> {
    let answer = terminal.exchange(&[0x00, ins::VERIFY, 0x00, PIN_1])?;
    Ok(if answer.status == NO_TRY_LEFT {
        Lock::Puk
    } else {
        Lock::Pin
    })
}

fn find_usim(terminal: &mut Terminal<impl CardPort>) -> Result<Option<Aid>, Mute> {
    if !(select(terminal, MF)? && select(terminal, EF_DIR)?) {
        return Ok(None);
    }
    for record in 1..=MAX_RECORDS {
        let answer = terminal.exchange(&[0x00, 0xB2, record, 0x04, 0x00])?;
        if !answer.status.is_ok() {
            break;
        }
        let aid = application(&answer.data).and_then(|bytes| Aid::from_bytes(bytes).ok());
        if aid.is_some_and(|aid| aid.as_bytes().starts_with(&USIM)) {
            return Ok(aid);
        }
    }
    Ok(None)
}

/// The AID in an application template of EF_DIR (ETSI TS 102 221 §13.1).
fn application(record: &[u8]) -> Option<&[u8]> {
    let (template, _) = Tlv::parse(record).ok()?;
    let aid = template.children().next()?.ok()?;
    Some(aid.value())
}

/// Nibble-swapped digits, padding and all.
fn swapped(bytes: &[u8]) -> String {
    let swapped: Vec<u8> = bytes.iter().map(|byte| byte.rotate_left(4)).collect();
    hex::encode(&swapped)
}

/// EF_IMSI: length, then the parity nibble before the digits (3GPP TS 31.102 §4.2.2).
fn imsi(bytes: &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first()?;
    let digits = swapped(rest.get(..usize::from(*length))?);
    let digits = digits.get(1..)?.trim_end_matches('F');
    (digits.len() >= 5 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_as_the_card_stores_them() {
        let iccid = hex::decode("9823010000000000 10F2".replace(' ', "").as_str()).expect("hex");
        assert_eq!(swapped(&iccid), "8932100000000000012F");
        let bytes = hex::decode("082926100000000010").expect("hex");
        assert_eq!(imsi(&bytes), Some("262010000000001".to_owned()));
        assert_eq!(imsi(&[0xFF; 9]), None);
        assert_eq!(imsi(&[]), None);
    }

    #[test]
    fn usim_of_a_directory_record() {
        let record = hex::decode("61124F10A0000000871002FFFFFFFF8907090000FFFF").expect("hex");
        assert_eq!(application(&record).map(<[u8]>::len), Some(16));
        assert_eq!(application(&[0xFF; 8]), None);
    }
}
