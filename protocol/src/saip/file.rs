//! File: what an element says of one file of its template.

use super::Fcp;
use super::read::uint16;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// One part; parts are carried out in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly each list starts with the largest one"
)]
pub enum FilePart {
    /// `80`: the file of a template is not made.
    DoNotCreate,
    /// `A1`: parameters that differ from the template.
    FileDescriptor(Fcp),
    /// `82`: bytes that are skipped, counted from the end of what was filled last.
    FillOffset(u16),
    /// `83`: bytes that are written there.
    FillContent(Vec<u8>),
}

/// A file of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File(pub Vec<FilePart>);

impl File {
    /// A file that takes everything but its content from the template.
    pub fn of_content(content: &[u8]) -> Self {
        Self(vec![FilePart::FillContent(content.to_vec())])
    }

    /// A file with these parameters.
    pub fn of_fcp(fcp: Fcp) -> Self {
        Self(vec![FilePart::FileDescriptor(fcp)])
    }

    /// A file with these parameters and this content.
    pub fn new(fcp: Fcp, content: Vec<u8>) -> Self {
        Self(vec![
            FilePart::FileDescriptor(fcp),
            FilePart::FillContent(content),
        ])
    }

    /// Its parameters, if any are given.
    pub fn fcp(&self) -> Option<&Fcp> {
        self.0.iter().find_map(|part| match part {
            FilePart::FileDescriptor(fcp) => Some(fcp),
            _ => None,
        })
    }

    pub(super) fn write(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            for part in &self.0 {
                match part {
                    FilePart::DoNotCreate => {
                        w.primitive(Tag(0x80), &[]);
                    }
                    FilePart::FileDescriptor(fcp) => fcp.encode_as(Tag(0xA1), w),
                    FilePart::FillOffset(offset) => {
                        w.unsigned(Tag(0x82), u32::from(*offset));
                    }
                    FilePart::FillContent(content) => {
                        w.primitive(Tag(0x83), content);
                    }
                }
            }
        });
    }

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        tlv.children()
            .map(|child| {
                let child = child?;
                match child.tag() {
                    Tag(0x80) => Ok(FilePart::DoNotCreate),
                    Tag(0xA1) => Fcp::decode(child).map(FilePart::FileDescriptor),
                    Tag(0x82) => uint16(child).map(FilePart::FillOffset),
                    Tag(0x83) => Ok(FilePart::FillContent(child.value().to_vec())),
                    _ => Err(child.invalid("no part of a file")),
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

crate::arbitrary::arbitrary!(
    FilePart,
    prop_oneof![
        1 => Just(Self::DoNotCreate),
        2 => any::<Fcp>().prop_map(Self::FileDescriptor),
        2 => any::<u16>().prop_map(Self::FillOffset),
        3 => crate::arbitrary::blob(0..=300).prop_map(Self::FillContent),
    ]
);

crate::arbitrary::arbitrary!(File, crate::arbitrary::list(3).prop_map(Self));
