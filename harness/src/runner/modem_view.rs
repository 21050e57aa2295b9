//! What a device reads from the files of the card: the ICCID and the IMSI of the enabled profile.

use signoff_protocol::apdu::{CommandApdu, StatusWord, ins};
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::usim::imsi_digits;

use super::state::ModemView;
use crate::transport::{Transport, TransportError};

/// EF_ICCID below the MF (ETSI TS 102 221 §13.2).
const EF_ICCID: [u8; 2] = [0x2F, 0xE2];
/// EF_IMSI below the selected ADF USIM (3GPP TS 31.102 §4.2.2).
const EF_IMSI: [u8; 4] = [0x7F, 0xFF, 0x6F, 0x07];
/// Start of the AID of every USIM (ETSI TS 101 220 annex E).
const USIM: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];

/// Reads both files: with `+CRSM` where there is a modem, else on the basic channel.
pub(super) async fn read(transport: &mut dyn Transport) -> Result<ModemView, TransportError> {
    if transport.capabilities().at {
        return through_modem(transport).await;
    }
    let iccid = file(transport, &[(0x08, &EF_ICCID)], 10).await?;
    let imsi = file(transport, &[(0x04, &USIM), (0x08, &EF_IMSI)], 9).await?;
    Ok(ModemView {
        iccid: iccid.and_then(|bytes| iccid_of(&bytes)),
        imsi: imsi.and_then(|bytes| imsi_digits(&bytes)),
    })
}

/// Selects, then reads; `None` when the card says that there is no such file.
async fn file(
    transport: &mut dyn Transport,
    path: &[(u8, &[u8])],
    length: u32,
) -> Result<Option<Vec<u8>>, TransportError> {
    for (by, part) in path {
        // P2 0C: no answer to SELECT is wanted.
        let Ok(select) = CommandApdu::new(0x00, ins::SELECT, *by, 0x0C).with_data(*part) else {
            return Ok(None);
        };
        if transport.transmit(&select).await?.status != StatusWord::OK {
            return Ok(None);
        }
    }
    let read = CommandApdu::new(0x00, ins::READ_BINARY, 0, 0).with_le(length);
    let response = transport.transmit(&read).await?;
    Ok((response.status == StatusWord::OK).then_some(response.data))
}

async fn through_modem(transport: &mut dyn Transport) -> Result<ModemView, TransportError> {
    // READ BINARY of 2FE2 (12258) and 6F07 (28423; 3GPP TS 27.007 §8.18). Not +CIMI: modems answer it from memory.
    let answer = transport.at("AT+CRSM=176,12258,0,0,10").await?;
    let iccid = answer
        .lines
        .iter()
        .find_map(|line| crsm_data(line))
        .and_then(|bytes| iccid_of(&bytes));
    let answer = transport.at("AT+CRSM=176,28423,0,0,9").await?;
    let imsi = answer.lines.iter().find_map(|line| crsm_data(line));
    let imsi = match imsi {
        Some(bytes) => imsi_digits(&bytes),
        // A modem that started without a USIM looks for none until it is told of a REFRESH.
        None => match file(transport, &[(0x04, &USIM), (0x08, &EF_IMSI)], 9).await {
            Ok(bytes) => bytes.and_then(|bytes| imsi_digits(&bytes)),
            Err(TransportError::CommandRefused { .. } | TransportError::Unsupported { .. }) => None,
            Err(error) => return Err(error),
        },
    };
    Ok(ModemView { iccid, imsi })
}

/// The data of `+CRSM: 144,0,"98…"`.
fn crsm_data(line: &str) -> Option<Vec<u8>> {
    let mut parts = line.strip_prefix("+CRSM:")?.trim().splitn(3, ',');
    let (sw1, _sw2, data) = (parts.next()?, parts.next()?, parts.next()?);
    if sw1.trim() != "144" {
        return None;
    }
    hex::decode(data.trim().trim_matches('"')).ok()
}

/// An empty file is full of FF.
fn iccid_of(bytes: &[u8]) -> Option<Iccid> {
    let bytes: [u8; 10] = bytes.try_into().ok()?;
    (bytes != [0xFF; 10]).then(|| Iccid::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_become_digits() {
        assert_eq!(iccid_of(&[0xFF; 10]), None);
        let line = r#"+CRSM: 144,0,"98230110000000000051""#;
        let iccid = crsm_data(line)
            .and_then(|bytes| iccid_of(&bytes))
            .expect("an ICCID");
        assert_eq!(iccid.to_string(), "89321001000000000015");
        assert_eq!(crsm_data("+CRSM: 106,130"), None);
        assert_eq!(crsm_data(r#"+CRSM: 106,130,"""#), None);
    }
}
