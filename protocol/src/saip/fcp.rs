//! Fcp: the file control parameters of a file to be made (coding of ETSI TS 102 222 §6.3.2.2).

use super::read::{path, size, write_size};
use crate::id::Aid;
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileStructure {
    /// DF or ADF.
    Directory,
    /// Bytes.
    Transparent,
    /// Records of one length.
    LinearFixed,
    /// Records of one length, the newest first.
    Cyclic,
    /// Data objects by tag.
    BerTlv,
}

/// `82`: descriptor byte, data coding byte and, for records, their length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDescriptor(Vec<u8>);

impl FileDescriptor {
    const CODING: u8 = 0x21;

    /// A shareable working file.
    pub fn new(structure: FileStructure, record_length: Option<u16>) -> Self {
        let first = match structure {
            FileStructure::Directory => 0x78,
            FileStructure::Transparent => 0x41,
            FileStructure::LinearFixed => 0x42,
            FileStructure::Cyclic => 0x46,
            FileStructure::BerTlv => 0x79,
        };
        let mut bytes = vec![first, Self::CODING];
        if let Some(length) = record_length {
            bytes.extend(length.to_be_bytes());
        }
        Self(bytes)
    }

    /// Kind of the file, `None` if the descriptor byte names none that a package can make.
    pub fn structure(&self) -> Option<FileStructure> {
        match self.0.first()? & 0x3F {
            0x38 => Some(FileStructure::Directory),
            0x39 => Some(FileStructure::BerTlv),
            first => match first & 0x07 {
                0x01 => Some(FileStructure::Transparent),
                0x02 => Some(FileStructure::LinearFixed),
                0x06 => Some(FileStructure::Cyclic),
                _ => None,
            },
        }
    }

    /// Length of a record, bytes.
    pub fn record_length(&self) -> Option<u16> {
        match self.0.as_slice() {
            [_, _, length] => Some(u16::from(*length)),
            [_, _, high, low] => Some(u16::from_be_bytes([*high, *low])),
            _ => None,
        }
    }

    /// As in the package, 2 to 4 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// `A5`: fill pattern, and what only files of BER-TLV structure have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProprietaryInfo {
    /// `C0`: high update activity (`80`), readable when deactivated (`40`).
    pub special_file_information: Option<u8>,
    /// `C1`, 1 to 200 bytes: once, its last byte repeated up to the end of the file or of each record.
    pub fill_pattern: Option<Vec<u8>>,
    /// `C2`, 1 to 200 bytes: again and again up to the end of the file or of each record.
    pub repeat_pattern: Option<Vec<u8>>,
    /// `86`, bytes
    pub maximum_file_size: Option<u32>,
    /// `84`
    pub file_details: Option<u8>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl ProprietaryInfo {
    fn write(&self, writer: &mut Writer) {
        writer.constructed(Tag(0xA5), |w| {
            if let Some(byte) = self.special_file_information {
                w.primitive(Tag(0xC0), &[byte]);
            }
            for (tag, pattern) in [(0xC1, &self.fill_pattern), (0xC2, &self.repeat_pattern)] {
                if let Some(pattern) = pattern {
                    w.primitive(Tag(tag), pattern);
                }
            }
            if let Some(size) = self.maximum_file_size {
                write_size(w, Tag(0x86), size);
            }
            if let Some(byte) = self.file_details {
                w.primitive(Tag(0x84), &[byte]);
            }
            w.raw(self.unknown.as_bytes());
        });
    }

    fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut info = Self::default();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0xC0) => info.special_file_information = Some(byte(child)?),
                Tag(0xC1) => info.fill_pattern = Some(pattern(child)?),
                Tag(0xC2) => info.repeat_pattern = Some(pattern(child)?),
                Tag(0x86) => info.maximum_file_size = Some(size(child)?),
                Tag(0x84) => info.file_details = Some(byte(child)?),
                _ => info.unknown.keep(child),
            }
        }
        Ok(info)
    }
}

