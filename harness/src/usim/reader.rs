//! Which files are read, and in which order.

use signoff_protocol::usim::PhonebookReference;

use super::{FileImage, FilePath, UsimFailure, UsimFiles, phonebook};

/// EF_SMS (3GPP TS 31.102 §4.2.25).
pub(super) const MESSAGES: u16 = 0x6F3C;
pub(super) const IMSI: u16 = 0x6F07;
pub(super) const SERVICE_PROVIDER_NAME: u16 = 0x6F46;
pub(super) const OWN_NUMBERS: u16 = 0x6F40;
const TELECOM: u16 = 0x7F10;

/// Files of the USIM that are worth keeping: what a person has there, and what it is understood by.
const OF_USIM: [(u16, &str); 9] = [
    (IMSI, "EF_IMSI"),
    (0x6FAD, "EF_AD"),
    (0x6F38, "EF_UST"),
    (SERVICE_PROVIDER_NAME, "EF_SPN"),
    (OWN_NUMBERS, "EF_MSISDN"),
    (MESSAGES, "EF_SMS"),
    (0x6F42, "EF_SMSP"),
    (0x6F43, "EF_SMSS"),
    (0x6F3B, "EF_FDN"),
];

/// Reads everything that the card has of it.
pub(super) async fn read_all(files: &mut UsimFiles<'_>) -> Result<Vec<FileImage>, UsimFailure> {
    let mut images = Vec::new();
    for (id, name) in OF_USIM {
        images.extend(files.read(&FilePath::usim(&[id]), name).await?);
    }
    if !images.iter().any(|image| image.name == "EF_SMS") {
        let old = FilePath::root(&[TELECOM, MESSAGES]);
        images.extend(files.read(&old, "EF_SMS").await?);
    }
    read_phonebooks(files, &mut images).await?;
    Ok(images)
}

/// The phone books and their files.
pub(super) async fn read_phonebooks(
    files: &mut UsimFiles<'_>,
    images: &mut Vec<FileImage>,
) -> Result<(), UsimFailure> {
    for path in phonebook::references() {
        let Some(reference) = files.read(&path, "EF_PBR").await? else {
            continue;
        };
        let mut wanted = Vec::new();
        for record in reference.records() {
            // What can't be read is noted when books are made of it.
            if let Ok(Some(found)) = PhonebookReference::decode(record) {
                wanted.extend(
                    found
                        .files
                        .iter()
                        .map(|file| (path.sibling(file.file_id), file.kind.name())),
                );
            }
        }
        images.push(reference);
        for (path, name) in wanted {
            if !images.iter().any(|image| image.path == path) {
                images.extend(files.read(&path, name).await?);
            }
        }
    }
    for (path, name) in phonebook::of_gsm() {
        images.extend(files.read(&path, name).await?);
    }
    Ok(())
}

/// EF_SMS of the files that were read.
pub(super) fn message_file(images: &[FileImage]) -> Option<&FileImage> {
    images.iter().find(|image| image.name == "EF_SMS")
}
