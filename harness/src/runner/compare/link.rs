//! Of `apdu`, `at`, `reset` and `power_cycle`.

use signoff_protocol::apdu::{Atr, ResponseApdu, StatusWord};
use signoff_protocol::hex;

use super::Check;
use crate::flow::expect::{ApduExpect, AtExpect, ResetExpect};
use crate::transport::AtAnswer;

impl Check<'_> {
    /// A response APDU. Without `status` it must be 9000.
    pub(crate) fn apdu(&mut self, expect: Option<&ApduExpect>, actual: &ResponseApdu) {
        let say = |status: StatusWord| format!("{status} ({})", status.meaning());
        match expect.and_then(|expect| expect.status.as_ref()) {
            Some(field) => {
                let Some(mask) = self.value("status", field) else {
                    return;
                };
                if !mask.matches(&actual.status.to_bytes()) {
                    self.differs("status", self.text(field), say(actual.status));
                }
            }
            None if actual.status != StatusWord::OK => {
                self.differs("status", say(StatusWord::OK), say(actual.status));
            }
            None => {}
        }
        if let Some(field) = expect.and_then(|expect| expect.data.as_ref())
            && let Some(mask) = self.value("data", field)
            && !mask.matches(&actual.data)
        {
            let text = self.text(field);
            let expected = if text.is_empty() {
                "no data".to_owned()
            } else {
                text
            };
            self.differs("data", expected, decoded(&actual.data));
        }
    }

    /// An answer of the modem. Without `final` it must be `OK`.
    pub(crate) fn at(&mut self, expect: Option<&AtExpect>, actual: &AtAnswer) {
        let result = actual.result.to_string();
        match expect.and_then(|expect| expect.final_result.as_ref()) {
            Some(field) => {
                let Some(pattern) = self.value("final", field) else {
                    return;
                };
                if !pattern.matches(&result) {
                    self.differs("final", self.text(field), result);
                }
            }
            None if !actual.result.is_ok() => self.differs("final", "OK", result),
            None => {}
        }
        let Some(lines) = expect.and_then(|expect| expect.lines.as_ref()) else {
            return;
        };
        if lines.len() != actual.lines.len() {
            let found = if actual.lines.is_empty() {
                "none".to_owned()
            } else {
                actual.lines.join(" | ")
            };
            self.differs(
                "lines",
                format!("{} lines", lines.len()),
                format!("{}: {found}", actual.lines.len()),
            );
        }
        for (place, (field, line)) in lines.iter().zip(&actual.lines).enumerate() {
            let what = format!("lines[{place}]");
            if let Some(pattern) = self.value(&what, field)
                && !pattern.matches(line)
            {
                self.differs(&what, self.text(field), line);
            }
        }
    }

    /// An answer to reset, where the link shows it.
    pub(crate) fn atr(&mut self, expect: Option<&ResetExpect>, actual: Option<&Atr>) {
        if let Some(field) = expect.and_then(|expect| expect.atr.as_ref())
            && let Some(mask) = self.value("atr", field)
        {
            let found = actual.map(Atr::as_bytes);
            if !found.is_some_and(|found| mask.matches(found)) {
                self.differs(
                    "atr",
                    self.text(field),
                    found.map_or_else(|| "not shown".to_owned(), hex::encode),
                );
            }
        }
    }
}

/// Hex, and what it means below.
fn decoded(data: &[u8]) -> String {
    if data.is_empty() {
        return "no data".to_owned();
    }
    let mut text = hex::encode(data);
    for line in crate::decode::decode(data).lines.iter().take(20) {
        text.push('\n');
        text.push_str(&line.to_string());
    }
    text
}
