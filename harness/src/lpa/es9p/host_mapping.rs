//! Where a host is, instead of what DNS says.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use super::ServerAddress;

/// A host name in lower case, and where it is reached: `smdp.example.com=127.0.0.1:8443`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostMapping {
    /// The host.
    pub host: String,
    /// Its place.
    pub place: SocketAddr,
}

impl FromStr for HostMapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (host, place) = text
            .split_once('=')
            .ok_or("it is HOST=IP:PORT, as in smdp.example.com=127.0.0.1:8443")?;
        let host: ServerAddress = host
            .parse()
            .map_err(|error: super::AddressError| error.to_string())?;
        let place = place
            .parse()
            .map_err(|_| format!("{place:?} is no IP address with a port, as in 127.0.0.1:8443"))?;
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
            let error = text.parse::<HostMapping>().expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
