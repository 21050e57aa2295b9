//! ProfileHeader, `A0`: the first element of a package.

use super::read::{SEQUENCE, required};
use super::{Oid, ServicesList};
use crate::id::{Aid, Iccid};
use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// An application that must be on the eUICC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandatoryAid {
    /// `80`
    pub aid: Aid,
    /// `81`
    pub version: [u8; 2],
}

/// What the package is and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileHeader {
    /// `80`
    pub major_version: u8,
    /// `81`
    pub minor_version: u8,
    /// `82`, 1 to 100 bytes
    pub profile_type: Option<String>,
    /// `83`. The package writes the digits in reading order; here they are coded as in EF_ICCID, as everywhere.
    pub iccid: Iccid,
    /// `84`
    pub policy: Option<Vec<u8>>,
    /// `A5`
    pub mandatory_services: ServicesList,
    /// `A6`: templates that the eUICC must know.
    pub mandatory_templates: Vec<Oid>,
    /// `87`
    pub connectivity_parameters: Option<Vec<u8>>,
    /// `A8`
    pub mandatory_aids: Option<Vec<MandatoryAid>>,
    /// `A9`, value bytes
    pub iot_options: Option<Vec<u8>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl ProfileHeader {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA0);
}

fn swapped(bytes: [u8; 10]) -> [u8; 10] {
    bytes.map(|byte| byte.rotate_left(4))
}

impl Encode for ProfileHeader {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            w.unsigned(Tag(0x80), u32::from(self.major_version));
            w.unsigned(Tag(0x81), u32::from(self.minor_version));
            if let Some(profile_type) = &self.profile_type {
                w.text(Tag(0x82), profile_type);
            }
            w.primitive(Tag(0x83), &swapped(*self.iccid.as_bytes()));
            if let Some(policy) = &self.policy {
                w.primitive(Tag(0x84), policy);
            }
            self.mandatory_services.write(Tag(0xA5), w);
            w.constructed(Tag(0xA6), |w| {
                for template in &self.mandatory_templates {
                    w.primitive(Tag(0x06), template.as_bytes());
                }
            });
            if let Some(parameters) = &self.connectivity_parameters {
                w.primitive(Tag(0x87), parameters);
            }
            if let Some(aids) = &self.mandatory_aids {
                w.constructed(Tag(0xA8), |w| {
                    for entry in aids {
                        w.constructed(SEQUENCE, |w| {
                            w.primitive(Tag(0x80), entry.aid.as_bytes());
                            w.primitive(Tag(0x81), &entry.version);
                        });
                    }
                });
            }
            if let Some(options) = &self.iot_options {
                w.primitive(Tag(0xA9), options);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ProfileHeader {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(Self::TAG)?;
        let (mut major, mut minor, mut iccid, mut services, mut templates) = (None, None, None, None, None);
        let (mut profile_type, mut policy, mut connectivity_parameters) = (None, None, None);
        let (mut mandatory_aids, mut iot_options, mut unknown) = (None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => major = Some(child.small()?),
                Tag(0x81) => minor = Some(child.small()?),
                Tag(0x82) => profile_type = Some(child.text()?.to_owned()),
                Tag(0x83) => iccid = Some(Iccid::from_bytes(swapped(child.array("10")?))),
                Tag(0x84) => policy = Some(child.value().to_vec()),
                Tag(0xA5) => services = Some(ServicesList::read(child)?),
                Tag(0xA6) => templates = Some(read_templates(child)?),
                Tag(0x87) => connectivity_parameters = Some(child.value().to_vec()),
                Tag(0xA8) => mandatory_aids = Some(read_aids(child)?),
                Tag(0xA9) => iot_options = Some(child.value().to_vec()),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            major_version: required(major, tlv, Tag(0x80))?,
            minor_version: required(minor, tlv, Tag(0x81))?,
            profile_type,
            iccid: required(iccid, tlv, Tag(0x83))?,
            policy,
            mandatory_services: required(services, tlv, Tag(0xA5))?,
            mandatory_templates: required(templates, tlv, Tag(0xA6))?,
            connectivity_parameters,
            mandatory_aids,
            iot_options,
            unknown,
        })
    }
}

fn read_templates(list: Tlv<'_>) -> Result<Vec<Oid>, DecodeError> {
    list.children()
        .map(|child| Oid::from_tlv(child?.expect(Tag(0x06))?))
        .collect()
}

fn read_aids(list: Tlv<'_>) -> Result<Vec<MandatoryAid>, DecodeError> {
    list.children()
        .map(|entry| {
            let entry = entry?.expect(SEQUENCE)?;
            Ok(MandatoryAid {
                aid: Aid::from_tlv(entry.child(Tag(0x80))?)?,
                version: entry.child(Tag(0x81))?.array("2")?,
            })
        })
        .collect()
}

crate::arbitrary::arbitrary!(
    MandatoryAid,
    any::<(Aid, [u8; 2])>().prop_map(|(aid, version)| Self { aid, version })
);

crate::arbitrary::arbitrary!(ProfileHeader, {
    let blob = || proptest::option::of(crate::arbitrary::blob(0..=40));
    let name = proptest::option::of("[a-zA-Z ]{1,40}");
    let lists = (
        any::<ServicesList>(),
        crate::arbitrary::list(3),
        proptest::option::of(crate::arbitrary::list(2)),
    );
    let iot = proptest::option::of(Just(vec![0x80, 0x07, 1, 2, 3, 4, 5, 6, 7]));
    let rest = (blob(), blob(), iot, any::<Unknown>());
    (any::<(u8, u8)>(), name, any::<Iccid>(), lists, rest).prop_map(
        |(
            (major_version, minor_version),
            profile_type,
            iccid,
            (mandatory_services, mandatory_templates, mandatory_aids),
            (policy, connectivity_parameters, iot_options, unknown),
        )| Self {
            major_version,
            minor_version,
            profile_type,
            iccid,
            policy,
            mandatory_services,
            mandatory_templates,
            connectivity_parameters,
            mandatory_aids,
            iot_options,
            unknown,
        },
    )
});
