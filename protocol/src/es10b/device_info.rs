//! DeviceInfo and ctxParams1: what the LPA tells of the device and of what it wants (SGP.22 §4.2, §5.7.13).

use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Highest release of a technology that a device supports: major, minor, revision.
pub type Release = Option<[u8; 3]>;

/// Declares DeviceCapabilities: one optional version for each technology.
macro_rules! capabilities {
    ($($(#[$doc:meta])* $field:ident = $tag:literal),+ $(,)?) => {
        /// DeviceCapabilities (`A1` in DeviceInfo).
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct DeviceCapabilities {
            $($(#[$doc])* pub $field: Release,)+
            /// v3 elements and others.
            pub unknown: Unknown,
        }

        impl DeviceCapabilities {
            fn encode_as(&self, tag: Tag, writer: &mut Writer) {
                writer.constructed(tag, |w| {
                    for (tag, release) in [$(($tag, self.$field)),+] {
                        if let Some(release) = release {
                            w.primitive(Tag(tag), &release);
                        }
                    }
                    w.raw(self.unknown.as_bytes());
                });
            }

            fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
                let mut own = Self::default();
                for child in tlv.children() {
                    let child = child?;
                    match child.tag() {
                        $(Tag($tag) => own.$field = Some(child.array("3")?),)+
                        _ => own.unknown.keep(child),
                    }
                }
                Ok(own)
            }
        }

        crate::arbitrary::arbitrary!(
            DeviceCapabilities,
            (proptest::collection::vec(any::<Release>(), 11), any::<Unknown>()).prop_map(|(releases, unknown)| {
                let mut releases = releases.into_iter();
                Self { $($field: releases.next().flatten(),)+ unknown }
            })
        );
    };
}

capabilities! {
    /// `80`
    gsm = 0x80,
    /// `81`
    utran = 0x81,
    /// `82`
    cdma2000_onex = 0x82,
    /// `83`
    cdma2000_hrpd = 0x83,
    /// `84`
    cdma2000_ehrpd = 0x84,
    /// `85`
    eutran_epc = 0x85,
    /// `86`
    contactless = 0x86,
    /// `87`
    rsp_crl = 0x87,
    /// `88`
    nr_epc = 0x88,
    /// `89`
    nr_5gc = 0x89,
    /// `8A`
    eutran_5gc = 0x8A,
}

/// DeviceInfo: type allocation code, capabilities, and the IMEI where the device tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceInfo {
    /// `80`: eight digits, nibbles swapped.
    pub tac: [u8; 4],
    /// `A1`
    pub capabilities: DeviceCapabilities,
    /// `82`: nibbles swapped, the last one `F`.
    pub imei: Option<[u8; 8]>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl DeviceInfo {
    fn encode_as(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            w.primitive(Tag(0x80), &self.tac);
            self.capabilities.encode_as(Tag(0xA1), w);
            if let Some(imei) = &self.imei {
                w.primitive(Tag(0x82), imei);
            }
            w.raw(self.unknown.as_bytes());
        });
    }

    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut tac, mut capabilities, mut imei) = (None, None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => tac = Some(child.array("4")?),
                Tag(0xA1) => capabilities = Some(DeviceCapabilities::decode(child)?),
                Tag(0x82) => imei = Some(child.array("8")?),
                _ => unknown.keep(child),
            }
        }
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: tlv.offset(),
        };
        Ok(Self {
            tac: tac.ok_or_else(|| missing(Tag(0x80)))?,
            capabilities: capabilities.ok_or_else(|| missing(Tag(0xA1)))?,
            imei,
            unknown,
        })
    }
}

/// ctxParams1 (`A0`, ctxParamsForCommonAuthentication): which profile is wanted, and for which device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CtxParams1 {
    /// `80`: token of the activation code, event id, or empty; absent where the SM-DP+ looks by EID.
    pub matching_id: Option<String>,
    /// `A1`
    pub device_info: DeviceInfo,
    /// v3: operationType, iccid, matchingIdSource, vendorSpecificExtension; and others.
    pub unknown: Unknown,
}

impl Encode for CtxParams1 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Tag(0xA0), |w| {
            if let Some(matching_id) = &self.matching_id {
                w.text(Tag(0x80), matching_id);
            }
            self.device_info.encode_as(Tag(0xA1), w);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for CtxParams1 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(Tag(0xA0))?;
        let (mut matching_id, mut device_info) = (None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => matching_id = Some(child.text()?.to_owned()),
                Tag(0xA1) => device_info = Some(DeviceInfo::decode(child)?),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0xA1),
            offset: tlv.offset(),
        };
        Ok(Self {
            matching_id,
            device_info: device_info.ok_or(missing)?,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    DeviceInfo,
    any::<([u8; 4], DeviceCapabilities, Option<[u8; 8]>, Unknown)>().prop_map(
        |(tac, capabilities, imei, unknown)| Self {
            tac,
            capabilities,
            imei,
            unknown
        }
    )
);

crate::arbitrary::arbitrary!(
    CtxParams1,
    (
        proptest::option::of(crate::arbitrary::text(64)),
        any::<(DeviceInfo, Unknown)>()
    )
        .prop_map(|(matching_id, (device_info, unknown))| Self {
            matching_id,
            device_info,
            unknown
        })
);
