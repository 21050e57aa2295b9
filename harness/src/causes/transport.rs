//! The link to the card.

use super::doing::doing;
use super::system::quoted;
use crate::text::{Message, Told};
use crate::transport::TransportError;

impl Told for TransportError {
    fn told(&self) -> Message {
        match self {
            Self::Timeout {
                waiting_for,
                after_ms,
                last_bytes,
            } => {
                let (waiting, after) = (doing(waiting_for), (*after_ms).into());
                if last_bytes.is_empty() {
                    return Message::translated(
                        "cause-timeout-silent",
                        &[("waiting", waiting), ("after", after)],
                        self,
                    );
                }
                Message::translated(
                    "cause-timeout",
                    &[
                        ("waiting", waiting),
                        ("after", after),
                        ("last", last_bytes.into()),
                    ],
                    self,
                )
            }
            Self::Disconnected {
                device,
                waiting_for,
                reason,
            } => Message::translated(
                "cause-disconnected",
                &[
                    ("device", device.into()),
                    ("waiting", doing(waiting_for)),
                    ("reason", quoted(reason)),
                ],
                self,
            ),
            Self::Restarted { device, waiting_for } => Message::translated(
                "cause-restarted",
                &[("device", device.into()), ("waiting", doing(waiting_for))],
                self,
            ),
            Self::Mute { reason } => Message::translated("cause-mute", &[("reason", quoted(reason))], self),
            Self::Garbled { expected, received } => Message::translated(
                "cause-garbled",
                &[
                    ("expected", doing(expected)),
                    ("received", format!("{received:?}").into()),
                ],
                self,
            ),
            Self::Busy { port, reason } => Message::translated(
                "cause-busy",
                &[("port", port.into()), ("reason", quoted(reason))],
                self,
            ),
            Self::Open { device, reason } => Message::translated(
                "cause-open",
                &[("device", device.into()), ("reason", quoted(reason))],
                self,
            ),
            Self::CommandRefused { command, result } => Message::translated(
                "cause-command-refused",
                &[("command", command.into()), ("result", result.into())],
                self,
            ),
            Self::ChannelNotOpen { channel } => Message::translated(
                "cause-channel-not-open",
                &[("channel", channel.to_string().into())],
                self,
            ),
            Self::Unsupported { device, what } => Message::translated(
                "cause-unsupported",
                &[("device", device.into()), ("what", task(what))],
                self,
            ),
        }
    }
}

/// What a device cannot do, if it is what a person meets first.
fn task(what: &str) -> Message {
    let refusal = what
        .strip_prefix("carry APDUs: ")
        .and_then(|rest| rest.strip_suffix(", and no channel works over AT+CSIM"));
    match (refusal, what) {
        (Some(refusal), _) => Message::translated("cause-no-apdu", &[("refusal", refusal.into())], what),
        (None, "carry APDUs in mode=crsm") => Message::translated("cause-no-apdu-in-crsm", &[], what),
        (None, "take AT commands without a modem") => Message::translated("cause-no-at", &[], what),
        _ => what.into(),
    }
}
