//! The files of a card without profile, and of profiles that came without a package.

use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::tlv::{Tag, Writer};

use super::{DirectorySpec, FileHandle, FileKind, FileSpec, FileSystem, PinSpec, PukSpec, SecurityRule};
use crate::personality::NoProfile;
use crate::profile::Profile;

/// ICCID that some cards show when no profile is enabled.
const DEFAULT_ICCID: [u8; 10] = [0x98, 0x00, 0x10, 0x32, 0x54, 0x76, 0x98, 0x10, 0x32, 0x85];
/// Read always; anything else never (TS 102 221 §9.2.4).
const ACCESS_RULE: [u8; 10] = [0x80, 0x01, 0x01, 0x90, 0x00, 0x80, 0x01, 0x1A, 0x97, 0x00];
/// Records of EF_DIR.
const DIR_RECORD: usize = 38;
const LANGUAGES: &[u8] = b"enfrnlde";
const SPN_NAME: usize = 16;
const MSISDN_RECORD: usize = 14;
/// The first record of the EF_ARR of the MF.
const RULE: SecurityRule = SecurityRule {
    file: 0x2F06,
    record: 1,
};
/// Key reference of the PIN of the first application.
const PIN: u8 = 0x01;
/// Key reference of its PUK.
const PUK: u8 = 0x01;
/// Key reference of the first administrator.
const ADM: u8 = 0x0A;

/// The files that a card shows while no profile is enabled.
pub(crate) fn files_without_profile(kind: NoProfile) -> FileSystem {
    let mut files = FileSystem::new();
    describe_mf(&mut files);
    if kind == NoProfile::DefaultIccid {
        let mf = FileHandle::MF;
        add_records(&mut files, mf, 0x2F00, Some(0x1E), &[vec![0xFF; DIR_RECORD]]);
        add(&mut files, mf, 0x2F05, Some(0x05), LANGUAGES.to_vec());
        add_records(&mut files, mf, 0x2F06, Some(0x06), &[ACCESS_RULE.to_vec()]);
        add(&mut files, mf, 0x2FE2, Some(0x02), DEFAULT_ICCID.to_vec());
    }
    files
}

/// The files of a profile that came with its card and without a package.
pub(crate) fn files_of(profile: &Profile) -> FileSystem {
    let mut files = FileSystem::new();
    describe_mf(&mut files);
    let mf = FileHandle::MF;
    let applications = Application::ALL.map(dir_record);
    add_records(&mut files, mf, 0x2F00, Some(0x1E), &applications);
    add(&mut files, mf, 0x2F05, Some(0x05), LANGUAGES.to_vec());
    add_records(&mut files, mf, 0x2F06, Some(0x06), &[ACCESS_RULE.to_vec()]);
    add(&mut files, mf, 0x2FE2, Some(0x02), iccid(profile.iccid));
    let pin = PinSpec {
        enabled: false,
        puk: Some(PUK),
        ..PinSpec::new(PIN, *b"1234\xFF\xFF\xFF\xFF")
    };
    // The MF is there and has neither yet.
    let _ = files.add_puk(mf, PukSpec::new(PUK, *b"12345678"));
    let _ = files.add_pin(mf, pin);
    if let Some(adf) = add_application(&mut files, Application::Usim) {
        let number = msisdn(profile.msisdn.as_deref());
        add(&mut files, adf, 0x6F05, Some(0x02), LANGUAGES.to_vec());
        add_records(&mut files, adf, 0x6F06, Some(0x17), &[ACCESS_RULE.to_vec()]);
        add(&mut files, adf, 0x6F07, Some(0x07), imsi(&profile.imsi));
        let services = service_table(profile.msisdn.is_some());
        add(&mut files, adf, 0x6F38, Some(0x04), services);
        add_records(&mut files, adf, 0x6F40, None, &[number]);
        add(&mut files, adf, 0x6F46, None, spn(profile));
        add(&mut files, adf, 0x6F78, Some(0x06), access_class(&profile.imsi));
        add(&mut files, adf, 0x6FAD, Some(0x03), administrative(profile));
    }
    if let Some(adf) = add_application(&mut files, Application::Isim) {
        let identity = format!("{}@{}", profile.imsi, domain(profile));
        add(&mut files, adf, 0x6F02, Some(0x02), text_object(&identity));
        add(&mut files, adf, 0x6F03, Some(0x05), text_object(&domain(profile)));
        add(&mut files, adf, 0x6FAD, Some(0x03), administrative(profile));
    }
    files
}

