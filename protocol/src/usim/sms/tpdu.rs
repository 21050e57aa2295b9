//! SMS-DELIVER and SMS-SUBMIT (3GPP TS 23.040 §9.2.2.1, §9.2.2.2).

use super::address::SmsAddress;
use super::data_coding::DataCoding;
use super::time_stamp::TimeStamp;
use super::user_data::UserData;
use crate::usim::error::UsimError;

const MESSAGE_TYPE: u8 = 0x03;
const DELIVER: u8 = 0x00;
const SUBMIT: u8 = 0x01;
/// TP-UDHI
const HAS_HEADER: u8 = 0x40;
/// TP-VPF of SMS-SUBMIT
const VALIDITY: u8 = 0x18;

/// What only one of the two types has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TpduKind {
    /// From the service centre to the device.
    Deliver {
        /// When the service centre took it.
        time_stamp: TimeStamp,
    },
    /// From the device to the service centre.
    Submit {
        /// TP-MR
        reference: u8,
        /// TP-VP: 0, 1 or 7 bytes.
        validity: Vec<u8>,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tpdu {
    /// Bits of the first byte that are neither type, nor header indicator, nor validity format.
    pub flags: u8,
    /// Type.
    pub kind: TpduKind,
    /// Originator of what was received, destination of what was sent.
    pub address: SmsAddress,
    /// TP-PID
    pub protocol: u8,
    /// TP-DCS
    pub coding: DataCoding,
    /// TP-UD
    pub user_data: UserData,
}

impl Tpdu {
    /// Reads a TPDU; what stands behind it is padding. `received` says which way it went, as the record does.
    ///
    /// # Errors
    /// It is of another type, or ends before it should.
    pub fn decode(bytes: &[u8], received: bool) -> Result<Self, UsimError> {
        let truncated = |expected| UsimError::Truncated {
            what: "the message",
            found: bytes.len(),
            expected,
        };
        let [first, rest @ ..] = bytes else {
            return Err(truncated(1));
        };
        let wanted = if received { DELIVER } else { SUBMIT };
        if first & MESSAGE_TYPE != wanted {
            return Err(UsimError::Value {
                what: "the first byte of the message",
                found: *first,
                problem: "neither SMS-DELIVER of a received nor SMS-SUBMIT of a sent one",
            });
        }
        let (reference, rest) = match rest {
            [reference, rest @ ..] if !received => (*reference, rest),
            rest => (0, rest),
        };
        let (address, rest) = SmsAddress::decode(rest)?;
        let [protocol, coding, rest @ ..] = rest else {
            return Err(truncated(bytes.len() + 2));
        };
        let (kind, rest) = if received {
            let (stamp, rest) = rest
                .split_first_chunk()
                .ok_or_else(|| truncated(bytes.len() - rest.len() + TimeStamp::LENGTH))?;
            let time_stamp = TimeStamp::decode(*stamp)?;
            (TpduKind::Deliver { time_stamp }, rest)
        } else {
            let length = validity_length(*first);
            let (validity, rest) = rest
                .split_at_checked(length)
                .ok_or_else(|| truncated(bytes.len() - rest.len() + length))?;
            let validity = validity.to_vec();
            (TpduKind::Submit { reference, validity }, rest)
        };
        let coding = DataCoding(*coding);
        let user_data = UserData::decode(rest, coding, first & HAS_HEADER != 0)?;
        let known = MESSAGE_TYPE | HAS_HEADER | if received { 0 } else { VALIDITY };
        Ok(Self {
            flags: first & !known,
            kind,
            address,
            protocol: *protocol,
            coding,
            user_data,
        })
    }

    /// The bytes.
    ///
    /// # Errors
    /// The address or the text does not fit.
    pub fn encode(&self) -> Result<Vec<u8>, UsimError> {
        let header = if self.user_data.header.is_empty() {
            0
        } else {
            HAS_HEADER
        };
        let mut bytes = match &self.kind {
            TpduKind::Deliver { .. } => vec![self.flags & !(MESSAGE_TYPE | HAS_HEADER) | DELIVER | header],
            TpduKind::Submit { reference, validity } => {
                let format = match validity.len() {
                    0 => 0x00,
                    1 => 0x10,
                    // Absolute; the enhanced form is as long, and told apart by the flags.
                    _ => 0x18,
                };
                let flags = self.flags & !(MESSAGE_TYPE | HAS_HEADER | VALIDITY);
                vec![flags | SUBMIT | header | format, *reference]
            }
        };
        bytes.extend(self.address.encode()?);
        bytes.extend([self.protocol, self.coding.0]);
        match &self.kind {
            TpduKind::Deliver { time_stamp } => bytes.extend(time_stamp.encode()),
            TpduKind::Submit { validity, .. } => bytes.extend(validity),
        }
        bytes.extend(self.user_data.encode()?);
        Ok(bytes)
    }

    /// The text; `None` for data.
    pub fn text(&self) -> Option<String> {
        self.user_data.text(self.coding)
    }
}

const fn validity_length(first: u8) -> usize {
    match first & VALIDITY {
        0x00 => 0,
        0x10 => 1,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;
    use crate::usim::sms::TpduKind::{Deliver, Submit};

    /// The message of many descriptions of the PDU mode of modems ("How are you?" and "hellohello").
    #[test]
    fn messages_that_everybody_shows() {
        let bytes = hex::decode(
            "040B917238010010F5000062304050607000 0AE8329BFD4697D9EC37"
                .replace(' ', "")
                .as_str(),
        )
        .unwrap();
        let message = Tpdu::decode(&bytes, true).unwrap();
        assert_eq!(message.text().as_deref(), Some("hellohello"));
        assert_eq!(message.address.to_string(), "+27831000015");
        assert!(matches!(message.kind, Deliver { .. }));
        assert_eq!(message.encode().unwrap(), bytes);

        let bytes = hex::decode("11000B916407281553F80000AA0AE8329BFD4697D9EC37").unwrap();
        let message = Tpdu::decode(&bytes, false).unwrap();
        assert_eq!(message.text().as_deref(), Some("hellohello"));
        assert_eq!(message.address.to_string(), "+46708251358");
        assert!(matches!(&message.kind, Submit { validity, .. } if *validity == [0xAA]));
        assert_eq!(message.encode().unwrap(), bytes);
    }

    /// Hand-made: the second part of two, in Chinese; data of eight bits; and a message that waits.
    #[test]
    fn other_codings() {
        for (hex, text) in [
            (
                "4404812143000862304050607000 0A 05 0003CC0202 4F60597D",
                Some("你好"),
            ),
            ("04048121430004623040506070000201FF", None),
            ("440481214300006230405060700009 05 0003CC0201 82", Some("A")),
        ] {
            let hex = hex.replace(' ', "");
            let bytes = hex::decode(&hex).unwrap();
            let message = Tpdu::decode(&bytes, true).unwrap();
            if let Some(text) = text {
                assert!(
                    message.text().is_some_and(|found| found.starts_with(text)),
                    "{hex}: {:?}",
                    message.text()
                );
            } else {
                assert_eq!(message.text(), None);
            }
        }
    }

    #[test]
    fn what_is_none() {
        for (hex, received) in [
            ("", true),
            ("01", true),
            ("04", false),
            ("0404812143", true),
            ("04048121430008FFFFFFFFFFFFFF00", true),
        ] {
            assert!(
                Tpdu::decode(&hex::decode(hex).unwrap(), received).is_err(),
                "{hex}"
            );
        }
    }
}
