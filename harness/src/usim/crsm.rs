//! `AT+CRSM`: commands on files that the modem makes APDUs of (3GPP TS 27.007 §8.18), and what modems tell of PIN 1.

use signoff_protocol::apdu::{ResponseApdu, StatusWord};
use signoff_protocol::at::{AtAnswer, FinalResult};
use signoff_protocol::hex;

use super::{FilePath, Pin, PinStatus, UsimFailure};
use crate::transport::{Transport, TransportError};

/// Commands of +CRSM.
pub(super) const READ_BINARY: u8 = 176;
pub(super) const READ_RECORD: u8 = 178;
pub(super) const GET_RESPONSE: u8 = 192;
pub(super) const UPDATE_RECORD: u8 = 220;
/// SIM PIN required, SIM PUK required
const PIN_REQUIRED: u16 = 11;
const PUK_REQUIRED: u16 = 12;
/// incorrect password
const INCORRECT_PASSWORD: u16 = 16;

/// One command: its number, P1 to P3, data.
pub(super) struct Restricted<'a> {
    pub(super) command: u8,
    pub(super) parameters: [u8; 3],
    pub(super) data: &'a [u8],
}

/// Carries out one command on a file.
pub(super) async fn exchange(
    transport: &mut dyn Transport,
    path: &FilePath,
    command: &Restricted<'_>,
    doing: &str,
) -> Result<ResponseApdu, UsimFailure> {
    let answer = send(transport, &line(path, command), doing).await?;
    match &answer.result {
        FinalResult::Ok => {}
        FinalResult::Cme(error) if error.number() == PIN_REQUIRED => {
            return Ok(refused(StatusWord::SECURITY_STATUS));
        }
        FinalResult::Cme(error) if error.number() == PUK_REQUIRED => return Err(UsimFailure::PinBlocked),
        result => {
            return Err(UsimFailure::Unreachable {
                reason: format!("AT+CRSM={} of {path}: {result}", command.command),
            });
        }
    }
    let body = answer.body("+CRSM").unwrap_or_default();
    parse(body).ok_or_else(|| UsimFailure::Transport {
        doing: doing.to_owned(),
        source: TransportError::Garbled {
            expected: "answer to AT+CRSM".to_owned(),
            received: body.to_owned(),
        },
    })
}

/// The command line. Files of the USIM itself need no path: modems look there.
fn line(path: &FilePath, command: &Restricted<'_>) -> String {
    let [p1, p2, p3] = command.parameters;
    let mut line = format!("AT+CRSM={},{},{p1},{p2},{p3}", command.command, path.id());
    let mut directories = Vec::new();
    if path.is_in_usim() && !path.directories().is_empty() {
        directories.extend([0x7F, 0xFF]);
    }
    directories.extend(path.directories().iter().flat_map(|id| id.to_be_bytes()));
    if !command.data.is_empty() || !directories.is_empty() {
        line.extend([",\"", &hex::encode(command.data), "\""]);
    }
    if !directories.is_empty() {
        line.extend([",\"", &hex::encode(&directories), "\""]);
    }
    line
}

/// `144,0,"62…"`; some modems leave out the quotes.
fn parse(body: &str) -> Option<ResponseApdu> {
    let mut parts = body.splitn(3, ',').map(str::trim);
    let mut byte = || parts.next()?.parse::<u8>().ok();
    let status = StatusWord::from_bytes(byte()?, byte()?);
    let data = parts.next().unwrap_or_default().trim_matches('"');
    let data = hex::decode(data).ok()?;
    Some(ResponseApdu { data, status })
}

const fn refused(status: StatusWord) -> ResponseApdu {
    ResponseApdu {
        data: Vec::new(),
        status,
    }
}

/// `AT+CPIN?` says whether a PIN is needed, `AT+CPINR` how many tries are left (§8.65); few modems have the latter.
pub(super) async fn pin_status(transport: &mut dyn Transport) -> Result<PinStatus, UsimFailure> {
    let answer = send(transport, "AT+CPIN?", "reading the state of PIN 1").await?;
    Ok(match answer.body("+CPIN") {
        Some("SIM PIN") if answer.result.is_ok() => PinStatus::Needed {
            tries: tries(transport).await?,
        },
        Some("SIM PUK") if answer.result.is_ok() => PinStatus::Blocked,
        _ => PinStatus::NotNeeded,
    })
}

/// `+CPINR: SIM PIN,3,3`
async fn tries(transport: &mut dyn Transport) -> Result<Option<u8>, UsimFailure> {
    let answer = send(transport, "AT+CPINR", "reading the tries of PIN 1").await?;
    Ok(answer.lines.iter().find_map(|line| {
        let body = line.trim().strip_prefix("+CPINR:")?;
        let mut parts = body.split(',').map(|part| part.trim().trim_matches('"'));
        (parts.next() == Some("SIM PIN")).then(|| parts.next()?.parse().ok())?
    }))
}

/// Enters the PIN, once. The line is never repeated, whatever comes back.
pub(super) async fn verify(transport: &mut dyn Transport, pin: &Pin) -> Result<(), UsimFailure> {
    let line = format!("AT+CPIN=\"{}\"", pin.digits());
    let answer = send(transport, &line, "entering PIN 1").await?;
    match &answer.result {
        FinalResult::Ok => Ok(()),
        FinalResult::Cme(error) if error.number() == PUK_REQUIRED => Err(UsimFailure::PinBlocked),
        FinalResult::Cme(error) if error.number() == INCORRECT_PASSWORD => Err(UsimFailure::WrongPin {
            tries: tries(transport).await?,
        }),
        result => Err(UsimFailure::Unreachable {
            reason: format!("AT+CPIN: {result}"),
        }),
    }
}

async fn send(transport: &mut dyn Transport, line: &str, doing: &str) -> Result<AtAnswer, UsimFailure> {
    transport.at(line).await.map_err(|source| UsimFailure::Transport {
        doing: doing.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_answers() {
        let read = |parameters| Restricted {
            command: READ_RECORD,
            parameters,
            data: &[],
        };
        for (path, want) in [
            (FilePath::usim(&[0x6F3C]), "AT+CRSM=178,28476,1,4,176"),
            (FilePath::root(&[0x2FE2]), "AT+CRSM=178,12258,1,4,176"),
            (
                FilePath::usim(&[0x5F3A, 0x4F3A]),
                "AT+CRSM=178,20282,1,4,176,\"\",\"7FFF5F3A\"",
            ),
            (
                FilePath::root(&[0x7F10, 0x6F3A]),
                "AT+CRSM=178,28474,1,4,176,\"\",\"7F10\"",
            ),
        ] {
            assert_eq!(line(&path, &read([1, 4, 176])), want);
        }
        let update = Restricted {
            command: UPDATE_RECORD,
            parameters: [2, 4, 2],
            data: &[0xAB, 0xCD],
        };
        assert_eq!(
            line(&FilePath::usim(&[0x6F3C]), &update),
            "AT+CRSM=220,28476,2,4,2,\"ABCD\""
        );
        let answer = parse("144,0,\"62AB\"").expect("an answer");
        assert_eq!((answer.status, answer.data), (StatusWord::OK, vec![0x62, 0xAB]));
        assert_eq!(
            parse("106,130").map(|answer| answer.status),
            Some(StatusWord::NOT_FOUND)
        );
        assert_eq!(
            parse("144, 0,62ab").map(|answer| answer.data),
            Some(vec![0x62, 0xAB])
        );
        for body in ["", "144", "144,0,\"6\"", "400,0"] {
            assert!(parse(body).is_none(), "{body}");
        }
    }
}
