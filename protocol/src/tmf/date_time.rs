//! A moment with the offset in which it was written (RFC 3339), as TMF writes dates.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::fmt::temporal::{DateTimeParser, Pieces};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment. Two are equal when the moments are; the offset is for people.
#[derive(Clone, Copy, Debug)]
pub struct DateTime {
    at: Timestamp,
    offset: Offset,
}

/// Why a text is no date with time and offset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no date with time and offset of RFC 3339 like 2026-03-29T00:00:00+01:00: {reason}")]
pub struct DateTimeError {
    /// As found.
    pub text: String,
    /// What is wrong.
    pub reason: String,
}

impl DateTime {
    /// A moment as the clocks of a zone show it; fractions of seconds are cut off.
    pub fn of(zoned: &Zoned) -> Self {
        Self {
            at: whole_second(zoned.timestamp()),
            offset: zoned.offset(),
        }
    }

    /// A moment as the clocks of a zone show it.
    pub fn at(at: Timestamp, zone: &TimeZone) -> Self {
        Self {
            at: whole_second(at),
            offset: zone.to_offset(at),
        }
    }

    /// The moment.
    pub const fn timestamp(&self) -> Timestamp {
        self.at
    }

    /// The day on which it is, where it was written.
    pub fn date(&self) -> Date {
        self.offset.to_datetime(self.at).date()
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for DateTime {}

impl FromStr for DateTime {
    type Err = DateTimeError;

    /// Moments beyond what the calendar holds become its first or last one.
    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let wrong = |reason: String| DateTimeError {
            text: text.to_owned(),
            reason,
        };
        let pieces: Pieces<'_> = DateTimeParser::new()
            .parse_pieces(text)
            .map_err(|error| wrong(error.to_string()))?;
        let time = pieces
            .time()
            .ok_or_else(|| wrong("the time is missing".to_owned()))?;
        let offset = pieces
            .to_numeric_offset()
            .ok_or_else(|| wrong("the offset is missing".to_owned()))?;
        let edge = if pieces.date().year() < 0 || pieces.date().year() > 5000 {
            Timestamp::MAX
        } else {
            Timestamp::MIN
        };
        let at = offset
            .to_timestamp(pieces.date().to_datetime(time))
            .unwrap_or(edge);
        Ok(Self { at, offset })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.at.display_with_offset(self.offset).to_string())
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

    impl utoipa::PartialSchema for super::DateTime {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .build()
                .into()
        }
    }

    impl utoipa::ToSchema for super::DateTime {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_that_of_the_place_and_season() {
        let zone = TimeZone::get("Europe/Brussels").unwrap();
        for (utc, text) in [
            ("2026-01-31T23:00:00Z", "2026-02-01T00:00:00+01:00"),
            ("2026-06-30T22:00:00Z", "2026-07-01T00:00:00+02:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
        ] {
            let moment = DateTime::at(utc.parse().unwrap(), &zone);
            assert_eq!(moment.to_string(), text);
            assert_eq!(text.parse::<DateTime>().unwrap(), moment);
        }
    }

    #[test]
    fn the_edges_of_the_calendar_are_no_errors() {
        for (text, at) in [
            ("9999-12-31T23:59:59-12:00", Timestamp::MAX),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z".parse().unwrap()),
        ] {
            assert_eq!(text.parse::<DateTime>().unwrap().timestamp(), at, "{text}");
        }
        for text in [
            "2026-03-29",
            "2026-03-29T00:00:00",
            "yesterday",
            "2026-02-30T00:00:00Z",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }
}
