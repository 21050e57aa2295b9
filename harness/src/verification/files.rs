//! What stands behind the modem: EF_ICCID and EF_IMSI as the card has them, and what the modem itself shows.

use signoff_protocol::apdu::{CommandApdu, StatusWord, ins};
use signoff_protocol::hex;
use signoff_protocol::usim::imsi_digits;

use super::{Failure, NotAsked, Raw};
use crate::transport::{Transport, TransportError};

/// EF_ICCID below the MF (ETSI TS 102 221 §13.2).
const EF_ICCID: [u8; 2] = [0x2F, 0xE2];
/// EF_IMSI below the selected ADF USIM (3GPP TS 31.102 §4.2.2).
const EF_IMSI: [u8; 4] = [0x7F, 0xFF, 0x6F, 0x07];
/// Start of the AID of every USIM (ETSI TS 101 220 annex E).
const USIM: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];
/// Commands that show an ICCID: 3GPP, Quectel, SIMCom and Fibocom, Sierra, Huawei.
const ICCID_COMMANDS: [&str; 5] = ["AT+CCID", "AT+QCCID", "AT+ICCID", "AT!ICCID?", "AT^ICCID?"];

/// What one of them said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModemReading {
    /// These digits.
    Shows {
        /// Who was asked.
        by: String,
        /// Digits.
        digits: String,
    },
    /// Nothing is there: an empty file, or none.
    Nothing {
        /// Who was asked.
        by: String,
    },
    /// It cannot be asked.
    NotAsked {
        /// Why.
        reason: NotAsked,
    },
    /// It was asked and said no, or nothing.
    Failed {
        /// What happened.
        reason: Failure,
    },
}

/// All that stands behind the modem, with what came over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// EF_ICCID.
    pub iccid_file: (ModemReading, Vec<Raw>),
    /// The ICCID that the modem shows.
    pub modem_iccid: (ModemReading, Vec<Raw>),
    /// EF_IMSI.
    pub imsi_file: (ModemReading, Vec<Raw>),
    /// `+CIMI`.
    pub modem_imsi: (ModemReading, Vec<Raw>),
}

/// Reads all of them. The ISD-R must not be needed afterwards without being opened again.
///
/// # Errors
/// The link broke. A refusal is a reading.
pub async fn read_files(transport: &mut dyn Transport) -> Result<FileView, TransportError> {
    if transport.capabilities().at {
        return Ok(FileView {
            iccid_file: crsm(transport, "EF_ICCID", 12_258, 10, iccid_digits).await?,
            modem_iccid: modem_iccid(transport).await?,
            imsi_file: imsi_by_modem(transport).await?,
            modem_imsi: modem_imsi(transport).await?,
        });
    }
    let no_at = || ModemReading::NotAsked {
        reason: NotAsked::NoAtCommands,
    };
    Ok(FileView {
        iccid_file: by_apdu(transport, "EF_ICCID", &[(0x08, &EF_ICCID)], 10, iccid_digits).await?,
        modem_iccid: (no_at(), Vec::new()),
        imsi_file: by_apdu(
            transport,
            "EF_IMSI",
            &[(0x04, &USIM), (0x08, &EF_IMSI)],
            9,
            imsi_digits,
        )
        .await?,
        modem_imsi: (no_at(), Vec::new()),
    })
}

type Reading = (ModemReading, Vec<Raw>);
type Digits = fn(&[u8]) -> Option<String>;

/// Selects, then reads, on the basic channel.
async fn by_apdu(
    transport: &mut dyn Transport,
    by: &str,
    path: &[(u8, &[u8])],
    length: u32,
    digits: Digits,
) -> Result<Reading, TransportError> {
    let mut raw = Vec::new();
    let nothing = || ModemReading::Nothing { by: by.to_owned() };
    for (how, part) in path {
        // P2 0C: no answer to SELECT is wanted.
        let Ok(select) = CommandApdu::new(0x00, ins::SELECT, *how, 0x0C).with_data(*part) else {
            return Ok((nothing(), raw));
        };
        let status = transport.transmit(&select).await?.status;
        raw.push(Raw::new(hex::encode(&select.to_bytes()), status.to_string()));
        if status != StatusWord::OK {
            return Ok((nothing(), raw));
        }
    }
    let read = CommandApdu::new(0x00, ins::READ_BINARY, 0, 0).with_le(length);
    let response = transport.transmit(&read).await?;
    let answered = format!("{}{}", hex::encode(&response.data), response.status);
    raw.push(Raw::new(hex::encode(&read.to_bytes()), answered));
    if response.status != StatusWord::OK {
        let reason = Failure::answered(by, response.status);
        return Ok((ModemReading::Failed { reason }, raw));
    }
    Ok((shown(by, digits(&response.data)), raw))
}

