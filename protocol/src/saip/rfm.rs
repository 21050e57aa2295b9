//! PE-RFM, `A7`: remote file management.

use super::PeHeader;
use super::read::{OCTETS, SEQUENCE, required};
use crate::id::Aid;
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const AID: Tag = Tag(0x4F);

/// ADFRFMAccess: the application whose directory a script starts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdfAccess {
    /// `80`
    pub aid: Aid,
    /// `81` (ETSI TS 102 226 §8.2.1.3.2.4)
    pub access_domain: Vec<u8>,
    /// `82`
    pub admin_access_domain: Vec<u8>,
}

/// An instance of the application that reads and writes files for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rfm {
    /// `A0`, the first one
    pub header: PeHeader,
    /// `4F`
    pub instance_aid: Aid,
    /// Second `4F`
    pub security_domain_aid: Option<Aid>,
    /// `A0`, the second one: toolkit application references.
    pub targets: Option<Vec<[u8; 3]>>,
    /// `81`
    pub minimum_security_level: u8,
    /// `04`
    pub access_domain: Vec<u8>,
    /// Second `04`
    pub admin_access_domain: Vec<u8>,
    /// `30`; without it scripts start in the MF.
    pub adf_access: Option<AdfAccess>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Rfm {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA7);

    /// Header and list of TARs have the same tag, so the first one is the header.
    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut targets, mut level, mut adf_access) = (None, None, None, None);
        let (mut aids, mut domains, mut unknown) = (Vec::new(), Vec::new(), Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG if header.is_none() => header = Some(PeHeader::read(child)?),
                Tag(0xA0) => {
                    let entries = child.children().map(|entry| entry?.expect(OCTETS)?.array("3"));
                    targets = Some(entries.collect::<Result<_, _>>()?);
                }
                AID if aids.len() < 2 => aids.push(Aid::from_tlv(child)?),
                Tag(0x81) => level = Some(child.array::<1>("1").map(|[level]| level)?),
                OCTETS if domains.len() < 2 => domains.push(child.value().to_vec()),
                SEQUENCE => adf_access = Some(read_access(child)?),
                _ => unknown.keep(child),
            }
        }
        let (mut aids, mut domains) = (aids.into_iter(), domains.into_iter());
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            instance_aid: required(aids.next(), tlv, AID)?,
            security_domain_aid: aids.next(),
            targets,
            minimum_security_level: required(level, tlv, Tag(0x81))?,
            access_domain: required(domains.next(), tlv, OCTETS)?,
            admin_access_domain: required(domains.next(), tlv, OCTETS)?,
            adf_access,
            unknown,
        })
    }
}

fn read_access(tlv: Tlv<'_>) -> Result<AdfAccess, DecodeError> {
    Ok(AdfAccess {
        aid: Aid::from_tlv(tlv.child(Tag(0x80))?)?,
        access_domain: tlv.child(Tag(0x81))?.value().to_vec(),
        admin_access_domain: tlv.child(Tag(0x82))?.value().to_vec(),
    })
}

impl Encode for Rfm {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.primitive(AID, self.instance_aid.as_bytes());
            if let Some(aid) = &self.security_domain_aid {
                w.primitive(AID, aid.as_bytes());
            }
            if let Some(targets) = &self.targets {
                w.constructed(Tag(0xA0), |w| {
                    for target in targets {
                        w.primitive(OCTETS, target);
                    }
                });
            }
            w.primitive(Tag(0x81), &[self.minimum_security_level]);
            w.primitive(OCTETS, &self.access_domain);
            w.primitive(OCTETS, &self.admin_access_domain);
            if let Some(access) = &self.adf_access {
                w.constructed(SEQUENCE, |w| {
                    w.primitive(Tag(0x80), access.aid.as_bytes());
                    w.primitive(Tag(0x81), &access.access_domain);
                    w.primitive(Tag(0x82), &access.admin_access_domain);
                });
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(
    AdfAccess,
    (
        any::<Aid>(),
        crate::arbitrary::blob(1..=3),
        crate::arbitrary::blob(1..=3)
    )
        .prop_map(|(aid, access_domain, admin_access_domain)| Self {
            aid,
            access_domain,
            admin_access_domain
        })
);

crate::arbitrary::arbitrary!(Rfm, {
    let fixed = any::<(PeHeader, Aid, Option<Aid>, u8, Option<AdfAccess>, Unknown)>();
    let targets = proptest::option::of(crate::arbitrary::list(3));
    let domains = (crate::arbitrary::blob(1..=3), crate::arbitrary::blob(1..=3));
    (fixed, targets, domains).prop_map(
        |(
            (header, instance_aid, security_domain_aid, minimum_security_level, adf_access, unknown),
            targets,
            (access_domain, admin_access_domain),
        )| Self {
            header,
            instance_aid,
            security_domain_aid,
            targets,
            minimum_security_level,
            access_domain,
            admin_access_domain,
            adf_access,
            unknown,
        },
    )
});
