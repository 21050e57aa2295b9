//! ProfileInfo: what a card tells of a profile (SGP.22 §5.7.15).

use super::{NotificationConfiguration, OperatorId, PolicyRules, ProfileClass, ProfileState, tags};
use crate::id::{Aid, Iccid};
use crate::message::{Decode, Encode, Unknown};
use crate::text::Text;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Picture format (`93`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconType {
    /// 0
    Jpg,
    /// 1
    Png,
}

impl IconType {
    /// Reads a `93` element.
    pub(crate) fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.small()? {
            0 => Ok(Self::Jpg),
            1 => Ok(Self::Png),
            _ => Err(tlv.invalid("no icon type")),
        }
    }
}

/// ProfileInfo (`E3`): what ES10c.GetProfilesInfo tells of a profile. Fields that were not asked for, or that
/// the profile does not have, are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileInfo {
    /// `5A`
    pub iccid: Option<Iccid>,
    /// `4F`
    pub isdp_aid: Option<Aid>,
    /// `9F70`
    pub state: Option<ProfileState>,
    /// `90`, at most 64 bytes of UTF-8
    pub nickname: Option<Text>,
    /// `91`, at most 32 bytes of UTF-8
    pub service_provider_name: Option<Text>,
    /// `92`, at most 64 bytes of UTF-8
    pub profile_name: Option<Text>,
    /// `93`
    pub icon_type: Option<IconType>,
    /// `94`, at most 1024 bytes
    pub icon: Option<Vec<u8>>,
    /// `95`; a missing one means operational (v2.0 encoders leave the default out)
    pub class: Option<ProfileClass>,
    /// `B6`
    pub notification_configuration: Option<Vec<NotificationConfiguration>>,
    /// `B7`
    pub owner: Option<OperatorId>,
    /// `B8`, value bytes
    pub dp_proprietary_data: Option<Vec<u8>>,
    /// `99`
    pub policy_rules: Option<PolicyRules>,
    /// `9F24` (v3)
    pub enabled_on_esim_port: Option<u32>,
    /// `9F25` (v3), bytes
    pub profile_size: Option<u32>,
    /// What no edition known here defines.
    pub unknown: Unknown,
}

impl ProfileInfo {
    /// Writes the fields that `wanted` names and the profile has, in the order of SGP.22.
    pub fn encode_selected(&self, writer: &mut Writer, wanted: impl Fn(Tag) -> bool) {
        writer.constructed(tags::PROFILE_INFO, |w| {
            if let Some(iccid) = &self.iccid
                && wanted(tags::ICCID)
            {
                w.primitive(tags::ICCID, iccid.as_bytes());
            }
            if let Some(aid) = &self.isdp_aid
                && wanted(tags::ISDP_AID)
            {
                w.primitive(tags::ISDP_AID, aid.as_bytes());
            }
            if let Some(state) = self.state
                && wanted(tags::STATE)
            {
                w.primitive(tags::STATE, &[u8::from(state == ProfileState::Enabled)]);
            }
            for (tag, text) in [
                (tags::NICKNAME, &self.nickname),
                (tags::SERVICE_PROVIDER_NAME, &self.service_provider_name),
                (tags::PROFILE_NAME, &self.profile_name),
            ] {
                if let Some(text) = text
                    && wanted(tag)
                {
                    w.text(tag, text);
                }
            }
            if let Some(icon_type) = self.icon_type
                && wanted(tags::ICON_TYPE)
            {
                w.primitive(tags::ICON_TYPE, &[u8::from(icon_type == IconType::Png)]);
            }
            if let Some(icon) = &self.icon
                && wanted(tags::ICON)
            {
                w.primitive(tags::ICON, icon);
            }
            if let Some(class) = self.class
                && wanted(tags::CLASS)
            {
                w.primitive(tags::CLASS, &[class.code()]);
            }
            if let Some(list) = &self.notification_configuration
                && wanted(tags::NOTIFICATION_CONFIGURATION)
            {
                NotificationConfiguration::encode_list(list, w);
            }
            if let Some(owner) = &self.owner
                && wanted(tags::OWNER)
            {
                owner.encode_as(tags::OWNER, w);
            }
            if let Some(data) = &self.dp_proprietary_data
                && wanted(tags::DP_PROPRIETARY_DATA)
            {
                w.primitive(tags::DP_PROPRIETARY_DATA, data);
            }
            if let Some(rules) = self.policy_rules
                && wanted(tags::POLICY_RULES)
            {
                w.bits(tags::POLICY_RULES, rules.0);
            }
            for (tag, number) in [
                (tags::ENABLED_ON_ESIM_PORT, self.enabled_on_esim_port),
                (tags::PROFILE_SIZE, self.profile_size),
            ] {
                if let Some(number) = number
                    && wanted(tag)
                {
                    w.unsigned(tag, number);
                }
            }
            for tlv in crate::tlv::Children::of(self.unknown.as_bytes()).flatten() {
                if wanted(tlv.tag()) {
                    w.raw(tlv.raw());
                }
            }
        });
    }

