//! PE-GenericFileManagement, `A1`: files that no template knows.

use super::read::{path, required, uint16};
use super::{Fcp, PeHeader};
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const SEQUENCE: Tag = Tag(0x30);
const FILE_PATH: Tag = Tag(0x80);
const INTEGER: Tag = Tag(0x02);
const FILL_CONTENT: Tag = Tag(0x81);

/// One command; commands are carried out in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly each list starts with the largest one"
)]
pub enum FileCommand {
    /// `80`: selects a directory by the path from the MF. The ADFs go by their temporary file identifiers.
    FilePath(Vec<u8>),
    /// `62`: makes a file in the selected directory and selects it.
    CreateFcp(Fcp),
    /// `02`: bytes that are skipped, counted from the end of what was filled last.
    FillOffset(u16),
    /// `81`: bytes that are written there.
    FillContent(Vec<u8>),
}

/// Commands that make and fill files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenericFileManagement {
    /// `A0`
    pub header: PeHeader,
    /// `A1`: lists of commands; each list starts at the MF.
    pub commands: Vec<Vec<FileCommand>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl GenericFileManagement {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA1);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut commands, mut unknown) = (None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => {
                    let lists = child.children().map(|list| read_list(list?.expect(SEQUENCE)?));
                    commands = Some(lists.collect::<Result<_, _>>()?);
                }
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            commands: required(commands, tlv, Tag(0xA1))?,
            unknown,
        })
    }
}

fn read_list(list: Tlv<'_>) -> Result<Vec<FileCommand>, DecodeError> {
    list.children()
        .map(|child| {
            let child = child?;
            match child.tag() {
                FILE_PATH => path(child).map(FileCommand::FilePath),
                Fcp::CREATE => Fcp::decode(child).map(FileCommand::CreateFcp),
                INTEGER => uint16(child).map(FileCommand::FillOffset),
                FILL_CONTENT => Ok(FileCommand::FillContent(child.value().to_vec())),
                _ => Err(child.invalid("no file management command")),
            }
        })
        .collect()
}

impl Encode for GenericFileManagement {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.constructed(Tag(0xA1), |w| {
                for list in &self.commands {
                    w.constructed(SEQUENCE, |w| {
                        for command in list {
                            match command {
                                FileCommand::FilePath(path) => {
                                    w.primitive(FILE_PATH, path);
                                }
                                FileCommand::CreateFcp(fcp) => fcp.encode(w),
                                FileCommand::FillOffset(offset) => {
                                    w.unsigned(INTEGER, u32::from(*offset));
                                }
                                FileCommand::FillContent(content) => {
                                    w.primitive(FILL_CONTENT, content);
                                }
                            }
                        }
                    });
                }
            });
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(
    FileCommand,
    prop_oneof![
        proptest::sample::select(vec![vec![], vec![0x7F, 0x10], vec![0x7F, 0x10, 0x5F, 0x3A]])
            .prop_map(Self::FilePath),
        any::<Fcp>().prop_map(Self::CreateFcp),
        any::<u16>().prop_map(Self::FillOffset),
        crate::arbitrary::blob(0..=300).prop_map(Self::FillContent),
    ]
);

crate::arbitrary::arbitrary!(
    GenericFileManagement,
    (
        any::<PeHeader>(),
        proptest::collection::vec(crate::arbitrary::list(4), 0..3),
        any::<Unknown>()
    )
        .prop_map(|(header, commands, unknown)| Self {
            header,
            commands,
            unknown
        })
);
