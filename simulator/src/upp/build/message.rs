//! Short messages in EF_SMS (3GPP TS 31.102 §4.2.25, TS 23.040 §9.2.2).

use super::text::{number, packed, padded, septets, swapped, ucs2};
use crate::card_file::{MessageFile, MessageStateName};

/// Bytes of a record.
pub(super) const RECORD: u8 = 176;
/// Records that are there even if no message is.
const LEAST_RECORDS: usize = 10;
/// Records that are free behind the messages.
const FREE_RECORDS: usize = 5;
/// Bytes of text.
const TEXT_BYTES: usize = 140;
const SEPTETS: usize = 160;
/// +1 555 000 000: a service centre that nobody has.
const SERVICE_CENTRE: [u8; 7] = [0x06, 0x91, 0x51, 0x55, 0x00, 0x00, 0x00];

/// How many records EF_SMS has.
pub(super) fn records(messages: usize) -> usize {
    (messages + FREE_RECORDS).clamp(LEAST_RECORDS, 254)
}

/// A record of EF_SMS: status, service centre, SMS-DELIVER or SMS-SUBMIT.
pub(super) fn record(message: &MessageFile) -> Vec<u8> {
    let received = matches!(message.state, MessageStateName::Read | MessageStateName::Unread);
    let mut record = vec![match message.state {
        MessageStateName::Read => 0x01,
        MessageStateName::Unread => 0x03,
        MessageStateName::Sent => 0x05,
        MessageStateName::Unsent => 0x07,
    }];
    record.extend(SERVICE_CENTRE);
    // SMS-DELIVER without more messages; or SMS-SUBMIT without validity period, reference 0.
    record.extend_from_slice(if received { &[0x04] } else { &[0x01, 0x00] });
    let (kind, digits) = number(&message.number);
    let digits: String = digits.chars().take(20).collect();
    record.push(u8::try_from(digits.len()).unwrap_or(20));
    record.push(kind);
    record.extend(swapped(digits.chars()));
    let (coding, length, text) = user_data(&message.text);
    record.extend([0x00, coding]);
    if received {
        record.extend(time_stamp(message.received));
    }
    record.push(length);
    record.extend(text);
    padded(record, usize::from(RECORD))
}

/// Data coding scheme, user data length and user data; what is too long is cut.
fn user_data(text: &str) -> (u8, u8, Vec<u8>) {
    if let Some(mut septets) = septets(text) {
        septets.truncate(SEPTETS);
        let length = u8::try_from(septets.len()).unwrap_or(160);
        return (0x00, length, packed(&septets));
    }
    let mut bytes = ucs2(text);
    bytes.truncate(TEXT_BYTES);
    (0x08, u8::try_from(bytes.len()).unwrap_or(140), bytes)
}

/// Service centre time stamp in UTC, nibbles swapped.
fn time_stamp(at: Option<jiff::Timestamp>) -> Vec<u8> {
    let text = at
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%y%m%d%H%M%S00")
        .to_string();
    swapped(text.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn a_message_that_was_received() {
        let message = MessageFile {
            number: "+32470000001".to_owned(),
            text: "hellohello".to_owned(),
            received: "2026-03-04T05:06:07Z".parse().ok(),
            state: MessageStateName::Unread,
        };
        let want = "03 06915155000000 04 0B912374000000F1 0000 62304050607000 0A E8329BFD4697D9EC37";
        let want = want.replace(' ', "");
        let record = hex::encode(&record(&message));
        assert_eq!(record.len(), 352);
        assert_eq!(record.trim_end_matches('F'), want);
    }

    #[test]
    fn a_message_that_was_sent_in_other_letters() {
        let message = MessageFile {
            number: "1234".to_owned(),
            text: "été".to_owned(),
            received: None,
            state: MessageStateName::Sent,
        };
        let want = "05 06915155000000 0100 04812143 0008 06 00E9007400E9";
        assert_eq!(
            hex::encode(&record(&message)).trim_end_matches('F'),
            want.replace(' ', "")
        );
    }
}
