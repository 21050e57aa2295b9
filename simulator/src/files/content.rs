//! What stands in the files.

use signoff_protocol::id::Iccid;
use signoff_protocol::tlv::{Tag, Writer};

use super::{Application, File};
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

/// What an elementary file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Bytes
    Transparent(Vec<u8>),
    /// Records of one length
    Records(Vec<Vec<u8>>),
}

/// Whose files the card shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subscription<'a> {
    /// Those of the enabled profile.
    Profile(&'a Profile),
    /// No profile is enabled.
    None(NoProfile),
}

impl Subscription<'_> {
    /// Whether the applications of a profile can be selected.
    pub(crate) const fn has_applications(&self) -> bool {
        matches!(self, Self::Profile(_))
    }

    /// The content of a file, `None` if it isn't there.
    pub(crate) fn read(&self, file: File) -> Option<Body> {
        match self {
            Self::Profile(profile) => Some(of_profile(profile, file)),
            Self::None(NoProfile::Empty) => None,
            Self::None(NoProfile::DefaultIccid) => match file {
                File::Dir => Some(Body::Records(vec![vec![0xFF; DIR_RECORD]])),
                File::Iccid => Some(Body::Transparent(DEFAULT_ICCID.to_vec())),
                File::Pl => Some(Body::Transparent(LANGUAGES.to_vec())),
                File::Arr => Some(Body::Records(vec![ACCESS_RULE.to_vec()])),
                _ => None,
            },
        }
    }
}

fn of_profile(profile: &Profile, file: File) -> Body {
    match file {
        File::Dir => Body::Records(Application::ALL.into_iter().map(dir_record).collect()),
        File::Arr | File::UsimArr => Body::Records(vec![ACCESS_RULE.to_vec()]),
        File::Msisdn => Body::Records(vec![msisdn(profile.msisdn.as_deref())]),
        File::Iccid => Body::Transparent(iccid(profile.iccid)),
        File::Pl | File::Li => Body::Transparent(LANGUAGES.to_vec()),
        File::Imsi => Body::Transparent(imsi(&profile.imsi)),
        File::Ust => Body::Transparent(service_table(profile.msisdn.is_some())),
        File::Spn => Body::Transparent(spn(profile)),
        File::Acc => Body::Transparent(access_class(&profile.imsi)),
        File::Ad => Body::Transparent(vec![0x00, 0x00, 0x00, mnc_digits(profile)]),
        File::Impi => Body::Transparent(text_object(&format!("{}@{}", profile.imsi, domain(profile)))),
        File::Domain => Body::Transparent(text_object(&domain(profile))),
    }
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
