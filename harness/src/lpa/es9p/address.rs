//! Addresses of servers as cards and activation codes carry them: mostly an FQDN, sometimes with a port, upper
//! case or padding.

use std::fmt;
use std::str::FromStr;

use url::Host;

/// Where HTTPS is, if nothing else is said.
const HTTPS: u16 = 443;

/// The address of an SM-DP+ or SM-DS, in one spelling. Two addresses are equal if they lead to the same place.
#[derive(Clone, Debug)]
pub struct ServerAddress {
    host: Host,
    port: u16,
    notes: Vec<String>,
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{address:?} is no server address: {reason}; it is a host name like smdp.example.com, with :PORT if need be"
)]
pub struct AddressError {
    /// The text.
    pub address: String,
    /// What is wrong.
    pub reason: String,
}

impl ServerAddress {
    /// Host name or IP address, lower case, without port: what `smdpAddress` is compared with (SGP.22 §5.6.1).
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// The port, 443 if none was written.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What was put right to read it, each as a short sentence; empty for an address that is written as SGP.22
    /// has it.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether `other`, as a server or a card writes it, means this host. The port is no part of an FQDN and
    /// does not count.
    pub fn is_host(&self, other: &str) -> bool {
        other.parse::<Self>().is_ok_and(|other| other.host == self.host)
    }

    /// `https://` address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        match self.port {
            HTTPS => format!("https://{}{path}", self.host),
            port => format!("https://{}:{port}{path}", self.host),
        }
    }

    /// Whether this is the machine itself, by number.
    pub(super) fn is_loopback(&self) -> bool {
        match &self.host {
            Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
            Host::Ipv4(ip) => ip.is_loopback(),
            Host::Ipv6(ip) => ip.is_loopback(),
        }
    }
}

impl PartialEq for ServerAddress {
    fn eq(&self, other: &Self) -> bool {
        (&self.host, self.port) == (&other.host, other.port)
    }
}

impl Eq for ServerAddress {}

impl PartialOrd for ServerAddress {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ServerAddress {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.host, self.port).cmp(&(&other.host, other.port))
    }
}

/// The host, with its port unless that is 443.
impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            HTTPS => write!(f, "{}", self.host),
            port => write!(f, "{}:{port}", self.host),
        }
    }
}

impl FromStr for ServerAddress {
    type Err = AddressError;

    /// Forgives what is known from the field: upper case, white space and NUL bytes around it, a port, a final
    /// dot, `https://` before it.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let mut notes = Vec::new();
        let mut rest = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if rest.len() != text.len() {
            notes.push("white space or NUL bytes around the address were left out".to_owned());
        }
        let start = rest
            .get(..8)
            .filter(|start| start.eq_ignore_ascii_case("https://"));
        if start.is_some() {
            rest = rest.get(8..).unwrap_or_default();
            notes.push("https:// before the address was left out".to_owned());
        }
        let wrong = |reason: &str| AddressError {
            address: text.to_owned(),
            reason: reason.to_owned(),
        };
        let (host, port) = split_port(rest).map_err(wrong)?;
        let host = match host.strip_suffix('.') {
            Some(host) if !host.is_empty() => {
                notes.push("the dot at the end of the address was left out".to_owned());
                host
            }
            _ => host,
        };
        if host.is_empty() {
            return Err(wrong("it has no host"));
        }
        if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            notes.push("upper case letters of the address were made lower case".to_owned());
        }
        if let Some(port) = port {
            notes.push(format!("the address names port {port}, an FQDN has none"));
        }
        let host = Host::parse(host).map_err(|error| wrong(&error.to_string()))?;
        Ok(Self {
            host,
            port: port.unwrap_or(HTTPS),
            notes,
        })
    }
}

fn split_port(text: &str) -> Result<(&str, Option<u16>), &'static str> {
    let (host, port) = match text.rsplit_once(':') {
        // The colons of a bare IPv6 address in brackets belong to it.
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    match port.map(str::parse::<u16>) {
        None => Ok((host, None)),
        Some(Ok(port)) if port > 0 => Ok((host, Some(port))),
        Some(_) => Err("what stands behind the colon is no port"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str, notes: usize) {
        let address: ServerAddress = text.parse().expect(text);
        assert_eq!(address.to_string(), want, "{text:?}");
        assert_eq!(address.notes().len(), notes, "{text:?}: {:?}", address.notes());
    }

    #[test]
    fn spellings_of_the_field_lead_to_one_address() {
        check("smdp.example.com", "smdp.example.com", 0);
        check("SMDP.Example.com", "smdp.example.com", 1);
        check(" smdp.example.com\0", "smdp.example.com", 1);
        check("smdp.example.com.", "smdp.example.com", 1);
        check("https://smdp.example.com", "smdp.example.com", 1);
        check("smdp.example.com:8443", "smdp.example.com:8443", 1);
        check("smdp.example.com:443", "smdp.example.com", 1);
        check("127.0.0.1:8443", "127.0.0.1:8443", 1);
        check("[::1]", "[::1]", 0);
        check("[::1]:8443", "[::1]:8443", 1);
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (text, why) in [
            ("", "it has no host"),
            ("  ", "it has no host"),
            (":443", "it has no host"),
            ("smdp.example:x", "no port"),
            ("smdp.example:0", "no port"),
            ("smdp example", "domain"),
            ("smdp.example/path", "domain"),
        ] {
            let error = text.parse::<ServerAddress>().expect_err(text).to_string();
            assert!(error.contains(why), "{text:?}: {error}");
            assert!(error.contains("smdp.example.com"), "{error}");
        }
    }

    #[test]
    fn the_host_counts_when_servers_say_who_they_are() {
        let address: ServerAddress = "smdp.example.com:8443".parse().expect("an address");
        assert!(address.is_host("SMDP.example.com"));
        assert!(address.is_host("smdp.example.com:443"));
        assert!(!address.is_host("smdp.example.org"));
        assert!(!address.is_host(""));
    }
}
