//! Notifications: metadata, and the signed objects that an SM-DP+ is sent (SGP.22 §3.5, §5.7.9, §5.7.10).

use crate::hex::Hex;
use crate::id::{Iccid, SeqNumber};
use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{Bits, DecodeError, Sequence, Tag, Tlv, Writer};

/// Tag of NotificationMetadata.
pub const METADATA: Tag = Tag(0xBF2F);
/// Tag of a signature: `r` and `s`, 32 bytes each, for the 256-bit curves.
pub const SIGNATURE: Tag = Tag(0x5F37);
/// Tag of ProfileInstallationResult.
pub const PROFILE_INSTALLATION_RESULT: Tag = Tag(0xBF37);
/// Tag of OtherSignedNotification, and of certificates.
pub const SEQUENCE: Tag = Tag(0x30);

/// What a notification reports (NotificationEvent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// bit 0
    Install,
    /// bit 1
    Enable,
    /// bit 2
    Disable,
    /// bit 3
    Delete,
    /// bit 4 (v3)
    RpmEnable,
    /// bit 5 (v3)
    RpmDisable,
    /// bit 6 (v3)
    RpmDelete,
    /// bit 7 (v3)
    LoadRpmPackageResult,
}

impl Event {
    /// All events, by bit number.
    pub const ALL: [Self; 8] = [
        Self::Install,
        Self::Enable,
        Self::Disable,
        Self::Delete,
        Self::RpmEnable,
        Self::RpmDisable,
        Self::RpmDelete,
        Self::LoadRpmPackageResult,
    ];

    /// Bit number in NotificationEvent.
    pub const fn bit(self) -> u8 {
        match self {
            Self::Install => 0,
            Self::Enable => 1,
            Self::Disable => 2,
            Self::Delete => 3,
            Self::RpmEnable => 4,
            Self::RpmDisable => 5,
            Self::RpmDelete => 6,
            Self::LoadRpmPackageResult => 7,
        }
    }

    /// In words, lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::Enable => "enable",
            Self::Disable => "disable",
            Self::Delete => "delete",
            Self::RpmEnable => "rpm enable",
            Self::RpmDisable => "rpm disable",
            Self::RpmDelete => "rpm delete",
            Self::LoadRpmPackageResult => "load rpm package result",
        }
    }
}

/// A set of events: a filter, or what an address is configured for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events(pub Bits);

impl Events {
    /// The set of the given events.
    pub fn of(events: &[Event]) -> Self {
        Self(events.iter().map(|event| event.bit()).collect())
    }

    /// Whether the event is in the set.
    pub const fn contains(self, event: Event) -> bool {
        self.0.contains(event.bit())
    }

    /// The events in the set, by bit number.
    pub fn iter(self) -> impl Iterator<Item = Event> {
        Event::ALL.into_iter().filter(move |event| self.contains(*event))
    }
}

/// NotificationMetadata (`BF2F`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationMetadata {
    /// `80`
    pub seq_number: SeqNumber,
    /// `81`: exactly one event.
    pub event: Event,
    /// `0C`: FQDN of the recipient, as the profile's metadata has it.
    pub address: String,
    /// `5A`; absent when an installation failed before the ICCID was known.
    pub iccid: Option<Iccid>,
    /// What no edition known here defines.
    pub unknown: Unknown,
}

impl Encode for NotificationMetadata {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(METADATA, |w| {
            w.unsigned(Tag(0x80), self.seq_number.get());
            w.bits(Tag(0x81), Bits::only(self.event.bit()));
            w.text(Tag(0x0C), &self.address);
            if let Some(iccid) = &self.iccid {
                w.primitive(Tag(0x5A), iccid.as_bytes());
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for NotificationMetadata {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(METADATA)?;
        let (mut seq_number, mut event, mut address, mut iccid) = (None, None, None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => seq_number = Some(SeqNumber::new(child.unsigned()?)),
                Tag(0x81) => {
                    let mut events = Events(child.bits()?).iter();
                    let only = events.next().filter(|_| events.next().is_none());
                    event = Some(only.ok_or_else(|| child.invalid("not exactly one event"))?);
                }
                Tag(0x0C) => address = Some(child.text()?.to_owned()),
                Tag(0x5A) => iccid = Some(Iccid::from_tlv(child)?),
                _ => unknown.keep(child),
            }
        }
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: tlv.offset(),
        };
        Ok(Self {
            seq_number: seq_number.ok_or_else(|| missing(Tag(0x80)))?,
            event: event.ok_or_else(|| missing(Tag(0x81)))?,
            address: address.ok_or_else(|| missing(Tag(0x0C)))?,
            iccid,
            unknown,
        })
    }
}

/// OtherSignedNotification: enable, disable, delete and configured install events, with the certificates that
/// prove them. Bytes are kept as they were signed and are never encoded anew.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherSignedNotification {
    /// The metadata.
    pub metadata: NotificationMetadata,
    /// The complete `BF2F` element: what the signature covers.
    pub signed: Vec<u8>,
    /// `5F37`: ECDSA over SHA-256 of `signed`, `r` and `s`.
    pub signature: Vec<u8>,
    /// CERT.EUICC, complete element.
    pub euicc_certificate: Vec<u8>,
    /// CERT.EUM, complete element.
    pub eum_certificate: Vec<u8>,
    /// What follows (v3: further certificates of the chain).
    pub unknown: Unknown,
}

