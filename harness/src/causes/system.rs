//! What the operating system says.

use std::io::{self, ErrorKind};

use crate::text::{Message, Told};

/// What a layer below quotes, if it is one of the sentences that are met often.
pub(super) fn quoted(text: &str) -> Message {
    if let Some(error) = system_error(text) {
        return error.told();
    }
    if let Some(reason) = text.strip_suffix("; on most systems the group dialout may use serial ports") {
        return Message::translated("cause-dialout", &[("reason", quoted(reason))], text);
    }
    if let Some(names) = text.strip_prefix("no modem of that name; there are ") {
        return Message::translated("cause-no-modem", &[("names", names.into())], text);
    }
    match text {
        "there is no such port; `signoff ports` lists those that exist" => {
            Message::translated("cause-no-such-port", &[], text)
        }
        "end of file, as after unplugging" => Message::translated("cause-unplugged", &[], text),
        "the connection was closed" => Message::translated("cause-closed", &[], text),
        "no card is inserted" => Message::translated("cause-no-card", &[], text),
        "Permission denied" => Message::translated("cause-permission", &[], text),
        "Device or resource busy" => Message::translated("cause-device-busy", &[], text),
        _ => text.into(),
    }
}

/// The error that has this text, if it is one of the system.
fn system_error(text: &str) -> Option<io::Error> {
    let (_, code) = text.strip_suffix(')')?.rsplit_once("(os error ")?;
    let error = io::Error::from_raw_os_error(code.parse().ok()?);
    (error.to_string() == text).then_some(error)
}

impl Told for io::Error {
    fn told(&self) -> Message {
        let Some(code) = self.raw_os_error() else {
            return self.to_string().into();
        };
        let code = [("code", code.into())];
        match self.kind() {
            ErrorKind::NotFound => Message::translated("cause-os-not-found", &code, self),
            ErrorKind::PermissionDenied => Message::translated("cause-os-permission", &code, self),
            ErrorKind::AlreadyExists => Message::translated("cause-os-exists", &code, self),
            ErrorKind::AddrInUse => Message::translated("cause-os-in-use", &code, self),
            ErrorKind::AddrNotAvailable => Message::translated("cause-os-no-address", &code, self),
            ErrorKind::ConnectionRefused => Message::translated("cause-os-refused", &code, self),
            ErrorKind::IsADirectory => Message::translated("cause-os-is-folder", &code, self),
            ErrorKind::NotADirectory => Message::translated("cause-os-no-folder", &code, self),
            ErrorKind::StorageFull => Message::translated("cause-os-full", &code, self),
            _ => self.to_string().into(),
        }
    }
}