/// An application with an ADF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Application {
    Usim,
    Isim,
}

impl Application {
    const ALL: [Self; 2] = [Self::Usim, Self::Isim];

    /// 3GPP RID, application code `1002` or `1004`, no country, no provider (ETSI TS 101 220).
    const fn aid_bytes(self) -> [u8; 16] {
        let code = match self {
            Self::Usim => 0x02,
            Self::Isim => 0x04,
        };
        [
            0xA0, 0, 0, 0, 0x87, 0x10, code, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x01, 0x01, 0, 0,
        ]
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Usim => "USIM",
            Self::Isim => "ISIM",
        }
    }

    const fn temporary_fid(self) -> u16 {
        match self {
            Self::Usim => 0x7FD0,
            Self::Isim => 0x7FB0,
        }
    }
}

fn directory(fid: u16) -> DirectorySpec {
    DirectorySpec {
        pins: vec![PIN, ADM],
        security: Some(RULE),
        ..DirectorySpec::new(fid)
    }
}

fn describe_mf(files: &mut FileSystem) {
    files.describe_mf(directory(0x3F00));
}

fn add_application(files: &mut FileSystem, application: Application) -> Option<FileHandle> {
    let spec = DirectorySpec {
        aid: Aid::from_bytes(&application.aid_bytes()).ok(),
        ..directory(application.temporary_fid())
    };
    files.create_directory(FileHandle::MF, spec).ok()
}

fn add(files: &mut FileSystem, parent: FileHandle, fid: u16, sfi: Option<u8>, content: Vec<u8>) {
    let size = u32::try_from(content.len()).unwrap_or(u32::MAX);
    create(files, parent, fid, sfi, FileKind::Transparent { size }, content);
}

fn add_records(files: &mut FileSystem, parent: FileHandle, fid: u16, sfi: Option<u8>, records: &[Vec<u8>]) {
    let kind = FileKind::LinearFixed {
        record: records
            .first()
            .and_then(|record| u8::try_from(record.len()).ok())
            .unwrap_or(0),
        count: u8::try_from(records.len()).unwrap_or(u8::MAX),
    };
    create(files, parent, fid, sfi, kind, records.concat());
}

fn create(
    files: &mut FileSystem,
    parent: FileHandle,
    fid: u16,
    sfi: Option<u8>,
    kind: FileKind,
    content: Vec<u8>,
) {
    let spec = FileSpec {
        sfi,
        content,
        security: Some(RULE),
        ..FileSpec::new(fid, kind)
    };
    // The identifiers above differ, and the content has the size of its file.
    let _ = files.create_file(parent, spec);
}

/// No display of conditions, and how many digits of the IMSI are the MNC.
fn administrative(profile: &Profile) -> Vec<u8> {
    vec![0x00, 0x00, 0x00, mnc_digits(profile)]
}

fn iccid(iccid: Iccid) -> Vec<u8> {
    iccid.as_bytes().to_vec()
}

/// Application template (TS 102 221 §13.1).
fn dir_record(application: Application) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.constructed(Tag(0x61), |w| {
        w.primitive(Tag(0x4F), &application.aid_bytes());
        w.text(Tag(0x50), application.label());
    });
    padded(writer.into_bytes(), DIR_RECORD)
}

