//! A response: the header, and the function's output where it was executed.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Header, StatusCode};

/// The response of a function with the output `T`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<T> {
    /// How the function ended. A response without a header that has all of its output is taken as a success.
    pub header: Header,
    /// What it returns; none when it failed.
    pub output: Option<T>,
}

/// Output of a function that returns nothing but its status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoResult {}

impl<T> Response<T> {
    /// The function was executed.
    pub const fn success(output: T) -> Self {
        Self {
            header: Header::success(),
            output: Some(output),
        }
    }

    /// The function was refused or failed.
    pub const fn failed(code: StatusCode) -> Self {
        Self {
            header: Header::failed(code),
            output: None,
        }
    }

    /// The output, or the header that says why there is none.
    ///
    /// # Errors
    /// The function was not executed.
    pub fn into_result(self) -> Result<T, Header> {
        self.output.ok_or(self.header)
    }
}

impl<T: Serialize> Serialize for Response<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = Map::new();
        let header = serde_json::to_value(&self.header).map_err(S::Error::custom)?;
        members.insert("header".to_owned(), header);
        if let Some(output) = &self.output
            && let Value::Object(output) = serde_json::to_value(output).map_err(S::Error::custom)?
        {
            members.extend(output);
        }
        members.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Response<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Map::deserialize(deserializer)?;
        let header = match members.remove("header") {
            Some(header) => serde_json::from_value(header)
                .map_err(|error| D::Error::custom(format!("header: {error}")))?,
            None if members.is_empty() => return Err(D::Error::missing_field("header")),
            None => Header::success(),
        };
        let output = if header.function_execution_status.status.is_executed() {
            Some(serde_json::from_value(Value::Object(members)).map_err(D::Error::custom)?)
        } else {
            None
        };
        Ok(Self { header, output })
    }
}

#[cfg(any(test, feature = "strategies"))]
impl<T: proptest::arbitrary::Arbitrary + Clone + 'static> proptest::arbitrary::Arbitrary for Response<T> {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::prelude::*;
        prop_oneof![
            4 => any::<T>().prop_map(Self::success),
            1 => any::<StatusCode>().prop_map(Self::failed),
        ]
        .boxed()
    }
}

crate::arbitrary::arbitrary!(NoResult, Just(Self {}));