/// READ BINARY by `+CRSM` (3GPP TS 27.007 §8.18): what the card has, not what the modem remembers.
async fn crsm(
    transport: &mut dyn Transport,
    by: &str,
    file: u16,
    length: u8,
    digits: Digits,
) -> Result<Reading, TransportError> {
    let line = format!("AT+CRSM=176,{file},0,0,{length}");
    let answer = transport.at(&line).await?;
    let raw = vec![Raw::new(&line, said(&answer))];
    let body = answer.lines.iter().find_map(|line| line.strip_prefix("+CRSM:"));
    let Some(body) = body.filter(|_| answer.result.is_ok()) else {
        let reason = Failure::answered(line, &answer.result);
        return Ok((ModemReading::Failed { reason }, raw));
    };
    let mut parts = body
        .trim()
        .splitn(3, ',')
        .map(|part| part.trim().trim_matches('"'));
    let reading = match (parts.next(), parts.next(), parts.next()) {
        (Some("144"), _, Some(data)) => {
            let data = hex::decode(data).unwrap_or_default();
            shown(by, digits(&data))
        }
        // 6A82, 9404: there is no such file.
        (Some("106"), Some("130"), _) | (Some("148"), Some("4"), _) => {
            ModemReading::Nothing { by: by.to_owned() }
        }
        _ => ModemReading::Failed {
            reason: Failure::answered(by, body.trim()),
        },
    };
    Ok((reading, raw))
}

/// A modem that started without a USIM looks for none until it is told of a REFRESH: then by APDU.
async fn imsi_by_modem(transport: &mut dyn Transport) -> Result<Reading, TransportError> {
    let (reading, mut raw) = crsm(transport, "EF_IMSI", 28_423, 9, imsi_digits).await?;
    if !matches!(
        reading,
        ModemReading::Failed { .. } | ModemReading::Nothing { .. }
    ) {
        return Ok((reading, raw));
    }
    let path: [(u8, &[u8]); 2] = [(0x04, &USIM), (0x08, &EF_IMSI)];
    match by_apdu(transport, "EF_IMSI", &path, 9, imsi_digits).await {
        Ok((second, more)) => {
            raw.extend(more);
            Ok((second, raw))
        }
        Err(TransportError::CommandRefused { .. } | TransportError::Unsupported { .. }) => Ok((reading, raw)),
        Err(error) => Err(error),
    }
}

async fn modem_iccid(transport: &mut dyn Transport) -> Result<Reading, TransportError> {
    let mut raw = Vec::new();
    let mut nothing = None;
    for line in ICCID_COMMANDS {
        let answer = transport.at(line).await?;
        raw.push(Raw::new(line, said(&answer)));
        if answer.result.is_ok() {
            match answer.lines.iter().find_map(|line| digits_in(line, 18)) {
                Some(digits) => {
                    let by = line.to_owned();
                    return Ok((ModemReading::Shows { by, digits }, raw));
                }
                None => nothing = Some(line.to_owned()),
            }
        }
    }
    let reading = match nothing {
        Some(by) => ModemReading::Nothing { by },
        None => ModemReading::Failed {
            reason: Failure::NoIccid,
        },
    };
    Ok((reading, raw))
}

async fn modem_imsi(transport: &mut dyn Transport) -> Result<Reading, TransportError> {
    let answer = transport.at("AT+CIMI").await?;
    let raw = vec![Raw::new("AT+CIMI", said(&answer))];
    let reading = match answer.lines.iter().find_map(|line| digits_in(line, 6)) {
        Some(digits) if answer.result.is_ok() => ModemReading::Shows {
            by: "AT+CIMI".to_owned(),
            digits,
        },
        _ => ModemReading::Failed {
            reason: Failure::answered("AT+CIMI", &answer.result),
        },
    };
    Ok((reading, raw))
}

fn said(answer: &crate::transport::AtAnswer) -> String {
    let mut lines = answer.lines.clone();
    lines.push(answer.result.to_string());
    lines.join(" | ")
}

fn shown(by: &str, digits: Option<String>) -> ModemReading {
    let by = by.to_owned();
    match digits {
        Some(digits) => ModemReading::Shows { by, digits },
        None => ModemReading::Nothing { by },
    }
}

/// The longest run of digits of a line, without padding, if it has at least `least` of them.
fn digits_in(line: &str, least: usize) -> Option<String> {
    let runs = line.split(|c: char| !c.is_ascii_hexdigit());
    let longest = runs.max_by_key(|run| run.len())?;
    let digits = longest.trim_end_matches(['F', 'f']);
    (digits.len() >= least && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
}

/// Nibble-swapped digits; an empty file is full of FF.
fn iccid_digits(bytes: &[u8]) -> Option<String> {
    let swapped: Vec<u8> = bytes.iter().map(|byte| byte.rotate_left(4)).collect();
    let text = hex::encode(&swapped);
    let digits = text.trim_end_matches('F');
    (!digits.is_empty()).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_lines_and_files() {
        for (line, want) in [
            ("+CCID: 8932010000000000012", Some("8932010000000000012")),
            ("+QCCID: 8932010000000000012F", Some("8932010000000000012")),
            ("8932010000000000012", Some("8932010000000000012")),
            ("+CCID: \"8932010000000000012\"", Some("8932010000000000012")),
            ("+CCID: 123", None),
            ("", None),
        ] {
            assert_eq!(digits_in(line, 18).as_deref(), want, "{line}");
        }
        assert_eq!(
            digits_in("206010000000001", 6).as_deref(),
            Some("206010000000001")
        );
        let iccid = hex::decode("98230100000000000021").expect("hex");
        assert_eq!(iccid_digits(&iccid).as_deref(), Some("89321000000000000012"));
        assert_eq!(iccid_digits(&[0xFF; 10]), None);
        let imsi = hex::decode("082960100000000000").expect("hex");
        assert_eq!(imsi_digits(&imsi).as_deref(), Some("206010000000000"));
        assert_eq!(imsi_digits(&[0xFF; 9]), None);
    }
}