/// What is said of a file; a file of a template takes the rest from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fcp {
    /// `82`
    pub file_descriptor: Option<FileDescriptor>,
    /// `83`; that of an ADF is a temporary one, for paths in the package only.
    pub file_id: Option<u16>,
    /// `84`: AID of an ADF.
    pub df_name: Option<Aid>,
    /// `8A`, life cycle status; 5, operational and activated, by default.
    pub life_cycle: Option<u8>,
    /// `8B`: record number in EF_ARR, with or without the identifier of the EF_ARR before it.
    pub security: Option<Vec<u8>>,
    /// `80`, bytes
    pub file_size: Option<u32>,
    /// `C6`
    pub pin_status: Option<Vec<u8>>,
    /// `88`: b8 to b4 are the identifier, no byte means none. When the element is missing, the template decides.
    pub short_id: Option<Option<u8>>,
    /// `A5`
    pub proprietary: Option<ProprietaryInfo>,
    /// `C7`: path of the file that this one is a link to; an empty one ends a template's link.
    pub link_path: Option<Vec<u8>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Fcp {
    /// Tag in GenericFileManagement.
    pub const CREATE: Tag = Tag(0x62);

    /// Writes the parameters under `tag`: `A1` in a file of a template, `62` in GenericFileManagement.
    pub fn encode_as(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            if let Some(descriptor) = &self.file_descriptor {
                w.primitive(Tag(0x82), descriptor.as_bytes());
            }
            if let Some(id) = self.file_id {
                w.primitive(Tag(0x83), &id.to_be_bytes());
            }
            if let Some(name) = &self.df_name {
                w.primitive(Tag(0x84), name.as_bytes());
            }
            if let Some(byte) = self.life_cycle {
                w.primitive(Tag(0x8A), &[byte]);
            }
            if let Some(security) = &self.security {
                w.primitive(Tag(0x8B), security);
            }
            if let Some(size) = self.file_size {
                write_size(w, Tag(0x80), size);
            }
            if let Some(status) = &self.pin_status {
                w.primitive(Tag(0xC6), status);
            }
            match self.short_id {
                Some(Some(byte)) => {
                    w.primitive(Tag(0x88), &[byte]);
                }
                Some(None) => {
                    w.primitive(Tag(0x88), &[]);
                }
                None => {}
            }
            if let Some(info) = &self.proprietary {
                info.write(w);
            }
            if let Some(path) = &self.link_path {
                w.primitive(Tag(0xC7), path);
            }
            w.raw(self.unknown.as_bytes());
        });
    }

    /// Reads the parameters, whatever the tag around them.
    ///
    /// # Errors
    /// A parameter of a length that it cannot have.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut fcp = Self::default();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x82) => fcp.file_descriptor = Some(descriptor(child)?),
                Tag(0x83) => fcp.file_id = Some(u16::from_be_bytes(child.array("2")?)),
                Tag(0x84) => fcp.df_name = Some(Aid::from_tlv(child)?),
                Tag(0x8A) => fcp.life_cycle = Some(byte(child)?),
                Tag(0x8B) => match child.value() {
                    [_] | [_, _, _] => fcp.security = Some(child.value().to_vec()),
                    _ => return Err(child.wrong_length("1 or 3")),
                },
                Tag(0x80) => fcp.file_size = Some(size(child)?),
                Tag(0xC6) => fcp.pin_status = Some(child.value().to_vec()),
                Tag(0x88) => match child.value() {
                    [] => fcp.short_id = Some(None),
                    [byte] => fcp.short_id = Some(Some(*byte)),
                    _ => return Err(child.wrong_length("0 or 1")),
                },
                Tag(0xA5) => fcp.proprietary = Some(ProprietaryInfo::read(child)?),
                Tag(0xC7) => fcp.link_path = Some(path(child)?),
                _ => fcp.unknown.keep(child),
            }
        }
        Ok(fcp)
    }

    /// Life cycle status, with its default.
    pub fn life_cycle_or_default(&self) -> u8 {
        self.life_cycle.unwrap_or(0x05)
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Encode for Fcp {
    /// Under `62`, as in GenericFileManagement.
    fn encode(&self, writer: &mut Writer) {
        self.encode_as(Self::CREATE, writer);
    }
}

fn byte(tlv: Tlv<'_>) -> Result<u8, DecodeError> {
    tlv.array::<1>("1").map(|[byte]| byte)
}

fn pattern(tlv: Tlv<'_>) -> Result<Vec<u8>, DecodeError> {
    match tlv.value().len() {
        1..=200 => Ok(tlv.value().to_vec()),
        _ => Err(tlv.wrong_length("1 to 200")),
    }
}

fn descriptor(tlv: Tlv<'_>) -> Result<FileDescriptor, DecodeError> {
    match tlv.value().len() {
        2..=4 => Ok(FileDescriptor(tlv.value().to_vec())),
        _ => Err(tlv.wrong_length("2 to 4")),
    }
}

crate::arbitrary::arbitrary!(
    FileDescriptor,
    prop_oneof![
        3 => any::<(FileStructure, Option<u16>)>().prop_map(|(kind, length)| Self::new(kind, length)),
        1 => proptest::collection::vec(any::<u8>(), 2..=4).prop_map(Self),
    ]
);

crate::arbitrary::arbitrary!(
    FileStructure,
    proptest::sample::select(
        &[
            Self::Directory,
            Self::Transparent,
            Self::LinearFixed,
            Self::Cyclic,
            Self::BerTlv,
        ][..]
    )
);

crate::arbitrary::arbitrary!(ProprietaryInfo, {
    let pattern = || proptest::option::of(crate::arbitrary::blob(1..=200));
    let size = proptest::option::of(crate::arbitrary::number());
    let bytes = any::<(Option<u8>, Option<u8>)>();
    // `C1` is the fill pattern here.
    let unknown = any::<Unknown>().prop_filter("no known tag", |unknown| unknown.find(Tag(0xC1)).is_none());
    (bytes, pattern(), pattern(), size, unknown).prop_map(
        |(
            (special_file_information, file_details),
            fill_pattern,
            repeat_pattern,
            maximum_file_size,
            unknown,
        )| {
            Self {
                special_file_information,
                fill_pattern,
                repeat_pattern,
                maximum_file_size,
                file_details,
                unknown,
            }
        },
    )
});

crate::arbitrary::arbitrary!(Fcp, {
    let plain = any::<(
        Option<FileDescriptor>,
        Option<u16>,
        Option<Aid>,
        Option<u8>,
        Option<Option<u8>>,
        Option<ProprietaryInfo>,
    )>();
    let security = proptest::option::of(proptest::sample::select(vec![vec![2], vec![0x2F, 0x06, 1]]));
    let size = proptest::option::of(crate::arbitrary::number());
    let pin_status = proptest::option::of(crate::arbitrary::blob(1..=12));
    let path = proptest::option::of(proptest::sample::select(vec![
        vec![],
        vec![0x7F, 0x10, 0x6F, 0x3A],
    ]));
    (plain, security, size, pin_status, path, any::<Unknown>()).prop_map(
        |(
            (file_descriptor, file_id, df_name, life_cycle, short_id, proprietary),
            security,
            file_size,
            pin_status,
            link_path,
            unknown,
        )| Self {
            file_descriptor,
            file_id,
            df_name,
            life_cycle,
            security,
            file_size,
            pin_status,
            short_id,
            proprietary,
            link_path,
            unknown,
        },
    )
});
