//! ES10b.GetEUICCInfo for EUICCInfo2, `BF22` (SGP.22 §5.7.8, §4.3).

use super::get_euicc_info1::{read_key_ids, write_key_ids};
use super::iot_specific_info::IotSpecificInfo;
use crate::message::{Decode, Encode, Unknown, empty_request};
use crate::profile::PolicyRules;
use crate::tlv::{Bits, DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF22);

empty_request! {
    /// Asks for EUICCInfo2.
    GetEuiccInfo2Request, TAG
}

/// `84` extCardResource (ETSI TS 102 226 §8.2.1.7.2), as numbers of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardResource {
    /// `81`: installed applications.
    pub installed_applications: u32,
    /// `82`: free non-volatile memory, bytes.
    pub free_non_volatile: u32,
    /// `83`: free volatile memory, bytes.
    pub free_volatile: u32,
}

impl CardResource {
    /// Counts in one, two or four bytes as cards write them; the sizes in at least two.
    fn to_content(self) -> Vec<u8> {
        let mut writer = Writer::new();
        for (tag, number, narrowest) in [
            (0x81, self.installed_applications, 1),
            (0x82, self.free_non_volatile, 2),
            (0x83, self.free_volatile, 2),
        ] {
            let width = match number {
                0..=0xFF => narrowest,
                0x100..=0xFFFF => 2,
                _ => 4,
            };
            let bytes = number.to_be_bytes();
            writer.primitive(Tag(tag), bytes.get(4 - width..).unwrap_or_default());
        }
        writer.into_bytes()
    }

    /// The three numbers are written by cards with one to four bytes and without a sign.
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let number = |tag| {
            let field = tlv.child(tag)?;
            match field.value() {
                value @ ([_] | [_, _] | [_, _, _] | [_, _, _, _]) => Ok(value
                    .iter()
                    .fold(0u32, |number, byte| number << 8 | u32::from(*byte))),
                _ => Err(field.wrong_length("1 to 4")),
            }
        };
        Ok(Self {
            installed_applications: number(Tag(0x81))?,
            free_non_volatile: number(Tag(0x82))?,
            free_volatile: number(Tag(0x83))?,
        })
    }
}

/// What the eUICC is and can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccInfo2 {
    /// `81`: version of the profile package specification.
    pub profile_version: [u8; 3],
    /// `82`: SGP.22 version.
    pub svn: [u8; 3],
    /// `83`
    pub firmware_version: [u8; 3],
    /// `84`
    pub card_resource: CardResource,
    /// `85`: bits of UICCCapability.
    pub uicc_capability: Bits,
    /// `86`
    pub ts102241_version: Option<[u8; 3]>,
    /// `87`
    pub globalplatform_version: Option<[u8; 3]>,
    /// `88`: bits of RspCapability, 0 additionalProfile, 3 testProfileSupport, ...
    pub rsp_capability: Bits,
    /// `A9`
    pub ci_pk_ids_for_verification: Vec<Vec<u8>>,
    /// `AA`
    pub ci_pk_ids_for_signing: Vec<Vec<u8>>,
    /// `8B`: 0 other, 1 basic, 2 medium, 3 contactless.
    pub category: Option<u32>,
    /// `99`: rules that no profile may have.
    pub forbidden_profile_policy_rules: Option<PolicyRules>,
    /// `04`: protection profile version.
    pub pp_version: [u8; 3],
    /// `0C`, at most 64 bytes
    pub sas_accreditation_number: String,
    /// `AC` certificationDataObject, `90` ipaMode, `B4` iotSpecificInfo, later and unknown elements, as received.
    pub unknown: Unknown,
}

/// Names of the first bits of RspCapability, as SGP.22 v2.5 spells them.
const RSP_CAPABILITIES: [&str; 6] = [
    "additionalProfile",
    "crlSupport",
    "rpmSupport",
    "testProfileSupport",
    "deviceInfoExtensibilitySupport",
    "serviceSpecificDataSupport",
];

impl EuiccInfo2 {
    /// What the eUICC can do of RSP, by name; a bit that a later edition added by its number.
    pub fn rsp_capability_names(&self) -> Vec<String> {
        let name = |bit: u8| match RSP_CAPABILITIES.get(usize::from(bit)) {
            Some(name) => (*name).to_owned(),
            None => format!("bit {bit}"),
        };
        self.rsp_capability.iter().map(name).collect()
    }

