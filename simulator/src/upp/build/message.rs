//! Short messages in EF_SMS (3GPP TS 31.102 §4.2.25).

use signoff_protocol::usim::sms::{SmsAddress, SmsRecord, SmsStatus, TimeStamp, Tpdu, TpduKind, split_text};
use signoff_protocol::usim::{DiallingNumber, UsimError};

use crate::card_file::{MessageFile, MessageStateName};

/// Bytes of a record.
pub(super) const RECORD: u8 = 176;
/// Records that are there even if no message is.
const LEAST_RECORDS: usize = 10;
/// Records that are free behind the messages.
const FREE_RECORDS: usize = 5;
/// A service centre that nobody has.
const SERVICE_CENTRE: &str = "+1555000000";

/// How many records EF_SMS has for as many records of messages.
pub(super) fn room(messages: usize) -> usize {
    (messages + FREE_RECORDS).clamp(LEAST_RECORDS, 254)
}

/// How many records the messages take; `None` if one can't be made.
pub(crate) fn message_records(messages: &[MessageFile]) -> Option<usize> {
    let mut records = 0;
    for (message, place) in messages.iter().zip(1_u16..) {
        records += of_message(message, place).ok()?.len();
    }
    Some(records)
}

/// The records of all messages; one that can't be made is left out, which the check of card files prevents.
pub(super) fn records(messages: &[MessageFile]) -> Vec<Vec<u8>> {
    messages
        .iter()
        .zip(1_u16..)
        .filter_map(|(message, place)| of_message(message, place).ok())
        .flatten()
        .collect()
}

/// The records of one message: as many as it has parts.
fn of_message(message: &MessageFile, place: u16) -> Result<Vec<Vec<u8>>, UsimError> {
    let (status, received) = match message.state {
        MessageStateName::Read => (SmsStatus::Read, true),
        MessageStateName::Unread => (SmsStatus::Unread, true),
        MessageStateName::Sent => (SmsStatus::Sent(0), false),
        MessageStateName::Unsent => (SmsStatus::Unsent, false),
    };
    let address = match message.number.parse::<DiallingNumber>() {
        Ok(number) => SmsAddress::Number(number),
        Err(_) => SmsAddress::Name(message.number.clone()),
    };
    let kind = if received {
        TpduKind::Deliver {
            time_stamp: message.received.unwrap_or(TimeStamp::EPOCH),
        }
    } else {
        TpduKind::Submit {
            reference: 0,
            validity: Vec::new(),
        }
    };
    let (coding, parts) = split_text(&message.text, message.reference.unwrap_or(place))?;
    let wanted = |number: u8| message.parts.as_ref().is_none_or(|parts| parts.contains(&number));
    parts
        .into_iter()
        .zip(1_u8..)
        .filter(|(_, number)| wanted(*number))
        .map(|(user_data, _)| {
            let record = SmsRecord {
                status,
                service_centre: SERVICE_CENTRE.parse().ok(),
                tpdu: Tpdu {
                    // TP-MMS: no more messages wait.
                    flags: if received { 0x04 } else { 0x00 },
                    kind: kind.clone(),
                    address: address.clone(),
                    protocol: 0,
                    coding,
                    user_data,
                },
            };
            record.encode(usize::from(RECORD))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    fn message(number: &str, text: &str, state: MessageStateName) -> MessageFile {
        MessageFile {
            number: number.to_owned(),
            text: text.to_owned(),
            received: "2026-03-04T05:06:07Z".parse().ok(),
            state,
            reference: None,
            parts: None,
        }
    }

    #[track_caller]
    fn check(message: &MessageFile, want: &str) {
        let records = records(std::slice::from_ref(message));
        let [record] = records.as_slice() else {
            panic!("{} records", records.len());
        };
        let record = hex::encode(record);
        assert_eq!(record.len(), 352);
        assert_eq!(record.trim_end_matches('F'), want.replace(' ', ""));
    }

    #[test]
    fn messages_of_one_part() {
        check(
            &message("+32470000001", "hellohello", MessageStateName::Unread),
            "03 06915155000000 04 0B912374000000F1 0000 62304050607000 0A E8329BFD4697D9EC37",
        );
        check(
            &message("1234", "Zoë", MessageStateName::Sent),
            "05 06915155000000 0100 04812143 0008 06 005A006F00EB",
        );
    }

    #[test]
    fn a_long_message_takes_several_records() {
        let mut long = message("+32470000001", &"你".repeat(80), MessageStateName::Read);
        assert_eq!(records(std::slice::from_ref(&long)).len(), 2);
        assert_eq!(message_records(std::slice::from_ref(&long)), Some(2));
        long.parts = Some(vec![2]);
        assert_eq!(records(std::slice::from_ref(&long)).len(), 1);
        let nobody = message("a name that is too long", "a", MessageStateName::Read);
        assert_eq!(message_records(&[nobody]), None);
    }
}
