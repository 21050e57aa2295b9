//! The elements that make files from a template: all have a header, the template's identifier and a list of files.

use super::read::required;
use super::{File, Oid, PeHeader};
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $tag:literal $text:literal),+ $(,)?) => {
        /// Which of these elements it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum TemplateKind {
            $($(#[$doc])* $variant,)+
        }

        impl TemplateKind {
            /// All of them, in the order of ProfileElement.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Tag of the element.
            pub const fn tag(self) -> Tag {
                match self {
                    $(Self::$variant => Tag($tag),)+
                }
            }

            /// The kind with this tag.
            pub const fn from_tag(tag: Tag) -> Option<Self> {
                match tag.0 {
                    $($tag => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The name as the module spells it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

kinds! {
    /// Master file.
    Mf = 0xB0 "mf",
    /// DF.CD
    Cd = 0xB1 "cd",
    /// DF.TELECOM
    Telecom = 0xB2 "telecom",
    /// ADF.USIM
    Usim = 0xB3 "usim",
    /// Further files of the USIM.
    OptUsim = 0xB4 "opt-usim",
    /// ADF.ISIM
    Isim = 0xB5 "isim",
    /// Further files of the ISIM.
    OptIsim = 0xB6 "opt-isim",
    /// DF.PHONEBOOK of the USIM.
    Phonebook = 0xB7 "phonebook",
    /// DF.GSM-ACCESS of the USIM.
    GsmAccess = 0xB8 "gsm-access",
    /// ADF.CSIM
    Csim = 0xB9 "csim",
    /// Further files of the CSIM.
    OptCsim = 0xBA "opt-csim",
    /// DF.EAP
    Eap = 0xBB "eap",
    /// DF.5GS
    Df5gs = 0xBC "df-5gs",
    /// DF.SAIP
    DfSaip = 0xBD "df-saip",
    /// DF.SNPN
    DfSnpn = 0xBE "df-snpn",
    /// DF.5G_ProSe
    Df5gProse = 0xBF1F "df-5gprose",
    /// IoT minimal profile
    Iot = 0xBF20 "iot",
    /// Further files of the IoT minimal profile.
    OptIot = 0xBF21 "opt-iot",
}

/// An element that makes files from a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateElement {
    /// Which element it is: its tag.
    pub kind: TemplateKind,
    /// `A0`
    pub header: PeHeader,
    /// `81`
    pub template: Oid,
    /// `A2` and upward: the files that are named, with the number of their tag, in the order of the element.
    /// The number says which file of the element's type it is: 2 is the first one.
    pub files: Vec<(u8, File)>,
    /// What no edition known here defines.
    pub unknown: Unknown,
}

impl TemplateElement {
    /// Number of the tag of the first file.
    pub const FIRST_FILE: u8 = 2;

    /// The file whose tag has this number.
    pub fn file(&self, number: u8) -> Option<&File> {
        self.files
            .iter()
            .find(|(own, _)| *own == number)
            .map(|(_, file)| file)
    }

    pub(super) fn read(kind: TemplateKind, tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut template, mut unknown) = (None, None, Unknown::none());
        let mut files = Vec::with_capacity(tlv.children().count().saturating_sub(2));
        for child in tlv.children() {
            let child = child?;
            match child.tag().0 {
                0xA0 => header = Some(PeHeader::read(child)?),
                0x81 => template = Some(Oid::from_tlv(child)?),
                tag @ 0xA2..=0xBE => files.push((low_byte(tag) & 0x1F, File::read(child)?)),
                tag @ 0xBF1F..=0xBF7F => files.push((low_byte(tag), File::read(child)?)),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            kind,
            header: required(header, tlv, PeHeader::TAG)?,
            template: required(template, tlv, Tag(0x81))?,
            files,
            unknown,
        })
    }
}

fn low_byte(tag: u32) -> u8 {
    let [.., low] = tag.to_be_bytes();
    low
}

impl Encode for TemplateElement {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(self.kind.tag(), |w| {
            self.header.write(w);
            w.primitive(Tag(0x81), self.template.as_bytes());
            for (number, file) in &self.files {
                let tag = match u32::from(*number) {
                    number @ 0..=30 => Tag(0xA0 | number),
                    number => Tag(0xBF00 | number),
                };
                file.write(tag, w);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(TemplateKind, proptest::sample::select(Self::ALL));

crate::arbitrary::arbitrary!(TemplateElement, {
    let files = proptest::collection::vec((2u8..0x7F, any::<File>()), 0..4);
    // The tag `BF7E` is one of those that stand for unknown elements.
    let files = files.prop_map(|files| files.into_iter().filter(|(number, _)| *number != 0x7E).collect());
    let unknown = any::<Unknown>().prop_map(|unknown| {
        if unknown.find(Tag(0xBF7E)).is_some() {
            Unknown::none()
        } else {
            unknown
        }
    });
    (any::<(TemplateKind, PeHeader, Oid)>(), files, unknown).prop_map(
        |((kind, header, template), files, unknown)| Self {
            kind,
            header,
            template,
            files,
            unknown,
        },
    )
});
