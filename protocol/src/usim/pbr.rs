//! EF_PBR: which files make the phone book, and how their records belong together (3GPP TS 31.102 §4.4.2.1).

use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// How the records of a file belong to those of EF_ADN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkType {
    /// `A8`: the record has the number of the entry's.
    SameRecord,
    /// `A9`: EF_IAP has the number of the record.
    ByIndex,
    /// `AA`: a field of another record has its number.
    Shared,
}

/// What a file of the phone book has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhonebookFileKind {
    /// `C0` EF_ADN
    Entries,
    /// `C1` EF_IAP
    Index,
    /// `C2` EF_EXT1
    Extensions,
    /// `C3` EF_SNE
    SecondNames,
    /// `C4` EF_ANR
    FurtherNumbers,
    /// `C5` EF_PBC
    Control,
    /// `C6` EF_GRP
    Groups,
    /// `C7` EF_AAS
    NumberDescriptions,
    /// `C8` EF_GAS
    GroupNames,
    /// `C9` EF_UID
    UniqueIdentifiers,
    /// `CA` EF_EMAIL
    Emails,
    /// `CB` EF_CCP1
    Capabilities,
    /// A file of a later edition.
    Other(u8),
}

impl PhonebookFileKind {
    const ALL: [Self; 12] = [
        Self::Entries,
        Self::Index,
        Self::Extensions,
        Self::SecondNames,
        Self::FurtherNumbers,
        Self::Control,
        Self::Groups,
        Self::NumberDescriptions,
        Self::GroupNames,
        Self::UniqueIdentifiers,
        Self::Emails,
        Self::Capabilities,
    ];

    fn of(tag: Tag) -> Self {
        let byte = u8::try_from(tag.0).unwrap_or(0);
        Self::ALL
            .into_iter()
            .find(|kind| kind.tag() == byte)
            .unwrap_or(Self::Other(byte))
    }

    /// Its tag.
    pub const fn tag(self) -> u8 {
        match self {
            Self::Entries => 0xC0,
            Self::Index => 0xC1,
            Self::Extensions => 0xC2,
            Self::SecondNames => 0xC3,
            Self::FurtherNumbers => 0xC4,
            Self::Control => 0xC5,
            Self::Groups => 0xC6,
            Self::NumberDescriptions => 0xC7,
            Self::GroupNames => 0xC8,
            Self::UniqueIdentifiers => 0xC9,
            Self::Emails => 0xCA,
            Self::Capabilities => 0xCB,
            Self::Other(tag) => tag,
        }
    }

    /// The file's name in TS 31.102.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entries => "EF_ADN",
            Self::Index => "EF_IAP",
            Self::Extensions => "EF_EXT1",
            Self::SecondNames => "EF_SNE",
            Self::FurtherNumbers => "EF_ANR",
            Self::Control => "EF_PBC",
            Self::Groups => "EF_GRP",
            Self::NumberDescriptions => "EF_AAS",
            Self::GroupNames => "EF_GAS",
            Self::UniqueIdentifiers => "EF_UID",
            Self::Emails => "EF_EMAIL",
            Self::Capabilities => "EF_CCP1",
            Self::Other(_) => "EF",
        }
    }
}

/// A file of the phone book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhonebookFile {
    /// What it has.
    pub kind: PhonebookFileKind,
    /// How its records belong to the entries.
    pub link: LinkType,
    /// Identifier below DF.PHONEBOOK.
    pub file_id: u16,
    /// Short identifier, 1 to 30.
    pub short_id: Option<u8>,
}

/// A record of EF_PBR: one EF_ADN and the files around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhonebookReference {
    /// In the order of the record, which is that of the bytes in EF_IAP for files of type 2.
    pub files: Vec<PhonebookFile>,
}

impl PhonebookReference {
    /// Reads a record; `None` if it is free.
    ///
    /// # Errors
    /// It has no valid elements, or an element without an identifier.
    pub fn decode(record: &[u8]) -> Result<Option<Self>, DecodeError> {
        let mut files = Vec::new();
        let mut rest = record;
        while !rest.is_empty() && rest.first() != Some(&0xFF) {
            let (group, behind) = Tlv::parse(rest)?;
            rest = behind;
            let link = match group.tag() {
                Tag(0xA8) => LinkType::SameRecord,
                Tag(0xA9) => LinkType::ByIndex,
                Tag(0xAA) => LinkType::Shared,
                _ => continue,
            };
            for element in group.children() {
                let element = element?;
                let (file_id, short_id) = match element.value() {
                    [high, low] => (u16::from_be_bytes([*high, *low]), None),
                    [high, low, short] => (u16::from_be_bytes([*high, *low]), Some(*short)),
                    found => {
                        return Err(DecodeError::Length {
                            tag: element.tag(),
                            offset: 0,
                            found: found.len(),
                            expected: "2 or 3",
                        });
                    }
                };
                files.push(PhonebookFile {
                    kind: PhonebookFileKind::of(element.tag()),
                    link,
                    file_id,
                    short_id,
                });
            }
        }
        Ok((!files.is_empty()).then_some(Self { files }))
    }

    /// The record, without padding: the files by their type.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        for (tag, link) in [
            (0xA8, LinkType::SameRecord),
            (0xA9, LinkType::ByIndex),
            (0xAA, LinkType::Shared),
        ] {
            let files: Vec<&PhonebookFile> = self.files.iter().filter(|file| file.link == link).collect();
            if files.is_empty() {
                continue;
            }
            writer.constructed(Tag(tag), |w| {
                for file in files {
                    let mut value = file.file_id.to_be_bytes().to_vec();
                    value.extend(file.short_id);
                    w.primitive(Tag(u32::from(file.kind.tag())), &value);
                }
            });
        }
        writer.into_bytes()
    }

    /// All files of a kind.
    pub fn of(&self, kind: PhonebookFileKind) -> impl Iterator<Item = &PhonebookFile> {
        self.files.iter().filter(move |file| file.kind == kind)
    }

    /// Which byte of a record of EF_IAP has the record of this file, which is of type 2.
    pub fn index_of(&self, file: &PhonebookFile) -> Option<usize> {
        self.files
            .iter()
            .filter(|other| other.link == LinkType::ByIndex)
            .position(|other| other == file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// Hand-made in the manner of TS 31.102 annex G.
    #[test]
    fn a_record_with_files_of_all_types() {
        let hex = "A81E C0034F3A01 C5034F0902 C1034F2503 C4034F1104 C4034F1305 C9034F2106 \
                   A909 CA034F5007 C3024F19 AA0F C2034F4A08 C7034F4B09 C8034F4C0A";
        let record = hex::decode(&hex.replace(' ', "")).unwrap();
        let found = PhonebookReference::decode(&record).unwrap().expect("not free");
        assert_eq!(found.files.len(), 11);
        assert_eq!(found.of(PhonebookFileKind::FurtherNumbers).count(), 2);
        let second = found
            .of(PhonebookFileKind::SecondNames)
            .next()
            .copied()
            .expect("EF_SNE");
        assert_eq!(
            (second.file_id, second.short_id, found.index_of(&second)),
            (0x4F19, None, Some(1))
        );
        assert_eq!(found.encode(), record);
        let mut padded = record;
        padded.extend([0xFF; 7]);
        assert_eq!(PhonebookReference::decode(&padded), Ok(Some(found)));
        assert_eq!(PhonebookReference::decode(&[0xFF; 7]), Ok(None));
        assert!(PhonebookReference::decode(&[0xA8, 0x03, 0xC0, 0x01, 0x4F]).is_err());
    }
}
