//! Access rules: the records of EF_ARR (ETSI TS 102 221 §9.2.7).

use signoff_protocol::saip::{Fcp, File, FileDescriptor, FilePart, FileStructure};

/// Read always; anything else never (TS 102 221 §9.2.4).
pub(super) const ALWAYS_READ: &[u8] = &[0x80, 0x01, 0x01, 0x90, 0x00, 0x80, 0x01, 0x1A, 0x97, 0x00];

/// With PIN 1, with PIN 2, with the key of the first administrator; always.
const PIN1: &[u8] = &[0xA4, 0x06, 0x83, 0x01, 0x01, 0x95, 0x01, 0x08];
const PIN2: &[u8] = &[0xA4, 0x06, 0x83, 0x01, 0x81, 0x95, 0x01, 0x08];
const ADM1: &[u8] = &[0xA4, 0x06, 0x83, 0x01, 0x0A, 0x95, 0x01, 0x08];
const ALWAYS: &[u8] = &[0x90, 0x00];
const NEVER: &[u8] = &[0x97, 0x00];

/// Access mode byte, or an instruction, and its condition.
type Part = (u8, u8, &'static [u8]);

const MODE: u8 = 0x80;
const INSTRUCTION: u8 = 0x84;

/// The rules that the files of the templates name, the first one in record 1.
const RULES: [&[Part]; 14] = [
    &[(MODE, 0x01, ALWAYS), (MODE, 0x02, PIN1), (MODE, 0x58, ADM1)],
    &[(MODE, 0x01, PIN1), (MODE, 0x5A, ADM1)],
    &[(MODE, 0x5B, ADM1)],
    &[(MODE, 0x01, ALWAYS), (MODE, 0x1A, NEVER), (MODE, 0x40, ADM1)],
    &[(MODE, 0x03, PIN1), (MODE, 0x58, ADM1)],
    &[(MODE, 0x11, PIN1), (MODE, 0x4A, ADM1)],
    &[(MODE, 0x03, PIN1), (MODE, 0x58, ADM1), (INSTRUCTION, 0x32, PIN1)],
    &[(MODE, 0x01, PIN1), (MODE, 0x02, PIN2), (MODE, 0x58, ADM1)],
    &[(MODE, 0x01, ALWAYS), (MODE, 0x1A, PIN1), (MODE, 0x40, ADM1)],
    &[(MODE, 0x01, ALWAYS), (MODE, 0x5A, ADM1)],
    &[(MODE, 0x01, ALWAYS), (MODE, 0x18, ADM1), (MODE, 0x42, NEVER)],
    &[(MODE, 0x01, PIN1), (MODE, 0x5A, NEVER)],
    &[(MODE, 0x13, PIN1), (MODE, 0x48, ADM1)],
    &[(MODE, 0x5E, ADM1)],
];

/// Reads and updates with PIN 1: record 5 of the templates.
pub(super) const PIN1_UPDATES: usize = 5;

/// The record of a rule, numbered as by the templates.
fn record(number: usize) -> Vec<u8> {
    let parts = number.checked_sub(1).and_then(|place| RULES.get(place));
    parts
        .into_iter()
        .flat_map(|parts| parts.iter())
        .flat_map(|(tag, value, condition)| [&[*tag, 0x01, *value], *condition].concat())
        .collect()
}

/// EF_ARR of the MF: the rule of its files and of all directories, and that of files that the user changes.
pub(super) fn of_root() -> File {
    file(&[ALWAYS_READ.to_vec(), record(PIN1_UPDATES)])
}

/// EF_ARR of an application, whose files have the rules of the template.
pub(super) fn of_application() -> File {
    let records: Vec<_> = (1..=RULES.len()).map(record).collect();
    file(&records)
}

fn file(records: &[Vec<u8>]) -> File {
    let length = records.iter().map(Vec::len).max().unwrap_or(1);
    let mut parts = vec![FilePart::FileDescriptor(Fcp {
        file_descriptor: Some(FileDescriptor::new(
            FileStructure::LinearFixed,
            u16::try_from(length).ok(),
        )),
        security: Some(vec![0x2F, 0x06, 0x01]),
        file_size: u32::try_from(length * records.len()).ok(),
        ..Fcp::default()
    })];
    for record in records {
        parts.push(FilePart::FillContent(record.clone()));
        if let Ok(offset @ 1..) = u16::try_from(length - record.len()) {
            parts.push(FilePart::FillOffset(offset));
        }
    }
    File(parts)
}
