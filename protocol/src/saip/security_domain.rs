//! PE-SecurityDomain, `A6`: the MNO-SD and those below it.

use super::read::{OCTETS, SEQUENCE, required};
use super::{ApplicationInstance, PeHeader};
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// One part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyComponent {
    /// `80` (GlobalPlatform Card Specification §11.1.8)
    pub key_type: Vec<u8>,
    /// `86`
    pub data: Vec<u8>,
    /// `87`; 8 by default.
    pub mac_length: Option<u8>,
}

/// A key of a security domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyObject {
    /// `95`
    pub usage: Vec<u8>,
    /// `96`; 0 by default.
    pub access: Option<u8>,
    /// `82`
    pub identifier: u8,
    /// `83`
    pub version: u8,
    /// `85`
    pub counter: Option<Vec<u8>>,
    /// `30`
    pub components: Vec<KeyComponent>,
}

/// A security domain with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityDomain {
    /// `A0`
    pub header: PeHeader,
    /// `A1`
    pub instance: ApplicationInstance,
    /// `A2`
    pub keys: Option<Vec<KeyObject>>,
    /// `A3`: data that STORE DATA would bring.
    pub personalisation: Option<Vec<Vec<u8>>>,
    /// `A4`, `A5`, and what a later edition added.
    pub unknown: Unknown,
}

impl SecurityDomain {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA6);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut instance, mut keys) = (None, None, None);
        let (mut personalisation, mut unknown) = (None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => instance = Some(ApplicationInstance::read(child)?),
                Tag(0xA2) => {
                    let entries = child.children().map(|entry| read_key(entry?.expect(SEQUENCE)?));
                    keys = Some(entries.collect::<Result<_, _>>()?);
                }
                Tag(0xA3) => {
                    let entries = child
                        .children()
                        .map(|entry| Ok(entry?.expect(OCTETS)?.value().to_vec()));
                    personalisation = Some(entries.collect::<Result<_, DecodeError>>()?);
                }
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            instance: required(instance, tlv, Tag(0xA1))?,
            keys,
            personalisation,
            unknown,
        })
    }
}

fn byte(tlv: Tlv<'_>) -> Result<u8, DecodeError> {
    tlv.array::<1>("1").map(|[byte]| byte)
}

fn read_key(tlv: Tlv<'_>) -> Result<KeyObject, DecodeError> {
    let (mut usage, mut identifier, mut version, mut components) = (None, None, None, None);
    let (mut access, mut counter) = (None, None);
    for child in tlv.children() {
        let child = child?;
        match child.tag() {
            Tag(0x95) => usage = Some(child.value().to_vec()),
            Tag(0x96) => access = Some(byte(child)?),
            Tag(0x82) => identifier = Some(byte(child)?),
            Tag(0x83) => version = Some(byte(child)?),
            Tag(0x85) => counter = Some(child.value().to_vec()),
            SEQUENCE => {
                let entries = child
                    .children()
                    .map(|entry| read_component(entry?.expect(SEQUENCE)?));
                components = Some(entries.collect::<Result<_, _>>()?);
            }
            _ => {}
        }
    }
    Ok(KeyObject {
        usage: required(usage, tlv, Tag(0x95))?,
        access,
        identifier: required(identifier, tlv, Tag(0x82))?,
        version: required(version, tlv, Tag(0x83))?,
        counter,
        components: required(components, tlv, SEQUENCE)?,
    })
}

fn read_component(tlv: Tlv<'_>) -> Result<KeyComponent, DecodeError> {
    let mac_length = tlv.find(Tag(0x87))?;
    Ok(KeyComponent {
        key_type: tlv.child(Tag(0x80))?.value().to_vec(),
        data: tlv.child(Tag(0x86))?.value().to_vec(),
        mac_length: mac_length.map(|length| length.small()).transpose()?,
    })
}

fn write_key(writer: &mut Writer, key: &KeyObject) {
    writer.constructed(SEQUENCE, |w| {
        w.primitive(Tag(0x95), &key.usage);
        if let Some(access) = key.access {
            w.primitive(Tag(0x96), &[access]);
        }
        w.primitive(Tag(0x82), &[key.identifier]);
        w.primitive(Tag(0x83), &[key.version]);
        if let Some(counter) = &key.counter {
            w.primitive(Tag(0x85), counter);
        }
        w.constructed(SEQUENCE, |w| {
            for component in &key.components {
                w.constructed(SEQUENCE, |w| {
                    w.primitive(Tag(0x80), &component.key_type);
                    w.primitive(Tag(0x86), &component.data);
                    if let Some(length) = component.mac_length {
                        w.unsigned(Tag(0x87), u32::from(length));
                    }
                });
            }
        });
    });
}

impl Encode for SecurityDomain {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            self.instance.write(Tag(0xA1), w);
            if let Some(keys) = &self.keys {
                w.constructed(Tag(0xA2), |w| keys.iter().for_each(|key| write_key(w, key)));
            }
            if let Some(entries) = &self.personalisation {
                w.constructed(Tag(0xA3), |w| {
                    for entry in entries {
                        w.primitive(OCTETS, entry);
                    }
                });
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(
    KeyComponent,
    (
        crate::arbitrary::blob(1..=2),
        crate::arbitrary::blob(0..=32),
        any::<Option<u8>>()
    )
        .prop_map(|(key_type, data, mac_length)| Self {
            key_type,
            data,
            mac_length
        })
);

crate::arbitrary::arbitrary!(KeyObject, {
    let counter = proptest::option::of(crate::arbitrary::blob(1..=5));
    let bytes = any::<(Option<u8>, u8, u8)>();
    (
        crate::arbitrary::blob(1..=2),
        bytes,
        counter,
        crate::arbitrary::list(2),
    )
        .prop_map(
            |(usage, (access, identifier, version), counter, components)| Self {
                usage,
                access,
                identifier,
                version,
                counter,
                components,
            },
        )
});

crate::arbitrary::arbitrary!(SecurityDomain, {
    let keys = proptest::option::of(crate::arbitrary::list(2));
    let blobs = proptest::collection::vec(crate::arbitrary::blob(0..=40), 0..3);
    let fixed = any::<(PeHeader, ApplicationInstance, Unknown)>();
    (fixed, keys, proptest::option::of(blobs)).prop_map(
        |((header, instance, unknown), keys, personalisation)| Self {
            header,
            instance,
            keys,
            personalisation,
            unknown,
        },
    )
});
