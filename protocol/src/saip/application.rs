//! PE-Application, `A8`, and the application instances that security domains have too.

use super::PeHeader;
use super::read::{SEQUENCE, required};
use crate::id::Aid;
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const AID: Tag = Tag(0x4F);
const LOAD_BLOCK: Tag = Tag(0xC4);

/// ApplicationInstance: what INSTALL [for install] of GlobalPlatform would say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationInstance {
    /// First `4F`
    pub load_package_aid: Aid,
    /// Second `4F`
    pub class_aid: Aid,
    /// Third `4F`
    pub instance_aid: Aid,
    /// Fourth `4F`: the security domain that the instance is extradited to.
    pub security_domain_aid: Option<Aid>,
    /// `82`
    pub privileges: Vec<u8>,
    /// `83`; `07`, selectable, by default.
    pub life_cycle: Option<u8>,
    /// `C9`
    pub specific_parameters: Vec<u8>,
    /// Everything behind: `EF`, `EA`, `30`, `B0` and what a later edition added.
    pub unknown: Unknown,
}

impl ApplicationInstance {
    /// Life cycle state, with its default.
    pub fn life_cycle_or_default(&self) -> u8 {
        self.life_cycle.unwrap_or(0x07)
    }

    pub(super) fn write(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            for aid in [&self.load_package_aid, &self.class_aid, &self.instance_aid] {
                w.primitive(AID, aid.as_bytes());
            }
            if let Some(aid) = &self.security_domain_aid {
                w.primitive(AID, aid.as_bytes());
            }
            w.primitive(Tag(0x82), &self.privileges);
            if let Some(state) = self.life_cycle {
                w.primitive(Tag(0x83), &[state]);
            }
            w.primitive(Tag(0xC9), &self.specific_parameters);
            w.raw(self.unknown.as_bytes());
        });
    }

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut aids, mut privileges, mut specific_parameters) = (Vec::new(), None, None);
        let (mut life_cycle, mut unknown) = (None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                AID if aids.len() < 4 => aids.push(Aid::from_tlv(child)?),
                Tag(0x82) => privileges = Some(child.value().to_vec()),
                Tag(0x83) => life_cycle = Some(child.array::<1>("1").map(|[state]| state)?),
                Tag(0xC9) => specific_parameters = Some(child.value().to_vec()),
                _ => unknown.keep(child),
            }
        }
        let mut aids = aids.into_iter();
        Ok(Self {
            load_package_aid: required(aids.next(), tlv, AID)?,
            class_aid: required(aids.next(), tlv, AID)?,
            instance_aid: required(aids.next(), tlv, AID)?,
            security_domain_aid: aids.next(),
            privileges: required(privileges, tlv, Tag(0x82))?,
            life_cycle,
            specific_parameters: required(specific_parameters, tlv, Tag(0xC9))?,
            unknown,
        })
    }
}

/// ApplicationLoadPackage: code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadPackage {
    /// First `4F`
    pub aid: Aid,
    /// Second `4F`
    pub security_domain_aid: Option<Aid>,
    /// `C4`: the load file.
    pub load_block: Vec<u8>,
    /// `C6`, `C7`, `C8`, `C1`: limits and hash; and what a later edition added.
    pub limits: Unknown,
}

impl LoadPackage {
    fn write(&self, writer: &mut Writer) {
        writer.constructed(Tag(0xA1), |w| {
            w.primitive(AID, self.aid.as_bytes());
            if let Some(aid) = &self.security_domain_aid {
                w.primitive(AID, aid.as_bytes());
            }
            w.raw(self.limits.as_bytes());
            w.primitive(LOAD_BLOCK, &self.load_block);
        });
    }

    fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut aids, mut load_block, mut limits) = (Vec::new(), None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                AID if aids.len() < 2 => aids.push(Aid::from_tlv(child)?),
                LOAD_BLOCK => load_block = Some(child.value().to_vec()),
                _ => limits.keep(child),
            }
        }
        let mut aids = aids.into_iter();
        Ok(Self {
            aid: required(aids.next(), tlv, AID)?,
            security_domain_aid: aids.next(),
            load_block: required(load_block, tlv, LOAD_BLOCK)?,
            limits,
        })
    }
}

/// Code to load, and instances to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// `A0`
    pub header: PeHeader,
    /// `A1`
    pub load_package: Option<LoadPackage>,
    /// `A2`
    pub instances: Option<Vec<ApplicationInstance>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Application {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA8);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut load_package, mut instances) = (None, None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => load_package = Some(LoadPackage::read(child)?),
                Tag(0xA2) => {
                    let entries = child
                        .children()
                        .map(|entry| ApplicationInstance::read(entry?.expect(SEQUENCE)?));
                    instances = Some(entries.collect::<Result<_, _>>()?);
                }
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            load_package,
            instances,
            unknown,
        })
    }
}

impl Encode for Application {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            if let Some(package) = &self.load_package {
                package.write(w);
            }
            if let Some(instances) = &self.instances {
                w.constructed(Tag(0xA2), |w| {
                    for instance in instances {
                        instance.write(SEQUENCE, w);
                    }
                });
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(ApplicationInstance, {
    let blob = || crate::arbitrary::blob(0..=20);
    let aids = any::<(Aid, Aid, Aid, Option<Aid>)>();
    (aids, any::<Option<u8>>(), blob(), blob(), any::<Unknown>()).prop_map(
        |((package, class, instance, domain), life_cycle, privileges, specific_parameters, unknown)| Self {
            load_package_aid: package,
            class_aid: class,
            instance_aid: instance,
            security_domain_aid: domain,
            privileges,
            life_cycle,
            specific_parameters,
            unknown,
        },
    )
});

crate::arbitrary::arbitrary!(
    LoadPackage,
    (
        any::<(Aid, Option<Aid>, Unknown)>(),
        crate::arbitrary::blob(0..=300)
    )
        .prop_map(|((aid, security_domain_aid, limits), load_block)| Self {
            aid,
            security_domain_aid,
            load_block,
            limits
        })
);

crate::arbitrary::arbitrary!(
    Application,
    (
        any::<(PeHeader, Option<LoadPackage>, Unknown)>(),
        proptest::option::of(crate::arbitrary::list(2))
    )
        .prop_map(|((header, load_package, unknown), instances)| Self {
            header,
            load_package,
            instances,
            unknown
        })
);
