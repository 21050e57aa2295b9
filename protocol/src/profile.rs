//! A profile as ES10c shows it: identifier, state, class, policy rules and the rest of ProfileInfo
//! (SGP.22 §2.4.5, §5.7.15).

use crate::id::{Aid, Iccid, MccMnc};
use crate::message::{Decode, Encode, Unknown};
use crate::notification::{Event, Events};
use crate::tlv::{Bits, DecodeError, Tag, Tlv, Writer};

/// Tags of ProfileInfo and of requests that name a profile.
pub mod tags {
    use crate::tlv::Tag;
    /// iccid
    pub const ICCID: Tag = Tag(0x5A);
    /// isdpAid
    pub const ISDP_AID: Tag = Tag(0x4F);
    /// profileState
    pub const STATE: Tag = Tag(0x9F70);
    /// profileNickname
    pub const NICKNAME: Tag = Tag(0x90);
    /// serviceProviderName
    pub const SERVICE_PROVIDER_NAME: Tag = Tag(0x91);
    /// profileName
    pub const PROFILE_NAME: Tag = Tag(0x92);
    /// iconType
    pub const ICON_TYPE: Tag = Tag(0x93);
    /// icon
    pub const ICON: Tag = Tag(0x94);
    /// profileClass
    pub const CLASS: Tag = Tag(0x95);
    /// notificationConfigurationInfo
    pub const NOTIFICATION_CONFIGURATION: Tag = Tag(0xB6);
    /// profileOwner
    pub const OWNER: Tag = Tag(0xB7);
    /// dpProprietaryData
    pub const DP_PROPRIETARY_DATA: Tag = Tag(0xB8);
    /// profilePolicyRules
    pub const POLICY_RULES: Tag = Tag(0x99);
    /// enabledOnEsimPort (v3)
    pub const ENABLED_ON_ESIM_PORT: Tag = Tag(0x9F24);
    /// profileSize (v3)
    pub const PROFILE_SIZE: Tag = Tag(0x9F25);
    /// ProfileInfo
    pub const PROFILE_INFO: Tag = Tag(0xE3);
    /// Wrapper of a CHOICE, search criteria or list
    pub const CHOICE: Tag = Tag(0xA0);
}

/// How a request names a profile: by its ICCID or by the AID of its ISD-P.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileTarget {
    /// Tag `5A`
    Iccid(Iccid),
    /// Tag `4F`
    IsdpAid(Aid),
}

impl ProfileTarget {
    /// Reads the CHOICE from a `5A` or `4F` element.
    ///
    /// # Errors
    /// Another tag, or a value of the wrong length.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.tag() {
            tags::ICCID => Iccid::from_tlv(tlv).map(Self::Iccid),
            tags::ISDP_AID => Aid::from_tlv(tlv).map(Self::IsdpAid),
            found => Err(DecodeError::UnexpectedTag {
                expected: tags::ICCID,
                found,
                offset: tlv.offset(),
            }),
        }
    }
}

impl Encode for ProfileTarget {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Iccid(iccid) => writer.primitive(tags::ICCID, iccid.as_bytes()),
            Self::IsdpAid(aid) => writer.primitive(tags::ISDP_AID, aid.as_bytes()),
        };
    }
}

impl std::fmt::Display for ProfileTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Iccid(iccid) => write!(f, "ICCID {iccid}"),
            Self::IsdpAid(aid) => write!(f, "ISD-P {aid}"),
        }
    }
}

/// State of a profile (`9F70`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileState {
    /// 0
    Disabled,
    /// 1
    Enabled,
}

impl ProfileState {
    /// `enabled` or `disabled`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
        }
    }
}

/// Class of a profile (`95`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileClass {
    /// 0
    Test,
    /// 1
    Provisioning,
    /// 2
    Operational,
}

impl ProfileClass {
    /// As SGP.22 names it, lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Provisioning => "provisioning",
            Self::Operational => "operational",
        }
    }

    /// The number in `95`.
    pub const fn code(self) -> u8 {
        match self {
            Self::Test => 0,
            Self::Provisioning => 1,
            Self::Operational => 2,
        }
    }

    /// Reads a `95` element.
    ///
    /// # Errors
    /// A number above 2.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        match tlv.small()? {
            0 => Ok(Self::Test),
            1 => Ok(Self::Provisioning),
            2 => Ok(Self::Operational),
            _ => Err(tlv.invalid("no profile class")),
        }
    }
}

/// Profile Policy Rules (PprIds; SGP.22 §2.8.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyRules(pub Bits);

impl PolicyRules {
    /// No rule.
    pub const NONE: Self = Self(Bits::NONE);
    /// Bit of `pprUpdateControl`.
    pub const UPDATE_CONTROL: u8 = 0;
    /// Bit of PPR1, disabling is not allowed.
    pub const PPR1_BIT: u8 = 1;
    /// Bit of PPR2, deletion is not allowed.
    pub const PPR2_BIT: u8 = 2;

    /// Disabling of the profile is not allowed.
    pub const fn ppr1(self) -> bool {
        self.0.contains(Self::PPR1_BIT)
    }