    /// The class, with the default that a missing `95` stands for.
    pub fn class_or_default(&self) -> ProfileClass {
        self.class.unwrap_or(ProfileClass::Operational)
    }

    /// Whether the profile is enabled; on a MEP card also by a valid port (`9F24`).
    pub fn is_enabled(&self) -> bool {
        self.state == Some(ProfileState::Enabled) || self.enabled_on_esim_port.is_some()
    }
}

impl Encode for ProfileInfo {
    fn encode(&self, writer: &mut Writer) {
        self.encode_selected(writer, |_| true);
    }
}

impl Decode for ProfileInfo {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut info = Self::default();
        info.fill(tlv)?;
        Ok(info)
    }
}

impl ProfileInfo {
    /// The elements of a list, each read where it stays: a profile is too large to be moved about.
    pub(crate) fn list(list: Tlv<'_>) -> Result<Vec<Self>, DecodeError> {
        let mut infos = Vec::with_capacity(list.children().count());
        for element in list.children() {
            infos.push(Self::default());
            if let Some(info) = infos.last_mut() {
                info.fill(element?)?;
            }
        }
        Ok(infos)
    }

    fn fill(&mut self, tlv: Tlv<'_>) -> Result<(), DecodeError> {
        let info = self;
        for child in tlv.expect(tags::PROFILE_INFO)?.children() {
            let child = child?;
            match child.tag() {
                tags::ICCID => info.iccid = Some(Iccid::from_tlv(child)?),
                tags::ISDP_AID => info.isdp_aid = Some(Aid::from_tlv(child)?),
                tags::STATE => {
                    info.state = Some(match child.small()? {
                        0 => ProfileState::Disabled,
                        1 => ProfileState::Enabled,
                        _ => return Err(child.invalid("no profile state")),
                    });
                }
                tags::NICKNAME => info.nickname = Some(child.text()?.into()),
                tags::SERVICE_PROVIDER_NAME => info.service_provider_name = Some(child.text()?.into()),
                tags::PROFILE_NAME => info.profile_name = Some(child.text()?.into()),
                tags::ICON_TYPE => info.icon_type = Some(IconType::decode(child)?),
                tags::ICON => info.icon = Some(child.value().to_vec()),
                tags::CLASS => info.class = Some(ProfileClass::decode(child)?),
                tags::NOTIFICATION_CONFIGURATION => {
                    info.notification_configuration = Some(NotificationConfiguration::decode_list(child)?);
                }
                tags::OWNER => info.owner = Some(OperatorId::decode(child)?),
                tags::DP_PROPRIETARY_DATA => info.dp_proprietary_data = Some(child.value().to_vec()),
                tags::POLICY_RULES => info.policy_rules = Some(PolicyRules(child.bits()?)),
                tags::ENABLED_ON_ESIM_PORT => info.enabled_on_esim_port = Some(child.unsigned()?),
                tags::PROFILE_SIZE => info.profile_size = Some(child.unsigned()?),
                _ => info.unknown.keep(child),
            }
        }
        Ok(())
    }
}

crate::arbitrary::arbitrary!(IconType, proptest::sample::select(&[Self::Jpg, Self::Png][..]));

crate::arbitrary::arbitrary!(ProfileInfo, {
    let text = |most| proptest::option::of(crate::arbitrary::text(most).prop_map(Text::from));
    let number = || proptest::option::of(crate::arbitrary::number());
    let names = (text(64), text(32), text(64));
    let icon = (
        any::<Option<IconType>>(),
        proptest::option::of(crate::arbitrary::blob(0..=1024)),
    );
    let list = proptest::option::of(crate::arbitrary::list(3));
    let data = proptest::option::of(crate::arbitrary::blob(0..=128));
    let v3 = (number(), number(), any::<Unknown>());
    let plain = any::<(
        Option<Iccid>,
        Option<Aid>,
        Option<ProfileState>,
        Option<ProfileClass>,
        Option<OperatorId>,
        Option<PolicyRules>,
    )>();
    (plain, names, icon, list, data, v3).prop_map(
        |(
            (iccid, isdp_aid, state, class, owner, policy_rules),
            (nickname, service_provider_name, profile_name),
            (icon_type, icon),
            notification_configuration,
            dp_proprietary_data,
            (enabled_on_esim_port, profile_size, unknown),
        )| Self {
            iccid,
            isdp_aid,
            state,
            nickname,
            service_provider_name,
            profile_name,
            icon_type,
            icon,
            class,
            notification_configuration,
            owner,
            dp_proprietary_data,
            policy_rules,
            enabled_on_esim_port,
            profile_size,
            unknown,
        },
    )
});
