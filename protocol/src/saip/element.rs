//! ProfileElement: one of the elements that a package is a sequence of.

use super::read::required;
use super::{
    AkaParameter, Application, CdmaParameter, GenericFileManagement, NonStandard, PeHeader, PinCodes,
    ProfileHeader, PukCodes, Rfm, SecurityDomain, TemplateElement, TemplateKind,
};
use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{Children, DecodeError, Tag, Tlv, Writer};

/// PE-End, `AA`: the last element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// `A0`
    pub header: PeHeader,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl End {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xAA);

    fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut unknown) = (None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            unknown,
        })
    }
}

impl Encode for End {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.raw(self.unknown.as_bytes());
        });
    }
}

/// An element that no edition known here defines, or one that is reserved (`AB` to `AF`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownElement {
    /// Its tag.
    pub tag: Tag,
    /// Its header, where it starts as every element does.
    pub header: Option<PeHeader>,
    /// All its bytes.
    pub raw: Unknown,
}

/// One element of a profile package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileElement {
    /// `A0`
    Header(Box<ProfileHeader>),
    /// `A1`
    GenericFileManagement(GenericFileManagement),
    /// `A2`
    PinCodes(PinCodes),
    /// `A3`
    PukCodes(PukCodes),
    /// `A4`
    AkaParameter(Box<AkaParameter>),
    /// `A5`
    CdmaParameter(Box<CdmaParameter>),
    /// `A6`
    SecurityDomain(Box<SecurityDomain>),
    /// `A7`
    Rfm(Box<Rfm>),
    /// `A8`
    Application(Box<Application>),
    /// `A9`
    NonStandard(NonStandard),
    /// `AA`
    End(End),
    /// `B0` and upward
    Template(TemplateElement),
    /// Any other tag.
    Unknown(UnknownElement),
}

impl ProfileElement {
    /// The element's header; the first element, ProfileHeader, has none.
    pub const fn pe_header(&self) -> Option<PeHeader> {
        match self {
            Self::Header(_) => None,
            Self::GenericFileManagement(element) => Some(element.header),
            Self::PinCodes(element) => Some(element.header),
            Self::PukCodes(element) => Some(element.header),
            Self::AkaParameter(element) => Some(element.header),
            Self::CdmaParameter(element) => Some(element.header),
            Self::SecurityDomain(element) => Some(element.header),
            Self::Rfm(element) => Some(element.header),
            Self::Application(element) => Some(element.header),
            Self::NonStandard(element) => Some(element.header),
            Self::End(element) => Some(element.header),
            Self::Template(element) => Some(element.header),
            Self::Unknown(element) => element.header,
        }
    }
}

impl Encode for ProfileElement {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Header(element) => element.encode(writer),
            Self::GenericFileManagement(element) => element.encode(writer),
            Self::PinCodes(element) => element.encode(writer),
            Self::PukCodes(element) => element.encode(writer),
            Self::AkaParameter(element) => element.encode(writer),
            Self::CdmaParameter(element) => element.encode(writer),
            Self::SecurityDomain(element) => element.encode(writer),
            Self::Rfm(element) => element.encode(writer),
            Self::Application(element) => element.encode(writer),
            Self::NonStandard(element) => element.encode(writer),
            Self::End(element) => element.encode(writer),
            Self::Template(element) => element.encode(writer),
            Self::Unknown(element) => {
                writer.raw(element.raw.as_bytes());
            }
        }
    }
}

impl Decode for ProfileElement {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        Ok(match tlv.tag() {
            ProfileHeader::TAG => Self::Header(Box::new(ProfileHeader::decode(tlv)?)),
            GenericFileManagement::TAG => Self::GenericFileManagement(GenericFileManagement::read(tlv)?),
            PinCodes::TAG => Self::PinCodes(PinCodes::read(tlv)?),
            PukCodes::TAG => Self::PukCodes(PukCodes::read(tlv)?),
            AkaParameter::TAG => Self::AkaParameter(Box::new(AkaParameter::read(tlv)?)),
            CdmaParameter::TAG => Self::CdmaParameter(Box::new(CdmaParameter::read(tlv)?)),
            SecurityDomain::TAG => Self::SecurityDomain(Box::new(SecurityDomain::read(tlv)?)),
            Rfm::TAG => Self::Rfm(Box::new(Rfm::read(tlv)?)),
            Application::TAG => Self::Application(Box::new(Application::read(tlv)?)),
            NonStandard::TAG => Self::NonStandard(NonStandard::read(tlv)?),
            End::TAG => Self::End(End::read(tlv)?),
            tag => {
                if let Some(kind) = TemplateKind::from_tag(tag) {
                    Self::Template(TemplateElement::read(kind, tlv)?)
                } else {
                    let mut raw = Unknown::none();
                    raw.keep(tlv);
                    let header = PeHeader::of_element(tlv);
                    Self::Unknown(UnknownElement { tag, header, raw })
                }
            }
        })
    }
}

/// The elements of a package as they follow each other, not yet decoded; reading stops at the first malformed one.
pub const fn elements(upp: &[u8]) -> Children<'_> {
    Children::of(upp)
}

crate::arbitrary::arbitrary!(
    End,
    any::<(PeHeader, Unknown)>().prop_map(|(header, unknown)| Self { header, unknown })
);

crate::arbitrary::arbitrary!(UnknownElement, {
    let tags = proptest::sample::select(vec![Tag(0xAB), Tag(0xAF), Tag(0xBF22), Tag(0xBF_8101)]);
    (tags, any::<Option<PeHeader>>(), crate::arbitrary::blob(0..=40)).prop_map(|(tag, header, blob)| {
        let mut writer = Writer::new();
        writer.constructed(tag, |w| {
            if let Some(header) = header {
                header.write(w);
            }
            w.primitive(Tag(0x81), &blob);
        });
        let bytes = writer.into_bytes();
        let mut raw = Unknown::none();
        if let Ok((tlv, _)) = Tlv::parse(&bytes) {
            raw.keep(tlv);
        }
        Self { tag, header, raw }
    })
});

crate::arbitrary::arbitrary!(
    ProfileElement,
    prop_oneof![
        any::<ProfileHeader>().prop_map(|element| Self::Header(Box::new(element))),
        any::<GenericFileManagement>().prop_map(Self::GenericFileManagement),
        any::<PinCodes>().prop_map(Self::PinCodes),
        any::<PukCodes>().prop_map(Self::PukCodes),
        any::<AkaParameter>().prop_map(|element| Self::AkaParameter(Box::new(element))),
        any::<CdmaParameter>().prop_map(|element| Self::CdmaParameter(Box::new(element))),
        any::<SecurityDomain>().prop_map(|element| Self::SecurityDomain(Box::new(element))),
        any::<Rfm>().prop_map(|element| Self::Rfm(Box::new(element))),
        any::<Application>().prop_map(|element| Self::Application(Box::new(element))),
        any::<NonStandard>().prop_map(Self::NonStandard),
        any::<End>().prop_map(Self::End),
        any::<TemplateElement>().prop_map(Self::Template),
        any::<UnknownElement>().prop_map(Self::Unknown),
    ]
);
