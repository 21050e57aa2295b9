//! The line of the modem in the live exchange. What unlocks a card does not belong on a screen.

use signoff_protocol::apdu::ins;
use signoff_simulator::modem::LineEvent;

use super::exchange::{Exchange, Happening, Kind, Origin};

/// Commands that carry a PIN.
const SECRET: [&str; 4] = ["+CPIN=", "+CLCK=", "+CPWD=", "+CPUK="];
/// Commands whose content stands in the exchange as functions of ES10 or as APDUs.
const CARRIERS: [&str; 4] = ["+CGLA", "+CSIM", "+CCHO", "+CCHC"];
/// Command lines by which a program gets ready.
const PREPARATIONS: [&str; 5] = ["AT", "ATE0", "ATE1", "AT+CMEE=", "AT+SIGNOFF=?"];
/// APDUs that carry a PIN.
const SECRET_APDUS: [u8; 5] = [
    ins::VERIFY,
    ins::CHANGE_PIN,
    ins::DISABLE_PIN,
    ins::ENABLE_PIN,
    ins::UNBLOCK_PIN,
];

/// What goes over the line, on its way to the exchange.
pub(super) struct Lines {
    exchange: Exchange,
    /// Whether the command that is being answered is a carrier.
    carried: bool,
}

impl Lines {
    pub(super) const fn new(exchange: Exchange) -> Self {
        Self {
            exchange,
            carried: false,
        }
    }

    pub(super) fn tell(&mut self, event: LineEvent<'_>) {
        let (kind, text, detail) = match event {
            LineEvent::Command(line) => {
                let upper = line.to_ascii_uppercase();
                self.carried = CARRIERS.iter().any(|name| upper.contains(name))
                    || PREPARATIONS.contains(&upper.trim_end_matches(|digit: char| digit.is_ascii_digit()))
                    || PREPARATIONS.contains(&upper.as_str());
                (Kind::Command, masked(line), self.carried)
            }
            LineEvent::Answer(text) => {
                let text = one_line(text);
                let plain = text == "OK";
                (Kind::Answer, text, self.carried || plain)
            }
            LineEvent::Unsolicited(line) => (Kind::Answer, line.to_owned(), false),
        };
        if text.is_empty() {
            return;
        }
        self.exchange.add(Happening {
            origin: Origin::Line,
            kind,
            detail,
            good: !text.contains("ERROR"),
            title: text,
            result: None,
            text: String::new(),
        });
    }
}

/// The lines of an answer, one behind the other.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" · ")
}

/// The line without what a PIN could be in it.
fn masked(line: &str) -> String {
    let upper = line.to_ascii_uppercase();
    let secret = SECRET
        .iter()
        .filter_map(|name| Some(upper.find(name)? + name.len()))
        .min();
    if let Some(start) = secret {
        return format!("{}…", line.get(..start).unwrap_or("AT"));
    }
    let apdu = upper
        .find('"')
        .map_or("", |start| upper.get(start + 1..).unwrap_or_default());
    let instruction = apdu
        .get(2..4)
        .and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let carries_apdu = upper.contains("+CGLA") || upper.contains("+CSIM");
    if carries_apdu && instruction.is_some_and(|found| SECRET_APDUS.contains(&found)) {
        let start = line.find('"').unwrap_or_default();
        return format!("{}\"…", line.get(..start).unwrap_or("AT"));
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pin_is_shown() {
        for (line, want) in [
            ("AT+CPIN=\"1234\"", "AT+CPIN=…"),
            ("at+cpin=1234", "at+cpin=…"),
            ("AT+CMEE=1;+CLCK=\"SC\",0,\"1234\"", "AT+CMEE=1;+CLCK=…"),
            ("AT+CSIM=26,\"0020000108313233 34FFFFFFFF\"", "AT+CSIM=26,\"…"),
            ("AT+CGLA=1,26,\"002C0001103132333431323334\"", "AT+CGLA=1,26,\"…"),
            ("AT+CPIN?", "AT+CPIN?"),
            (
                "AT+CGLA=1,12,\"81E2910003BF2D00\"",
                "AT+CGLA=1,12,\"81E2910003BF2D00\"",
            ),
        ] {
            assert_eq!(masked(line), want, "{line}");
        }
    }

    #[test]
    fn an_answer_is_one_line() {
        assert_eq!(one_line("\r\n+CCID: 8932\r\n\r\nOK\r\n"), "+CCID: 8932 · OK");
    }
}
