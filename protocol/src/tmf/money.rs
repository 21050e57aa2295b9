//! Money (TMF `Money`): cents and a currency. Never a float, neither here nor on the way.

use std::fmt;
use std::ops::Add;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Currencies of ISO 4217 whose minor unit is no hundredth.
const OTHER_MINOR_UNITS: &[&str] = &[
    "BHD", "BIF", "CLF", "CLP", "DJF", "GNF", "IQD", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD", "LYD", "OMR",
    "PYG", "RWF", "TND", "UGX", "UYI", "UYW", "VND", "VUV", "XAF", "XOF", "XPF",
];

/// A currency of ISO 4217 with cents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// Why a text is no money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three capitals.
    #[error("{text:?} is no currency code of ISO 4217 like EUR")]
    Currency {
        /// As found.
        text: String,
    },
    /// A currency that has no cents.
    #[error("the currency {text} does not have hundredths")]
    MinorUnit {
        /// As found.
        text: String,
    },
    /// Not digits, a point and two digits.
    #[error("{text:?} is no amount like 12.34, with two decimals")]
    Amount {
        /// As found.
        text: String,
    },
    /// Two currencies in one sum.
    #[error("can't add {left} and {right}")]
    Mixed {
        /// The first one.
        left: Currency,
        /// The other one.
        right: Currency,
    },
}

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Currency {
            text: text.to_owned(),
        };
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| wrong())?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(wrong());
        }
        if OTHER_MINOR_UNITS.contains(&text) {
            return Err(MoneyError::MinorUnit {
                text: text.to_owned(),
            });
        }
        Ok(Self(code))
    }
}

impl fmt::Display for Currency {
    /// Three capitals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&String::from_iter(self.0.map(char::from)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({self})")
    }
}

/// An amount. TMF has `value` as a number with a fraction; here it is a decimal text with two decimals, so that no reader
/// makes a float of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Hundredths of the currency.
    pub cents: i64,
    /// Of which currency.
    pub currency: Currency,
}

impl Money {
    /// So many cents of euros.
    pub const fn euro_cents(cents: i64) -> Self {
        Self {
            cents,
            currency: Currency::EUR,
        }
    }

    /// So many cents of a currency.
    pub const fn new(cents: i64, currency: Currency) -> Self {
        Self { cents, currency }
    }

    /// Whether there is nothing to pay.
    pub const fn is_zero(&self) -> bool {
        self.cents == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// The currencies differ.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed {
                left: self.currency,
                right: other.currency,
            });
        }
        Ok(Self::new(self.cents.saturating_add(other.cents), self.currency))
    }

    /// `12.34`, as it is written in JSON.
    pub fn amount(&self) -> String {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// Reads `12.34`.
    ///
    /// # Errors
    /// Another form, or more than fits.
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Amount {
            text: amount.to_owned(),
        };
        let (sign, digits) = match amount.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount),
        };
        let (whole, part) = digits.split_once('.').ok_or_else(wrong)?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() != 2 {
            return Err(wrong());
        }
        let number = |text: &str| text.parse::<i64>().map_err(|_| wrong());
        let cents = number(whole)?
            .checked_mul(100)
            .and_then(|cents| cents.checked_add(number(part).ok()?))
            .ok_or_else(wrong)?;
        Ok(Self::new(sign * cents, currency))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.amount(), self.currency))
    }
}

/// Within one currency, as all amounts of a desk are: where others may occur, [`Money::checked_add`] tells.
impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.cents.saturating_add(other.cents), self.currency)
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    unit: String,
    value: String,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Wire {
            unit: self.currency.to_string(),
            value: self.amount(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        wire.unit
            .parse()
            .and_then(|currency| Self::parse(&wire.value, currency))
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

    impl utoipa::PartialSchema for super::Money {
        fn schema() -> RefOr<Schema> {
            let text = |pattern: &str, about: &str| {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some(pattern))
                    .description(Some(about))
                    .build()
            };
            ObjectBuilder::new()
                .property("unit", text("^[A-Z]{3}$", "Currency of ISO 4217"))
                .property(
                    "value",
                    text(
                        r"^-?[0-9]{1,17}\.[0-9]{2}$",
                        "Decimal text with two decimals, not a number",
                    ),
                )
                .required("unit")
                .required("value")
                .description(Some("An amount of money"))
                .build()
                .into()
        }
    }

    impl utoipa::ToSchema for super::Money {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_are_written_as_decimals_and_come_back() {
        for (cents, text) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (1234, "12.34"),
            (-120_000, "-1200.00"),
            (i64::MAX, "92233720368547758.07"),
        ] {
            let money = Money::euro_cents(cents);
            assert_eq!(money.amount(), text);
            assert_eq!(Money::parse(text, Currency::EUR), Ok(money));
            let json = serde_json::to_string(&money).unwrap();
            assert_eq!(json, format!(r#"{{"unit":"EUR","value":"{text}"}}"#));
            assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }
    }

    #[test]
    fn what_is_no_money() {
        for text in [
            "",
            "1",
            "1.2",
            "1.234",
            "1,20",
            ".20",
            "1e2.00",
            "--1.00",
            "+1.00",
            "1.-1",
            "92233720368547758.08",
        ] {
            assert!(Money::parse(text, Currency::EUR).is_err(), "{text:?}");
        }
        for json in [
            r#"{"unit":"EUR","value":12.34}"#,
            r#"{"unit":"eur","value":"1.00"}"#,
            r#"{"unit":"JPY","value":"1.00"}"#,
        ] {
            assert!(serde_json::from_str::<Money>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let pounds = Money::new(1, "GBP".parse().unwrap());
        assert!(Money::euro_cents(1).checked_add(pounds).is_err());
        assert_eq!(
            Money::euro_cents(1).checked_add(Money::euro_cents(2)),
            Ok(Money::euro_cents(3))
        );
    }
}
