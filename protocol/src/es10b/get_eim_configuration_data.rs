//! ES10b.GetEimConfigurationData, `BF55`: who manages an eUICC of SGP.32 (SGP.32 v1.2).

use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF55);

/// Asks for the eIMs that are associated with the eUICC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetEimConfigurationDataRequest {
    /// `80`: only the one with this eimId; without it, all.
    pub eim_id: Option<String>,
}

/// One associated eIM. Keys and counters are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EimConfigurationData {
    /// `80` eimId, 1 to 128 bytes.
    pub id: String,
    /// `81` eimFqdn.
    pub fqdn: Option<String>,
    /// Its type, counter, keys and protocol.
    pub unknown: Unknown,
}

/// The associated eIMs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetEimConfigurationDataResponse {
    /// `A0`
    pub eims: Vec<EimConfigurationData>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for GetEimConfigurationDataRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(id) = &self.eim_id {
                w.text(Tag(0x80), id);
            }
        });
    }
}

impl Decode for GetEimConfigurationDataRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let id = tlv.expect(TAG)?.find(Tag(0x80))?;
        Ok(Self {
            eim_id: id.map(|id| id.text().map(str::to_owned)).transpose()?,
        })
    }
}

impl Encode for GetEimConfigurationDataResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.constructed(Tag(0xA0), |w| {
                for eim in &self.eims {
                    w.constructed(Tag(0x30), |w| {
                        w.text(Tag(0x80), &eim.id);
                        if let Some(fqdn) = &eim.fqdn {
                            w.text(Tag(0x81), fqdn);
                        }
                        w.raw(eim.unknown.as_bytes());
                    });
                }
            });
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetEimConfigurationDataResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            if child.tag() != Tag(0xA0) {
                unknown.keep(child);
            }
        }
        let eims = tlv.child(Tag(0xA0))?;
        Ok(Self {
            eims: eims.children().map(|eim| read(eim?)).collect::<Result<_, _>>()?,
            unknown,
        })
    }
}

fn read(eim: Tlv<'_>) -> Result<EimConfigurationData, DecodeError> {
    let eim = eim.expect(Tag(0x30))?;
    let unknown = Unknown::beside(eim, |tag| matches!(tag.0, 0x80 | 0x81))?;
    Ok(EimConfigurationData {
        id: eim.child(Tag(0x80))?.text()?.to_owned(),
        fqdn: eim
            .find(Tag(0x81))?
            .map(|fqdn| fqdn.text().map(str::to_owned))
            .transpose()?,
        unknown,
    })
}

crate::arbitrary::arbitrary!(
    GetEimConfigurationDataRequest,
    proptest::option::of(crate::arbitrary::text(128)).prop_map(|eim_id| Self { eim_id })
);

crate::arbitrary::arbitrary!(
    EimConfigurationData,
    (
        crate::arbitrary::text(128),
        proptest::option::of(crate::arbitrary::text(64)),
        any::<Unknown>()
    )
        .prop_map(|(id, fqdn, unknown)| Self { id, fqdn, unknown })
);

crate::arbitrary::arbitrary!(
    GetEimConfigurationDataResponse,
    (crate::arbitrary::list(3), any::<Unknown>()).prop_map(|(eims, unknown)| Self { eims, unknown })
);
