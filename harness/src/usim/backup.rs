//! A backup: what was read, and what it means.

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileInfo, ProfileState, tags};
use signoff_protocol::tlv::Tag;
use signoff_protocol::usim::AdnRecord;

use super::reader::{IMSI, OWN_NUMBERS, SERVICE_PROVIDER_NAME, message_file, read_all};
use super::{
    BackupOptions, Contact, FileImage, FilePath, Message, PinStatus, UsimFailure, UsimFiles, message,
    phonebook,
};
use crate::lpa::{Lpa, LpaError, Outcome};

/// What is kept of the metadata.
const KEPT: [Tag; 12] = [
    tags::ICCID,
    tags::ISDP_AID,
    tags::STATE,
    tags::NICKNAME,
    tags::SERVICE_PROVIDER_NAME,
    tags::PROFILE_NAME,
    tags::ICON_TYPE,
    tags::ICON,
    tags::CLASS,
    tags::NOTIFICATION_CONFIGURATION,
    tags::OWNER,
    tags::POLICY_RULES,
];

/// Which profile it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfileDescription {
    /// EF_ICCID
    pub iccid: Option<Iccid>,
    /// Digits of EF_IMSI.
    pub imsi: Option<String>,
    /// EF_SPN
    pub service_provider_name: Option<String>,
    /// What the ISD-R says of the enabled profile; `None` where there is no ISD-R that answers.
    pub metadata: Option<ProfileInfo>,
}

/// What was saved of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// The profile.
    pub profile: ProfileDescription,
    /// How it was read: `apdu` or `crsm`.
    pub way: &'static str,
    /// Whether a PIN was needed.
    pub pin: PinStatus,
    /// EF_MSISDN: names and numbers.
    pub own_numbers: Vec<AdnRecord>,
    /// Contacts of all phone books.
    pub contacts: Vec<Contact>,
    /// Short messages, in the order of their first parts.
    pub messages: Vec<Message>,
    /// The files as they were.
    pub files: Vec<FileImage>,
    /// What could not be read or understood, in words.
    pub notes: Vec<String>,
}

/// Reads the enabled profile. The channel of the LPA is closed, since some cards have only one.
///
/// # Errors
/// No profile is enabled, or another than the one that is meant; a PIN is needed; nothing leads to the USIM; or
/// the link broke.
pub async fn backup(lpa: &mut Lpa, options: &BackupOptions) -> Result<Backup, UsimFailure> {
    let mut notes = Vec::new();
    let metadata = metadata(lpa, &mut notes).await?;
    let mut files = UsimFiles::open(lpa.transport(), options.via).await?;
    let done = read(&mut files, options, metadata, notes).await;
    let closed = files.close().await;
    let backup = done?;
    closed?;
    Ok(backup)
}

/// Reads the enabled profile without what the ISD-R says of it. No PIN is sent.
///
/// # Errors
/// As [`backup`].
pub async fn look(lpa: &mut Lpa) -> Result<Backup, UsimFailure> {
    lpa.close().await.map_err(|error| UsimFailure::Unreachable {
        reason: error.to_string(),
    })?;
    let mut files = UsimFiles::open(lpa.transport(), super::Via::Auto).await?;
    let done = read(&mut files, &BackupOptions::default(), None, Vec::new()).await;
    let closed = files.close().await;
    let backup = done?;
    closed?;
    Ok(backup)
}

async fn read(
    files: &mut UsimFiles<'_>,
    options: &BackupOptions,
    metadata: Option<ProfileInfo>,
    mut notes: Vec<String>,
) -> Result<Backup, UsimFailure> {
    let iccid_file = files.read(&FilePath::iccid(), "EF_ICCID").await?;
    let iccid = enabled_iccid(iccid_file.as_ref(), options.profile)?;
    let pin = files.unlock(&options.pin).await?;
    let mut images: Vec<FileImage> = iccid_file.into_iter().collect();
    images.extend(read_all(files).await?);
    if !images.iter().any(|image| image.path == FilePath::usim(&[IMSI])) {
        return Err(UsimFailure::NoProfile);
    }
    for image in &images {
        if let super::FileContent::Refused(status) = image.content {
            notes.push(format!(
                "{} {}: {status} {}",
                image.name,
                image.path,
                status.meaning()
            ));
        }
    }
    let (books, problems) = phonebook::books(&images);
    notes.extend(problems);
    let mut contacts = Vec::new();
    for book in &books {
        let (found, problems) = book.contacts();
        contacts.extend(found);
        notes.extend(problems);
    }
    let (messages, problems) = message_file(&images).map(message::messages).unwrap_or_default();
    notes.extend(problems);
    let bytes = |id| {
        let path = FilePath::usim(&[id]);
        images
            .iter()
            .find(|image| image.path == path)
            .and_then(FileImage::bytes)
    };
    Ok(Backup {
        profile: ProfileDescription {
            iccid,
            imsi: bytes(IMSI).and_then(imsi),
            service_provider_name: bytes(SERVICE_PROVIDER_NAME).and_then(service_provider_name),
            metadata,
        },
        way: files.way(),
        pin,
        own_numbers: own_numbers(&images, &mut notes),
        contacts,
        messages,
        files: images,
        notes,
    })
}