/// Length, then parity and digits, nibbles swapped (TS 31.102 §4.2.2).
fn imsi(digits: &str) -> Vec<u8> {
    let parity = if digits.len() % 2 == 1 { '9' } else { '1' };
    let nibbles = std::iter::once(parity).chain(digits.chars());
    let coded = swapped(nibbles);
    let length = u8::try_from(coded.len()).unwrap_or(8);
    let mut file = vec![length];
    file.extend(coded);
    padded(file, 9)
}

/// Class of the subscriber: the last digit of the IMSI picks one of ten (3GPP TS 22.011 §4.2).
fn access_class(imsi: &str) -> Vec<u8> {
    let class = imsi
        .chars()
        .last()
        .and_then(|last| last.to_digit(10))
        .unwrap_or(0);
    (1u16 << class).to_be_bytes().to_vec()
}

/// Services 19 (service provider name), 21 (MSISDN) and 114 have bits of their own in the table.
fn service_table(msisdn: bool) -> Vec<u8> {
    let mut table = vec![0; 17];
    if let Some(third) = table.get_mut(2) {
        *third = 0x04 | if msisdn { 0x10 } else { 0 };
    }
    table
}

/// Display condition and name.
fn spn(profile: &Profile) -> Vec<u8> {
    let name = profile
        .info()
        .service_provider_name
        .as_deref()
        .unwrap_or_default();
    let ascii: String = name.chars().filter(char::is_ascii).take(SPN_NAME).collect();
    let mut file = vec![0x01];
    file.extend_from_slice(ascii.as_bytes());
    padded(file, 1 + SPN_NAME)
}

/// Length, type of number, ten bytes of digits (TS 31.102 §4.2.26).
fn msisdn(number: Option<&str>) -> Vec<u8> {
    let Some(number) = number else {
        return vec![0xFF; MSISDN_RECORD];
    };
    let (kind, digits) = match number.strip_prefix('+') {
        Some(digits) => (0x91, digits),
        None => (0x81, number),
    };
    let coded = swapped(digits.chars());
    let mut record = vec![u8::try_from(coded.len() + 1).unwrap_or(11), kind];
    record.extend(coded);
    padded(record, MSISDN_RECORD)
}

fn mnc_digits(profile: &Profile) -> u8 {
    let three = profile.info().owner.as_ref().is_some_and(|owner| {
        let [_, mnc3_mcc3, _] = *owner.mcc_mnc.as_bytes();
        mnc3_mcc3 >> 4 != 0x0F
    });
    if three { 3 } else { 2 }
}

/// Home network domain (3GPP TS 23.003 §13.2).
fn domain(profile: &Profile) -> String {
    let digits = usize::from(mnc_digits(profile));
    let (mcc, rest) = profile.imsi.split_at_checked(3).unwrap_or_default();
    let mnc = rest.get(..digits).unwrap_or_default();
    format!("ims.mnc{mnc:0>3}.mcc{mcc}.3gppnetwork.org")
}

fn text_object(text: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.text(Tag(0x80), text);
    writer.into_bytes()
}

fn swapped(digits: impl Iterator<Item = char>) -> Vec<u8> {
    let nibbles: Vec<u8> = digits
        .filter_map(|digit| digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    nibbles
        .chunks(2)
        .map(|pair| match pair {
            [low, high] => high << 4 | low,
            [low] => 0xF0 | low,
            _ => 0xFF,
        })
        .collect()
}

fn padded(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length.max(bytes.len()), 0xFF);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn numbers_are_coded_as_the_specifications_say() {
        for (digits, want) in [
            ("206010000000001", "082960100000000010"),
            ("20601000000001", "0821601000000000F1"),
        ] {
            assert_eq!(hex::encode(&imsi(digits)), want, "{digits}");
        }
        assert_eq!(
            hex::encode(&msisdn(Some("+32470000001"))),
            "07912374000000F1FFFFFFFFFFFF"
        );
        assert_eq!(hex::encode(&msisdn(None)), "FF".repeat(14));
        assert_eq!(access_class("206010000000009"), [0x02, 0x00]);
        assert_eq!(
            Iccid::from_bytes(DEFAULT_ICCID).to_string(),
            "89000123456789012358"
        );
    }
}
