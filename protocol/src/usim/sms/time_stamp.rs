//! Service centre time stamps (3GPP TS 23.040 §9.2.3.11): seven bytes of swapped digits, local time with its zone.

use std::fmt;
use std::str::FromStr;

use crate::usim::error::UsimError;

/// Two digits below this one are of this century.
const FIRST_YEAR: u16 = 1970;
/// b4 of the zone's first semi-octet: west of Greenwich.
const NEGATIVE: u8 = 0x08;

/// Local time and its distance from UTC. Field by field as it came, so a stamp that no calendar has is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeStamp {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    quarter_hours: i8,
}

/// Why a text is no time stamp.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no time like 2026-01-15T10:30:00+01:00, between 1970 and 2069")]
pub struct TimeStampError {
    /// The text.
    pub text: String,
}

impl TimeStamp {
    /// The start of 1970 in UTC.
    pub const EPOCH: Self = Self {
        year: FIRST_YEAR,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        quarter_hours: 0,
    };

    /// Bytes of a time stamp.
    pub const LENGTH: usize = 7;

    /// Reads the seven bytes.
    ///
    /// # Errors
    /// A nibble that is no digit.
    pub fn decode(bytes: [u8; Self::LENGTH]) -> Result<Self, UsimError> {
        let [year, month, day, hour, minute, second, zone] = bytes;
        let number = |byte: u8| {
            let (tens, ones) = (byte & 0x0F, byte >> 4);
            if tens > 9 || ones > 9 {
                return Err(UsimError::Value {
                    what: "the time stamp",
                    found: byte,
                    problem: "no pair of digits",
                });
            }
            Ok(tens * 10 + ones)
        };
        let year = 1900 + u16::from(number(year)?);
        let quarters = i8::try_from(number(zone & !NEGATIVE)?).unwrap_or(0);
        Ok(Self {
            year: if year < FIRST_YEAR { year + 100 } else { year },
            month: number(month)?,
            day: number(day)?,
            hour: number(hour)?,
            minute: number(minute)?,
            second: number(second)?,
            quarter_hours: if zone & NEGATIVE == 0 { quarters } else { -quarters },
        })
    }

    /// The seven bytes.
    pub fn encode(&self) -> [u8; Self::LENGTH] {
        let swapped = |number: u8| ((number % 10) << 4) | (number / 10 % 10);
        let sign = if self.quarter_hours < 0 { NEGATIVE } else { 0 };
        [
            swapped(u8::try_from(self.year % 100).unwrap_or(0)),
            swapped(self.month),
            swapped(self.day),
            swapped(self.hour),
            swapped(self.minute),
            swapped(self.second),
            swapped(self.quarter_hours.unsigned_abs()) | sign,
        ]
    }
}

impl fmt::Display for TimeStamp {
    /// As RFC 3339 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            quarter_hours,
        } = self;
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if *quarter_hours == 0 {
            return f.write_str("Z");
        }
        let sign = if *quarter_hours < 0 { '-' } else { '+' };
        let quarters = quarter_hours.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", quarters / 4, quarters % 4 * 15)
    }
}

impl FromStr for TimeStamp {
    type Err = TimeStampError;

    /// Reads `2026-01-15T10:30:00+01:00` and `2026-01-15T10:30:00Z`.
    fn from_str(text: &str) -> Result<Self, TimeStampError> {
        parse(text).ok_or_else(|| TimeStampError {
            text: text.to_owned(),
        })
    }
}

fn parse(text: &str) -> Option<TimeStamp> {
    let field = |from: usize, to: usize| -> Option<u16> {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|digit| digit.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let small = |from: usize, least: u8, most: u8| {
        let number = u8::try_from(field(from, from + 2)?).ok()?;
        (least..=most).contains(&number).then_some(number)
    };
    let marks = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")];
    if !marks
        .iter()
        .all(|(place, mark)| text.get(*place..place + 1) == Some(mark))
    {
        return None;
    }
    let zone = text.get(19..)?;
    let quarter_hours = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign @ ("+" | "-"), rest) if rest.len() == 5 && rest.get(2..3) == Some(":") => {
            let quarters = small(20, 0, 23)? * 4 + small(23, 0, 59)? / 15;
            let quarters = i8::try_from(quarters).ok()?;
            if quarters > 79 || small(23, 0, 59)? % 15 != 0 {
                return None;
            }
            if sign == "-" { -quarters } else { quarters }
        }
        _ => return None,
    };
    Some(TimeStamp {
        year: field(0, 4).filter(|year| (FIRST_YEAR..FIRST_YEAR + 100).contains(year))?,
        month: small(5, 1, 12)?,
        day: small(8, 1, 31)?,
        hour: small(11, 0, 23)?,
        minute: small(14, 0, 59)?,
        second: small(17, 0, 59)?,
        quarter_hours,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// The zones are those of Brussels in winter, of no zone, of New York and of Nepal.
    #[test]
    fn stamps_in_and_out() {
        for (hex, text) in [
            ("62102101030040", "2026-01-12T10:30:00+01:00"),
            ("62304050607000", "2026-03-04T05:06:07Z"),
            ("99302251619582", "1999-03-22T15:16:59+07:00"),
            ("6230405060700A", "2026-03-04T05:06:07-05:00"),
            ("62304050607032", "2026-03-04T05:06:07+05:45"),
        ] {
            let bytes: [u8; 7] = hex::decode(hex).unwrap().try_into().unwrap();
            let stamp = TimeStamp::decode(bytes).unwrap();
            assert_eq!(stamp.to_string(), text, "{hex}");
            assert_eq!(hex::encode(&stamp.encode()), hex);
            assert_eq!(text.parse(), Ok(stamp));
        }
        assert!(TimeStamp::decode([0xFF; 7]).is_err());
        assert_eq!(TimeStamp::EPOCH.to_string(), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "2026-01-15",
            "2026-01-15T10:30:00",
            "2026-13-15T10:30:00Z",
            "2026-01-15T24:30:00Z",
            "2070-01-15T10:30:00Z",
            "2026-01-15T10:30:00+01:10",
            "2026-01-15T10:30:00+0100",
            "2026-01-15T10:30:0é",
            "+026-01-15T10:30:00Z",
        ] {
            assert!(text.parse::<TimeStamp>().is_err(), "{text}");
        }
    }
}
