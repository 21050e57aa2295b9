//! Where a host is, instead of what DNS says.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use super::{AddressError, ServerAddress};

/// A host name in lower case, and where it is reached: `smdp.example.com=127.0.0.1:8443`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostMapping {
    /// The host.
    pub host: String,
    /// Its place.
    pub place: SocketAddr,
}

/// Why a text is no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostMappingError {
    /// There is no equals sign.
    #[error("it is HOST=IP:PORT, as in smdp.example.com=127.0.0.1:8443")]
    Form,
    /// The host is none.
    #[error(transparent)]
    Host(#[from] AddressError),
    /// The place is none.
    #[error("{place:?} is no IP address with a port, as in 127.0.0.1:8443")]
    Place {
        /// As given.
        place: String,
    },
}

impl FromStr for HostMapping {
    type Err = HostMappingError;

    fn from_str(text: &str) -> Result<Self, HostMappingError> {
        let (host, place) = text.split_once('=').ok_or(HostMappingError::Form)?;
        let host: ServerAddress = host.parse()?;
        let place = place.parse().map_err(|_| HostMappingError::Place {
            place: place.to_owned(),
        })?;
        Ok(Self {
            host: host.host(),
            place,
        })
    }
}

impl fmt::Display for HostMapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.host, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_and_written() {
        let mapping: HostMapping = "SMDP.Example.com=127.0.0.1:8443".parse().expect("a mapping");
        assert_eq!(mapping.to_string(), "smdp.example.com=127.0.0.1:8443");
    }

    #[test]
    fn what_is_no_mapping_says_why() {
        for (text, why) in [
            ("smdp.example.com", "HOST=IP:PORT"),
            ("=127.0.0.1:1", "no host"),
            ("smdp.example.com=localhost", "\"localhost\" is no IP address"),
        ] {
            let error = text.parse::<HostMapping>().expect_err(text).to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
