//! ES8+.StoreMetadata, `BF25` (SGP.22 §5.5.3): what the user sees of a profile, and what its SM-DP+ wants to be told.

use crate::id::Iccid;
use crate::message::{Decode, Encode, Unknown};
use crate::profile::{
    IconType, NotificationConfiguration, OperatorId, PolicyRules, ProfileClass, ProfileInfo, tags,
};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF25);

/// Metadata of a profile; ES9+.AuthenticateClient shows the same to the LPA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreMetadataRequest {
    /// `5A`
    pub iccid: Iccid,
    /// `91`, at most 32 bytes of UTF-8
    pub service_provider_name: String,
    /// `92`, at most 64 bytes of UTF-8
    pub profile_name: String,
    /// `93`
    pub icon_type: Option<IconType>,
    /// `94`, at most 1024 bytes
    pub icon: Option<Vec<u8>>,
    /// `95`, not written when it is operational, the default
    pub class: ProfileClass,
    /// `B6`
    pub notification_configuration: Option<Vec<NotificationConfiguration>>,
    /// `B7`
    pub owner: Option<OperatorId>,
    /// `99`
    pub policy_rules: Option<PolicyRules>,
    /// `BF22`, `BF23` serviceSpecificData, v3 elements and others.
    pub unknown: Unknown,
}

impl StoreMetadataRequest {
    /// The least that can be said of a profile.
    pub const fn new(iccid: Iccid, service_provider_name: String, profile_name: String) -> Self {
        Self {
            iccid,
            service_provider_name,
            profile_name,
            icon_type: None,
            icon: None,
            class: ProfileClass::Operational,
            notification_configuration: None,
            owner: None,
            policy_rules: None,
            unknown: Unknown::none(),
        }
    }
}

impl Encode for StoreMetadataRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(tags::ICCID, self.iccid.as_bytes())
                .text(tags::SERVICE_PROVIDER_NAME, &self.service_provider_name)
                .text(tags::PROFILE_NAME, &self.profile_name);
            if let Some(icon_type) = self.icon_type {
                w.primitive(tags::ICON_TYPE, &[u8::from(icon_type == IconType::Png)]);
            }
            if let Some(icon) = &self.icon {
                w.primitive(tags::ICON, icon);
            }
            if self.class != ProfileClass::Operational {
                w.primitive(tags::CLASS, &[self.class.code()]);
            }
            if let Some(list) = &self.notification_configuration {
                NotificationConfiguration::encode_list(list, w);
            }
            if let Some(owner) = &self.owner {
                owner.encode_as(tags::OWNER, w);
            }
            if let Some(rules) = self.policy_rules {
                w.bits(tags::POLICY_RULES, rules.0);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for StoreMetadataRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut request = Self::new(
            Iccid::from_tlv(tlv.child(tags::ICCID)?)?,
            tlv.child(tags::SERVICE_PROVIDER_NAME)?.text()?.to_owned(),
            tlv.child(tags::PROFILE_NAME)?.text()?.to_owned(),
        );
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                tags::ICCID | tags::SERVICE_PROVIDER_NAME | tags::PROFILE_NAME => {}
                tags::ICON_TYPE => request.icon_type = Some(IconType::decode(child)?),
                tags::ICON => request.icon = Some(child.value().to_vec()),
                tags::CLASS => request.class = ProfileClass::decode(child)?,
                tags::NOTIFICATION_CONFIGURATION => {
                    request.notification_configuration = Some(NotificationConfiguration::decode_list(child)?);
                }
                tags::OWNER => request.owner = Some(OperatorId::decode(child)?),
                tags::POLICY_RULES => request.policy_rules = Some(PolicyRules(child.bits()?)),
                _ => request.unknown.keep(child),
            }
        }
        Ok(request)
    }
}

impl From<StoreMetadataRequest> for ProfileInfo {
    /// What GetProfilesInfo shows of the profile once it is installed, but for its state and ISD-P. Unknown elements
    /// are left out.
    fn from(metadata: StoreMetadataRequest) -> Self {
        Self {
            iccid: Some(metadata.iccid),
            service_provider_name: Some(metadata.service_provider_name.into()),
            profile_name: Some(metadata.profile_name.into()),
            icon_type: metadata.icon_type,
            icon: metadata.icon,
            class: Some(metadata.class),
            notification_configuration: metadata.notification_configuration,
            owner: metadata.owner,
            policy_rules: metadata.policy_rules,
            ..Self::default()
        }
    }
}

crate::arbitrary::arbitrary!(
    StoreMetadataRequest,
    (
        any::<(
            Iccid,
            ProfileClass,
            Option<IconType>,
            Option<OperatorId>,
            Option<PolicyRules>,
            Unknown
        )>(),
        crate::arbitrary::text(32),
        crate::arbitrary::text(64),
        proptest::option::of(crate::arbitrary::blob(0..=1024)),
        proptest::option::of(crate::arbitrary::list(3)),
    )
        .prop_map(
            |(
                (iccid, class, icon_type, owner, policy_rules, unknown),
                service_provider_name,
                profile_name,
                icon,
                notification_configuration,
            )| Self {
                iccid,
                service_provider_name,
                profile_name,
                icon_type,
                icon,
                class,
                notification_configuration,
                owner,
                policy_rules,
                unknown,
            }
        )
);