    /// Deletion of the profile is not allowed.
    pub const fn ppr2(self) -> bool {
        self.0.contains(Self::PPR2_BIT)
    }
}

/// Who owns a profile (`B7`): network, and the group identifiers that narrow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorId {
    /// `80`
    pub mcc_mnc: MccMnc,
    /// `81`
    pub gid1: Option<Vec<u8>>,
    /// `82`
    pub gid2: Option<Vec<u8>>,
}

impl OperatorId {
    /// Writes the element under `tag`: `B7` in ProfileInfo, `30` in the Rules Authorisation Table.
    pub fn encode_as(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            w.primitive(Tag(0x80), self.mcc_mnc.as_bytes());
            if let Some(gid1) = &self.gid1 {
                w.primitive(Tag(0x81), gid1);
            }
            if let Some(gid2) = &self.gid2 {
                w.primitive(Tag(0x82), gid2);
            }
        });
    }

    /// Reads the element, whatever its tag.
    ///
    /// # Errors
    /// No MCC and MNC of three bytes.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut mcc_mnc, mut gid1, mut gid2) = (None, None, None);
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => mcc_mnc = Some(MccMnc::from_bytes(child.array("3")?)),
                Tag(0x81) => gid1 = Some(child.value().to_vec()),
                Tag(0x82) => gid2 = Some(child.value().to_vec()),
                _ => {}
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x80),
            offset: tlv.offset(),
        };
        Ok(Self {
            mcc_mnc: mcc_mnc.ok_or(missing)?,
            gid1,
            gid2,
        })
    }
}

/// One address that is told of the given events (NotificationConfigurationInformation, in `B6`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationConfiguration {
    /// `80`: which events.
    pub events: Events,
    /// `81`: FQDN of the recipient.
    pub address: String,
}

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
    pub nickname: Option<String>,
    /// `91`, at most 32 bytes of UTF-8
    pub service_provider_name: Option<String>,
    /// `92`, at most 64 bytes of UTF-8
    pub profile_name: Option<String>,
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
                tags::NICKNAME => info.nickname = Some(child.text()?.to_owned()),
                tags::SERVICE_PROVIDER_NAME => info.service_provider_name = Some(child.text()?.to_owned()),
                tags::PROFILE_NAME => info.profile_name = Some(child.text()?.to_owned()),
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

impl NotificationConfiguration {
    /// Whether the address is told of `event`.
    pub const fn wants(&self, event: Event) -> bool {
        self.events.0.contains(event.bit())
    }

    /// The element `B6`.
    pub(crate) fn encode_list(list: &[Self], writer: &mut Writer) {
        writer.constructed(tags::NOTIFICATION_CONFIGURATION, |w| {
            for configuration in list {
                w.constructed(Tag(0x30), |w| {
                    w.bits(Tag(0x80), configuration.events.0)
                        .text(Tag(0x81), &configuration.address);
                });
            }
        });
    }

    /// Reads the element `B6`.
    pub(crate) fn decode_list(list: Tlv<'_>) -> Result<Vec<Self>, DecodeError> {
        let mut configurations = Vec::with_capacity(list.children().count());
        for entry in list.children() {
            let entry = entry?.expect(Tag(0x30))?;
            let (mut events, mut address) = (None, None);
            for child in entry.children() {
                let child = child?;
                match child.tag() {
                    Tag(0x80) => events = Some(Events(child.bits()?)),
                    Tag(0x81) => address = Some(child.text()?),
                    _ => {}
                }
            }
            let missing = |tag| DecodeError::Missing {
                tag,
                offset: entry.offset(),
            };
            configurations.push(Self {
                events: events.ok_or_else(|| missing(Tag(0x80)))?,
                address: address.ok_or_else(|| missing(Tag(0x81)))?.to_owned(),
            });
        }
        Ok(configurations)
    }
}

crate::arbitrary::arbitrary!(
    ProfileTarget,
    prop_oneof![
        any::<Iccid>().prop_map(Self::Iccid),
        any::<Aid>().prop_map(Self::IsdpAid)
    ]
);

crate::arbitrary::arbitrary!(
    ProfileState,
    proptest::sample::select(&[Self::Disabled, Self::Enabled][..])
);

crate::arbitrary::arbitrary!(
    ProfileClass,
    proptest::sample::select(&[Self::Test, Self::Provisioning, Self::Operational][..])
);

crate::arbitrary::arbitrary!(PolicyRules, any::<Bits>().prop_map(Self));

crate::arbitrary::arbitrary!(IconType, proptest::sample::select(&[Self::Jpg, Self::Png][..]));

crate::arbitrary::arbitrary!(OperatorId, {
    let gid = || proptest::option::of(crate::arbitrary::blob(0..=8));
    (any::<MccMnc>(), gid(), gid()).prop_map(|(mcc_mnc, gid1, gid2)| Self { mcc_mnc, gid1, gid2 })
});

crate::arbitrary::arbitrary!(
    NotificationConfiguration,
    (any::<Events>(), crate::arbitrary::text(255)).prop_map(|(events, address)| Self { events, address })
);

crate::arbitrary::arbitrary!(ProfileInfo, {
    let text = |most| proptest::option::of(crate::arbitrary::text(most));
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