/// What the ISD-R says of the enabled profile. A device without an ISD-R is no error: its files can be read all the same.
async fn metadata(lpa: &mut Lpa, notes: &mut Vec<String>) -> Result<Option<ProfileInfo>, UsimFailure> {
    let listed = lpa.get_profiles_info(None, Some(&KEPT)).await;
    let closed = lpa.close().await;
    let profiles = match (listed, closed) {
        (Ok(Outcome::Done(profiles)), _) => profiles,
        (Ok(Outcome::Refused(refusal)), _) => {
            notes.push(format!("no metadata: {refusal}"));
            return Ok(None);
        }
        (Ok(Outcome::Unknown(source)), _) => return Err(broken("GetProfilesInfo", source)),
        (Err(LpaError::Transport { doing, source }), _)
            if !matches!(source, crate::transport::TransportError::Unsupported { .. }) =>
        {
            return Err(broken(&doing, source));
        }
        (Err(error), _) => {
            notes.push(format!("no metadata: {error}"));
            return Ok(None);
        }
    };
    Ok(profiles
        .into_iter()
        .find(|profile| profile.state == Some(ProfileState::Enabled)))
}

fn broken(doing: &str, source: crate::transport::TransportError) -> UsimFailure {
    UsimFailure::Transport {
        doing: doing.to_owned(),
        source,
    }
}

/// The ICCID of the files that the card shows, which must be the profile that is meant.
pub(super) fn enabled_iccid(
    file: Option<&FileImage>,
    wanted: Option<Iccid>,
) -> Result<Option<Iccid>, UsimFailure> {
    let bytes = file
        .and_then(FileImage::bytes)
        .and_then(|bytes| <[u8; 10]>::try_from(bytes).ok());
    let iccid = bytes.map(Iccid::from_bytes);
    match (wanted, iccid) {
        (Some(wanted), Some(enabled)) if wanted != enabled => {
            Err(UsimFailure::NotEnabled { wanted, enabled })
        }
        (Some(_), None) => Err(UsimFailure::NoProfile),
        _ => Ok(iccid),
    }
}

/// Length, then the parity nibble before the digits (3GPP TS 31.102 §4.2.2).
fn imsi(bytes: &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first()?;
    let nibbles = rest
        .get(..usize::from(*length))?
        .iter()
        .flat_map(|byte| [byte & 0x0F, byte >> 4]);
    let digits: Option<String> = nibbles
        .skip(1)
        .take_while(|nibble| *nibble != 0x0F)
        .map(|nibble| char::from_digit(u32::from(nibble), 10))
        .collect();
    digits.filter(|digits| digits.len() >= 5)
}

/// Display condition, then the name (§4.2.12).
fn service_provider_name(bytes: &[u8]) -> Option<String> {
    let (_, name) = bytes.split_first()?;
    let name = signoff_protocol::usim::alpha::decode(name);
    (!name.is_empty()).then_some(name)
}

fn own_numbers(images: &[FileImage], notes: &mut Vec<String>) -> Vec<AdnRecord> {
    let path = FilePath::usim(&[OWN_NUMBERS]);
    let records = images.iter().find(|image| image.path == path);
    let mut numbers = Vec::new();
    for (record, number) in records
        .map(FileImage::records)
        .unwrap_or_default()
        .iter()
        .zip(1_u8..)
    {
        match AdnRecord::decode(record) {
            Ok(found) => numbers.extend(found.filter(|entry| entry.number.is_some())),
            Err(error) => notes.push(format!("{path}, record {number}: {error}")),
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn identities_of_files() {
        for (bytes, want) in [
            ("082960100000000010", Some("206010000000001")),
            ("0821601000000000F1", Some("20601000000001")),
            ("FFFFFFFFFFFFFFFFFF", None),
            ("", None),
        ] {
            let bytes = hex::decode(bytes).expect("hex");
            assert_eq!(imsi(&bytes).as_deref(), want);
        }
        assert_eq!(
            service_provider_name(b"\x01BASE\xFF\xFF").as_deref(),
            Some("BASE")
        );
        assert_eq!(service_provider_name(&[0x01, 0xFF]), None);
    }
}
