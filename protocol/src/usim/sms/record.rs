//! A record of EF_SMS (3GPP TS 31.102 §4.2.25): status, service centre, message.

use super::tpdu::Tpdu;
use crate::usim::dialling_number::DiallingNumber;
use crate::usim::error::UsimError;

const NONE: u8 = 0xFF;
const MOST_CENTRE_BYTES: usize = 11;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SmsStatus {
    /// Received, and shown to the user.
    Read,
    /// Received.
    Unread,
    /// Written and sent, with what is known of its status report (bits b5 and b4).
    Sent(u8),
    /// Written.
    Unsent,
}

impl SmsStatus {
    /// Reads the status byte; `None` for a free record.
    ///
    /// # Errors
    /// A used record of a kind that there is not.
    pub fn decode(byte: u8) -> Result<Option<Self>, UsimError> {
        match byte & 0x07 {
            _ if byte & 0x01 == 0 => Ok(None),
            0x01 => Ok(Some(Self::Read)),
            0x03 => Ok(Some(Self::Unread)),
            0x05 => Ok(Some(Self::Sent(byte >> 3 & 0x03))),
            _ if byte == NONE => Err(UsimError::Value {
                what: "the status of the message",
                found: byte,
                problem: "no status",
            }),
            _ => Ok(Some(Self::Unsent)),
        }
    }

    /// The status byte.
    pub const fn encode(self) -> u8 {
        match self {
            Self::Read => 0x01,
            Self::Unread => 0x03,
            Self::Sent(report) => 0x05 | (report & 0x03) << 3,
            Self::Unsent => 0x07,
        }
    }

    /// Whether it came from the network.
    pub const fn is_received(self) -> bool {
        matches!(self, Self::Read | Self::Unread)
    }

    /// In a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Unread => "unread",
            Self::Sent(_) => "sent",
            Self::Unsent => "unsent",
        }
    }
}

/// A message on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsRecord {
    /// What became of it.
    pub status: SmsStatus,
    /// Service centre.
    pub service_centre: Option<DiallingNumber>,
    /// The message.
    pub tpdu: Tpdu,
}

impl SmsRecord {
    /// Whether a record is free: its status says so, whatever stands behind it.
    pub fn is_free(record: &[u8]) -> bool {
        record
            .first()
            .is_none_or(|status| status & 0x01 == 0 || *status == NONE)
    }

    /// Reads a record; `None` if it is free.
    ///
    /// # Errors
    /// It has a status and no message that can be read.
    pub fn decode(record: &[u8]) -> Result<Option<Self>, UsimError> {
        let [status, rest @ ..] = record else {
            return Err(UsimError::Truncated {
                what: "the record of the message",
                found: 0,
                expected: 1,
            });
        };
        let Some(status) = SmsStatus::decode(*status)? else {
            return Ok(None);
        };
        let truncated = |expected| UsimError::Truncated {
            what: "the record of the message",
            found: record.len(),
            expected,
        };
        let [length, rest @ ..] = rest else {
            return Err(truncated(2));
        };
        // `FF` where a message was written without one.
        let length = if *length == NONE { 0 } else { usize::from(*length) };
        if length > MOST_CENTRE_BYTES {
            return Err(UsimError::Value {
                what: "the length of the service centre",
                found: u8::try_from(length).unwrap_or(NONE),
                problem: "more than 11",
            });
        }
        let (centre, rest) = rest
            .split_at_checked(length)
            .ok_or_else(|| truncated(2 + length))?;
        Ok(Some(Self {
            status,
            service_centre: match centre {
                [kind, digits @ ..] => Some(DiallingNumber::from_bcd(*kind, digits)),
                [] => None,
            },
            tpdu: Tpdu::decode(rest, status.is_received())?,
        }))
    }

    /// A record of this length.
    ///
    /// # Errors
    /// The message does not fit.
    pub fn encode(&self, record_length: usize) -> Result<Vec<u8>, UsimError> {
        let mut record = vec![self.status.encode()];
        match &self.service_centre {
            None => record.push(0),
            Some(centre) => {
                let coded = centre.to_bcd();
                if coded.len() >= MOST_CENTRE_BYTES {
                    return Err(UsimError::TooLong {
                        what: "the service centre",
                        needed: centre.digits().len(),
                        room: 20,
                        unit: "digits",
                    });
                }
                record.extend([u8::try_from(coded.len() + 1).unwrap_or(11), centre.kind()]);
                record.extend(coded);
            }
        }
        record.extend(self.tpdu.encode()?);
        if record.len() > record_length {
            return Err(UsimError::TooLong {
                what: "the message",
                needed: record.len(),
                room: record_length,
                unit: "bytes",
            });
        }
        record.resize(record_length, NONE);
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn a_record_in_and_out() {
        let hex = "03 06915155000000 04 0B912374000000F1 0000 62304050607000 0A E8329BFD4697D9EC37";
        let mut bytes = hex::decode(&hex.replace(' ', "")).unwrap();
        bytes.resize(176, 0xFF);
        let record = SmsRecord::decode(&bytes).unwrap().expect("not free");
        assert_eq!(record.status, SmsStatus::Unread);
        assert_eq!(
            record.service_centre.as_ref().map(ToString::to_string).as_deref(),
            Some("+1555000000")
        );
        assert_eq!(record.encode(176).unwrap(), bytes);
        assert!(record.encode(30).is_err());
    }

    #[test]
    fn statuses() {
        for (byte, want) in [
            (0x00, None),
            (0x02, None),
            (0x01, Some(SmsStatus::Read)),
            (0x05, Some(SmsStatus::Sent(0))),
            (0x0D, Some(SmsStatus::Sent(1))),
            (0x1D, Some(SmsStatus::Sent(3))),
            (0x07, Some(SmsStatus::Unsent)),
        ] {
            let found = SmsStatus::decode(byte).unwrap();
            assert_eq!(found, want, "{byte:02X}");
            if let Some(status) = found {
                assert_eq!(status.encode(), byte);
            }
        }
        assert!(SmsStatus::decode(0xFF).is_err());
        assert!(SmsRecord::is_free(&[0xFF; 176]));
        assert!(SmsRecord::is_free(&[0x00]));
        assert!(!SmsRecord::is_free(&[0x01]));
    }

    #[test]
    fn what_is_none() {
        assert_eq!(SmsRecord::decode(&[0x00, 0xFF]), Ok(None));
        for hex in ["", "01", "010C", "0102", "0100"] {
            assert!(SmsRecord::decode(&hex::decode(hex).unwrap()).is_err(), "{hex}");
        }
    }
}