impl std::fmt::Debug for OtherSignedNotification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OtherSignedNotification")
            .field("metadata", &self.metadata)
            .field("signature", &Hex(&self.signature))
            .finish_non_exhaustive()
    }
}

impl Encode for OtherSignedNotification {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.raw(&self.signed);
            w.primitive(SIGNATURE, &self.signature);
            w.raw(&self.euicc_certificate)
                .raw(&self.eum_certificate)
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for OtherSignedNotification {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let mut parts = Sequence::of(tlv);
        let signed = parts.next(METADATA)?;
        let signature = parts.next(SIGNATURE)?;
        let euicc_certificate = parts.next(SEQUENCE)?;
        let eum_certificate = parts.next(SEQUENCE)?;
        Ok(Self {
            metadata: NotificationMetadata::decode(signed)?,
            signed: signed.raw().to_vec(),
            signature: signature.value().to_vec(),
            euicc_certificate: euicc_certificate.raw().to_vec(),
            eum_certificate: eum_certificate.raw().to_vec(),
            unknown: Unknown::all(parts.rest())?,
        })
    }
}

/// ProfileInstallationResult (`BF37`): its metadata and the bytes to deliver; [`ProfileInstallationResult::data`] reads
/// the rest.
#[derive(Clone, PartialEq, Eq)]
pub struct ProfileInstallationResult {
    /// The metadata inside `BF27`.
    pub metadata: NotificationMetadata,
    /// The complete `BF27` element: what the signature covers.
    pub signed: Vec<u8>,
    /// `5F37`
    pub signature: Vec<u8>,
    /// What follows.
    pub unknown: Unknown,
}

impl std::fmt::Debug for ProfileInstallationResult {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProfileInstallationResult")
            .field("metadata", &self.metadata)
            .field("signature", &Hex(&self.signature))
            .finish_non_exhaustive()
    }
}

impl Encode for ProfileInstallationResult {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(PROFILE_INSTALLATION_RESULT, |w| {
            w.raw(&self.signed);
            w.primitive(SIGNATURE, &self.signature);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ProfileInstallationResult {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(PROFILE_INSTALLATION_RESULT)?;
        let mut parts = Sequence::of(tlv);
        let signed = parts.next(Tag(0xBF27))?;
        let signature = parts.next(SIGNATURE)?;
        Ok(Self {
            metadata: NotificationMetadata::decode(signed.child(METADATA)?)?,
            signed: signed.raw().to_vec(),
            signature: signature.value().to_vec(),
            unknown: Unknown::all(parts.rest())?,
        })
    }
}

/// PendingNotification: what RetrieveNotificationsList returns and ES9+.HandleNotification carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PendingNotification {
    /// `BF37`
    ProfileInstallationResult(ProfileInstallationResult),
    /// `30`
    Other(OtherSignedNotification),
}

impl PendingNotification {
    /// The metadata of either kind.
    pub const fn metadata(&self) -> &NotificationMetadata {
        match self {
            Self::ProfileInstallationResult(result) => &result.metadata,
            Self::Other(other) => &other.metadata,
        }
    }
}

impl Encode for PendingNotification {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::ProfileInstallationResult(result) => result.encode(writer),
            Self::Other(other) => other.encode(writer),
        }
    }
}

impl Decode for PendingNotification {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.tag() {
            PROFILE_INSTALLATION_RESULT => {
                ProfileInstallationResult::decode(tlv).map(Self::ProfileInstallationResult)
            }
            _ => OtherSignedNotification::decode(tlv).map(Self::Other),
        }
    }
}

crate::arbitrary::arbitrary!(Event, proptest::sample::select(&Self::ALL[..]));

crate::arbitrary::arbitrary!(Events, any::<Bits>().prop_map(Self));

crate::arbitrary::arbitrary!(
    NotificationMetadata,
    (
        any::<(SeqNumber, Event, Option<Iccid>, Unknown)>(),
        crate::arbitrary::text(255)
    )
        .prop_map(|((seq_number, event, iccid, unknown), address)| Self {
            seq_number,
            event,
            address,
            iccid,
            unknown
        })
);

// What was signed and certificates are drawn too, but no signature is right: codecs don't check them.
crate::arbitrary::arbitrary!(OtherSignedNotification, {
    let certificate = crate::arbitrary::certificate;
    (
        any::<(NotificationMetadata, Unknown)>(),
        crate::arbitrary::blob(0..=64),
        certificate(),
        certificate(),
    )
        .prop_map(
            |((metadata, unknown), signature, euicc_certificate, eum_certificate)| Self {
                signed: metadata.to_der(),
                metadata,
                signature,
                euicc_certificate,
                eum_certificate,
                unknown,
            },
        )
});

crate::arbitrary::arbitrary!(
    ProfileInstallationResult,
    (
        any::<(crate::es10b::ProfileInstallationResultData, Unknown)>(),
        crate::arbitrary::blob(0..=64),
    )
        .prop_map(|((data, unknown), signature)| Self {
            unknown,
            ..Self::new(&data, |_| signature)
        })
);

crate::arbitrary::arbitrary!(
    PendingNotification,
    prop_oneof![
        any::<ProfileInstallationResult>().prop_map(Self::ProfileInstallationResult),
        any::<OtherSignedNotification>().prop_map(Self::Other),
    ]
);
