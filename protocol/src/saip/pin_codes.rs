//! PE-PINCodes, `A2`, and PE-PUKCodes, `A3`.

use super::PeHeader;
use super::read::{SEQUENCE, path, required};
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// A PIN or ADM key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinConfiguration {
    /// `80`: key reference (ETSI TS 102 221 §9.5.1).
    pub key_reference: u8,
    /// `81`: digits in ASCII, filled up with `FF`.
    pub value: [u8; 8],
    /// `82`: the PUK that unblocks it.
    pub unblocking_reference: Option<u8>,
    /// `83`: bit 1 enabled, bit 2 can be changed, bit 3 can be disabled; 7 by default.
    pub attributes: Option<u8>,
    /// `84`: attempts in the high nibble, those left in the low one; `33` by default.
    pub attempts: Option<u8>,
}

impl PinConfiguration {
    /// Attributes, with their default.
    pub const fn attributes_or_default(&self) -> u8 {
        match self.attributes {
            Some(attributes) => attributes,
            None => 7,
        }
    }

    /// Most attempts and attempts left, with their default.
    pub const fn attempts_or_default(&self) -> (u8, u8) {
        let both = match self.attempts {
            Some(both) => both,
            None => 0x33,
        };
        (both >> 4, both & 0x0F)
    }
}

/// Where the PINs of a directory come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinSource {
    /// `A0`: they are made here.
    Own(Vec<PinConfiguration>),
    /// `81`: they are those of the directory at this path.
    SharedWith(Vec<u8>),
}

/// The PINs of the directory that the elements before it have made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinCodes {
    /// `A0`
    pub header: PeHeader,
    /// `A1`
    pub source: PinSource,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl PinCodes {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA2);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut source, mut unknown) = (None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => source = Some(read_source(child)?),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            source: required(source, tlv, Tag(0xA1))?,
            unknown,
        })
    }
}

fn read_source(tlv: Tlv<'_>) -> Result<PinSource, DecodeError> {
    let choice = tlv.children().next().transpose()?;
    let choice = required(choice, tlv, Tag(0xA0))?;
    match choice.tag() {
        Tag(0xA0) => choice
            .children()
            .map(|entry| read_pin(entry?.expect(SEQUENCE)?))
            .collect::<Result<_, _>>()
            .map(PinSource::Own),
        Tag(0x81) => path(choice).map(PinSource::SharedWith),
        _ => Err(choice.invalid("neither PINs nor a path")),
    }
}

fn read_pin(tlv: Tlv<'_>) -> Result<PinConfiguration, DecodeError> {
    let (mut key_reference, mut value) = (None, None);
    let (mut unblocking_reference, mut attributes, mut attempts) = (None, None, None);
    for child in tlv.children() {
        let child = child?;
        match child.tag() {
            Tag(0x80) => key_reference = Some(child.small()?),
            Tag(0x81) => value = Some(child.array("8")?),
            Tag(0x82) => unblocking_reference = Some(child.small()?),
            Tag(0x83) => attributes = Some(child.small()?),
            Tag(0x84) => attempts = Some(child.small()?),
            _ => {}
        }
    }
    Ok(PinConfiguration {
        key_reference: required(key_reference, tlv, Tag(0x80))?,
        value: required(value, tlv, Tag(0x81))?,
        unblocking_reference,
        attributes,
        attempts,
    })
}

impl Encode for PinCodes {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.constructed(Tag(0xA1), |w| match &self.source {
                PinSource::SharedWith(path) => {
                    w.primitive(Tag(0x81), path);
                }
                PinSource::Own(pins) => {
                    w.constructed(Tag(0xA0), |w| {
                        for pin in pins {
                            w.constructed(SEQUENCE, |w| {
                                w.unsigned(Tag(0x80), u32::from(pin.key_reference));
                                w.primitive(Tag(0x81), &pin.value);
                                for (tag, number) in [
                                    (0x82, pin.unblocking_reference),
                                    (0x83, pin.attributes),
                                    (0x84, pin.attempts),
                                ] {
                                    if let Some(number) = number {
                                        w.unsigned(Tag(tag), u32::from(number));
                                    }
                                }
                            });
                        }
                    });
                }
            });
            w.raw(self.unknown.as_bytes());
        });
    }
}

/// A PUK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PukConfiguration {
    /// `80`: number by which PINs name it.
    pub key_reference: u8,
    /// `81`: eight digits in ASCII.
    pub value: [u8; 8],
    /// `82`: attempts in the high nibble, those left in the low one; `AA` by default.
    pub attempts: Option<u8>,
}

impl PukConfiguration {
    /// Most attempts and attempts left, with their default.
    pub const fn attempts_or_default(&self) -> (u8, u8) {
        let both = match self.attempts {
            Some(both) => both,
            None => 0xAA,
        };
        (both >> 4, both & 0x0F)
    }
}

/// The PUKs of the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PukCodes {
    /// `A0`
    pub header: PeHeader,
    /// `A1`
    pub codes: Vec<PukConfiguration>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl PukCodes {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA3);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut codes, mut unknown) = (None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => {
                    let entries = child.children().map(|entry| read_puk(entry?.expect(SEQUENCE)?));
                    codes = Some(entries.collect::<Result<_, _>>()?);
                }
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            codes: required(codes, tlv, Tag(0xA1))?,
            unknown,
        })
    }
}

fn read_puk(tlv: Tlv<'_>) -> Result<PukConfiguration, DecodeError> {
    let attempts = tlv.find(Tag(0x82))?;
    Ok(PukConfiguration {
        key_reference: tlv.child(Tag(0x80))?.small()?,
        value: tlv.child(Tag(0x81))?.array("8")?,
        attempts: attempts.map(|attempts| attempts.small()).transpose()?,
    })
}

impl Encode for PukCodes {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.constructed(Tag(0xA1), |w| {
                for puk in &self.codes {
                    w.constructed(SEQUENCE, |w| {
                        w.unsigned(Tag(0x80), u32::from(puk.key_reference));
                        w.primitive(Tag(0x81), &puk.value);
                        if let Some(attempts) = puk.attempts {
                            w.unsigned(Tag(0x82), u32::from(attempts));
                        }
                    });
                }
            });
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(
    PinConfiguration,
    any::<(u8, [u8; 8], Option<u8>, Option<u8>, Option<u8>)>().prop_map(
        |(key_reference, value, unblocking_reference, attributes, attempts)| Self {
            key_reference,
            value,
            unblocking_reference,
            attributes,
            attempts,
        }
    )
);

crate::arbitrary::arbitrary!(
    PinSource,
    prop_oneof![
        crate::arbitrary::list(4).prop_map(Self::Own),
        proptest::sample::select(vec![vec![], vec![0x7F, 0xD0]]).prop_map(Self::SharedWith),
    ]
);

crate::arbitrary::arbitrary!(
    PinCodes,
    any::<(PeHeader, PinSource, Unknown)>().prop_map(|(header, source, unknown)| Self {
        header,
        source,
        unknown
    })
);

crate::arbitrary::arbitrary!(
    PukConfiguration,
    any::<(u8, [u8; 8], Option<u8>)>().prop_map(|(key_reference, value, attempts)| Self {
        key_reference,
        value,
        attempts
    })
);

crate::arbitrary::arbitrary!(
    PukCodes,
    (any::<PeHeader>(), crate::arbitrary::list(4), any::<Unknown>()).prop_map(|(header, codes, unknown)| {
        Self {
            header,
            codes,
            unknown,
        }
    })
);