    /// `B4` iotSpecificInfo, which every eUICC of SGP.32 has and no other.
    ///
    /// # Errors
    /// The element is malformed.
    pub fn iot_specific_info(&self) -> Result<Option<IotSpecificInfo>, DecodeError> {
        let found = self.unknown.find(IotSpecificInfo::TAG);
        found.map(IotSpecificInfo::decode).transpose()
    }
}

impl Encode for EuiccInfo2 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x81), &self.profile_version);
            w.primitive(Tag(0x82), &self.svn);
            w.primitive(Tag(0x83), &self.firmware_version);
            w.primitive(Tag(0x84), &self.card_resource.to_content());
            w.bits(Tag(0x85), self.uicc_capability);
            for (tag, version) in [(0x86, self.ts102241_version), (0x87, self.globalplatform_version)] {
                if let Some(version) = version {
                    w.primitive(Tag(tag), &version);
                }
            }
            w.bits(Tag(0x88), self.rsp_capability);
            write_key_ids(w, Tag(0xA9), &self.ci_pk_ids_for_verification);
            write_key_ids(w, Tag(0xAA), &self.ci_pk_ids_for_signing);
            if let Some(category) = self.category {
                w.unsigned(Tag(0x8B), category);
            }
            if let Some(rules) = self.forbidden_profile_policy_rules {
                w.bits(Tag(0x99), rules.0);
            }
            w.primitive(Tag(0x04), &self.pp_version);
            w.text(Tag(0x0C), &self.sas_accreditation_number);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccInfo2 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let version = |tag| tlv.find(Tag(tag))?.map(|found| found.array("3")).transpose();
        let unknown = Unknown::beside(tlv, |tag| {
            matches!(tag.0, 0x81..=0x88 | 0xA9 | 0xAA | 0x8B | 0x99 | 0x04 | 0x0C)
        })?;
        Ok(Self {
            profile_version: tlv.child(Tag(0x81))?.array("3")?,
            svn: tlv.child(Tag(0x82))?.array("3")?,
            firmware_version: tlv.child(Tag(0x83))?.array("3")?,
            card_resource: CardResource::decode(tlv.child(Tag(0x84))?)?,
            uicc_capability: tlv.child(Tag(0x85))?.bits()?,
            ts102241_version: version(0x86)?,
            globalplatform_version: version(0x87)?,
            rsp_capability: tlv.child(Tag(0x88))?.bits()?,
            ci_pk_ids_for_verification: read_key_ids(tlv.child(Tag(0xA9))?)?,
            ci_pk_ids_for_signing: read_key_ids(tlv.child(Tag(0xAA))?)?,
            category: tlv
                .find(Tag(0x8B))?
                .map(|category| category.unsigned())
                .transpose()?,
            forbidden_profile_policy_rules: tlv
                .find(Tag(0x99))?
                .map(|rules| rules.bits().map(PolicyRules))
                .transpose()?,
            pp_version: tlv.child(Tag(0x04))?.array("3")?,
            sas_accreditation_number: tlv.child(Tag(0x0C))?.text()?.to_owned(),
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    CardResource,
    proptest::array::uniform3(crate::arbitrary::number()).prop_map(
        |[installed_applications, free_non_volatile, free_volatile]| Self {
            installed_applications,
            free_non_volatile,
            free_volatile
        }
    )
);

crate::arbitrary::arbitrary!(EuiccInfo2, {
    let versions = any::<([[u8; 3]; 4], [Option<[u8; 3]>; 2])>();
    let bits = any::<([Bits; 2], Option<Bits>)>();
    let key_ids = || super::get_euicc_info1::key_ids();
    let category = proptest::option::of(crate::arbitrary::number());
    let rest = (
        any::<CardResource>(),
        category,
        crate::arbitrary::text(64),
        any::<Unknown>(),
    );
    (versions, bits, key_ids(), key_ids(), rest).prop_map(
        |(
            (
                [profile_version, svn, firmware_version, pp_version],
                [ts102241_version, globalplatform_version],
            ),
            ([uicc_capability, rsp_capability], forbidden),
            ci_pk_ids_for_verification,
            ci_pk_ids_for_signing,
            (card_resource, category, sas_accreditation_number, unknown),
        )| Self {
            profile_version,
            svn,
            firmware_version,
            card_resource,
            uicc_capability,
            ts102241_version,
            globalplatform_version,
            rsp_capability,
            ci_pk_ids_for_verification,
            ci_pk_ids_for_signing,
            category,
            forbidden_profile_policy_rules: forbidden.map(PolicyRules),
            pp_version,
            sas_accreditation_number,
            unknown,
        },
    )
});
