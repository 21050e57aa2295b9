//! Short messages, their parts put together.

use signoff_protocol::usim::DiallingNumber;
use signoff_protocol::usim::sms::{
    Concatenation, SmsAddress, SmsRecord, SmsStatus, TimeStamp, Tpdu, TpduKind, joined_text,
};

use super::{FileImage, FilePath};

/// One record of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagePart {
    /// Its record in EF_SMS.
    pub record: u8,
    /// Which part it is, from 1.
    pub number: u8,
    /// The whole record as it was on the card.
    pub bytes: Vec<u8>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The EF_SMS that it stands in.
    pub file: FilePath,
    /// What became of it; of its first part.
    pub status: SmsStatus,
    /// Who sent it, or who gets it.
    pub address: SmsAddress,
    /// Service centre.
    pub service_centre: Option<DiallingNumber>,
    /// When the service centre took it; only what was received has it.
    pub time: Option<TimeStamp>,
    /// `None` if it is data, not text.
    pub text: Option<String>,
    /// How many parts it has.
    pub total: u8,
    /// The parts that are there, in their order.
    pub parts: Vec<MessagePart>,
}

impl Message {
    /// Numbers of the parts that are not on the card.
    pub fn missing(&self) -> Vec<u8> {
        (1..=self.total)
            .filter(|number| !self.parts.iter().any(|part| part.number == *number))
            .collect()
    }

    /// What to call it in a sentence.
    pub fn label(&self) -> String {
        if self.status.is_received() {
            format!("message from {}", self.address)
        } else {
            format!("message to {}", self.address)
        }
    }
}

/// Parts of one message as they are found.
struct Open {
    message: Message,
    part: Option<Concatenation>,
    tpdus: Vec<(u8, Tpdu)>,
}

/// All messages of EF_SMS, and what could not be read.
pub(super) fn messages(file: &FileImage) -> (Vec<Message>, Vec<String>) {
    let (mut open, mut notes): (Vec<Open>, Vec<String>) = (Vec::new(), Vec::new());
    for (bytes, record) in file.records().iter().zip(1_u8..) {
        if SmsRecord::is_free(bytes) {
            continue;
        }
        match SmsRecord::decode(bytes) {
            Ok(None) => {}
            Ok(Some(found)) => add(&mut open, &file.path, found, record, bytes),
            Err(error) => notes.push(format!("{}, record {record}: {error}", file.path)),
        }
    }
    let messages: Vec<Message> = open.into_iter().map(close).collect();
    for message in &messages {
        let missing = message.missing();
        if !missing.is_empty() {
            let list: Vec<String> = missing.iter().map(ToString::to_string).collect();
            notes.push(format!(
                "{}: part {} of {} is not on the card",
                message.label(),
                list.join(", "),
                message.total
            ));
        }
    }
    (messages, notes)
}

fn add(open: &mut Vec<Open>, path: &FilePath, found: SmsRecord, record: u8, bytes: &[u8]) {
    let part = found.tpdu.user_data.concatenation();
    let number = part.map_or(1, |part| part.number);
    let new = MessagePart {
        record,
        number,
        bytes: bytes.to_vec(),
    };
    let same = open.iter_mut().find(|other| {
        let (Some(one), Some(two)) = (other.part, part) else {
            return false;
        };
        let key = |part: Concatenation| (part.reference, part.long, part.total);
        key(one) == key(two)
            && other.message.address == found.tpdu.address
            && other.message.status.is_received() == found.status.is_received()
            && !other.message.parts.iter().any(|part| part.number == number)
    });
    if let Some(same) = same {
        same.message.parts.push(new);
        same.tpdus.push((number, found.tpdu));
        return;
    }
    let time = match &found.tpdu.kind {
        TpduKind::Deliver { time_stamp } => Some(*time_stamp),
        TpduKind::Submit { .. } => None,
    };
    open.push(Open {
        message: Message {
            file: path.clone(),
            status: found.status,
            address: found.tpdu.address.clone(),
            service_centre: found.service_centre,
            time,
            text: None,
            total: part.map_or(1, |part| part.total),
            parts: vec![new],
        },
        part,
        tpdus: vec![(number, found.tpdu)],
    });
}

fn close(mut open: Open) -> Message {
    open.message.parts.sort_by_key(|part| part.number);
    open.tpdus.sort_by_key(|(number, _)| *number);
    let tpdus: Vec<&Tpdu> = open.tpdus.iter().map(|(_, tpdu)| tpdu).collect();
    open.message.text = joined_text(&tpdus);
    open.message
}
