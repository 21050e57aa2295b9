//! What a door hands the engine, and what it gets back.

/// A POST request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpRequest {
    /// The host name that the client asked for, in any case; a port is passed over.
    pub address: String,
    /// `/gsma/rsp2/es9plus/handleNotification`
    pub path: String,
    /// Name and value; names in any case.
    pub headers: Vec<(String, String)>,
    /// As received.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// The first header with this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The address as the engine knows it: lower case, without a port and white space.
    pub fn host(&self) -> String {
        host(&self.address)
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// `200`, `204`, ...
    pub status: u16,
    /// Name and value.
    pub headers: Vec<(String, String)>,
    /// What the length of it says is the door's business.
    pub body: Vec<u8>,
    /// How long the door waits before it answers, milliseconds.
    pub delay_ms: u64,
}

/// A host name, lower case, without port and the white space that real profiles have around it.
pub(super) fn host(address: &str) -> String {
    let address = address.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    let host = match address.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => address,
    };
    host.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_case_port_and_padding() {
        for address in [
            "smdp.example",
            "SMDP.Example",
            "smdp.example:443",
            " smdp.example \0",
        ] {
            assert_eq!(host(address), "smdp.example", "{address:?}");
        }
    }
}
