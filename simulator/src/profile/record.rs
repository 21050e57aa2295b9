//! One profile, decoded in memory and as a record in non-volatile memory.

use std::borrow::Cow;
use std::sync::Arc;

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::profile::{
    NotificationConfiguration, PolicyRules, ProfileClass, ProfileInfo, ProfileState, ProfileTarget, tags,
};
use signoff_protocol::text::Text;
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use crate::card_file::{AlgorithmName, OperatorFile, ProfileFile, ProfileStateName};
use crate::upp::{self, UppContent};

const RECORD: Tag = Tag(0xE0);
const IMSI: Tag = Tag(0x80);
const MSISDN: Tag = Tag(0x81);
const PRELOADED: Tag = Tag(0x82);

/// What an ISD-P takes beside its package and what is counted one by one, bytes.
const ISDP_BYTES: usize = 12_288;
/// What counts as the package of a profile that came with its card.
const USUAL_PACKAGE_BYTES: usize = 12_288;

/// A profile: what ES10c tells of it, and what its file system is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) iccid: Iccid,
    pub(crate) aid: Aid,
    info: ProfileInfo,
    pub(crate) imsi: String,
    pub(crate) msisdn: Option<String>,
    pub(crate) preloaded: bool,
    /// The unprotected profile package; none where it follows from what stands here anyway.
    pub(super) upp: Option<Arc<[u8]>>,
    /// What has changed in its files since.
    pub(super) changes: Option<Box<[u8]>>,
}

impl Profile {
    /// As the card file describes it.
    pub(crate) fn from_file(file: &ProfileFile, aid: Aid) -> Self {
        let rules = file.policy_rules();
        let configuration: Vec<_> = file
            .notifications
            .iter()
            .map(|entry| NotificationConfiguration {
                events: entry.events(),
                address: entry.address.as_str().into(),
            })
            .collect();
        let info = ProfileInfo {
            iccid: Some(file.iccid),
            isdp_aid: Some(aid),
            state: Some(match file.state {
                ProfileStateName::Disabled => ProfileState::Disabled,
                ProfileStateName::Enabled => ProfileState::Enabled,
            }),
            nickname: file.nickname.as_deref().map(Text::from),
            service_provider_name: Some(file.service_provider_name.as_str().into()),
            profile_name: Some(file.profile_name.as_str().into()),
            icon_type: file.icon.map(|icon| icon.icon_type.into()),
            icon: file.icon.map(|icon| filler(usize::from(icon.bytes))),
            class: Some(file.class.into()),
            notification_configuration: (!configuration.is_empty()).then_some(configuration),
            owner: file.owner.as_ref().map(OperatorFile::to_operator_id),
            policy_rules: (!rules.0.is_empty()).then_some(rules),
            ..ProfileInfo::default()
        };
        Self {
            iccid: file.iccid,
            aid,
            info,
            imsi: file.imsi.clone(),
            msisdn: file.msisdn.clone(),
            preloaded: file.preloaded,
            upp: says_more(file).then(|| Arc::from(upp::build(file))),
            changes: None,
        }
    }

    /// A profile that was downloaded: disabled, with the metadata and the package that came with it.
    pub(crate) fn downloaded(metadata: &StoreMetadataRequest, aid: Aid, upp: Arc<[u8]>) -> Self {
        let metadata = metadata.clone();
        let info = ProfileInfo {
            iccid: Some(metadata.iccid),
            isdp_aid: Some(aid),
            state: Some(ProfileState::Disabled),
            service_provider_name: Some(metadata.service_provider_name.into()),
            profile_name: Some(metadata.profile_name.into()),
            icon_type: metadata.icon_type,
            icon: metadata.icon,
            class: Some(metadata.class),
            notification_configuration: metadata.notification_configuration,
            owner: metadata.owner,
            policy_rules: metadata.policy_rules,
            ..ProfileInfo::default()
        };
        Self {
            iccid: metadata.iccid,
            aid,
            info,
            imsi: String::new(),
            msisdn: None,
            preloaded: false,
            upp: Some(upp),
            changes: None,
        }
    }

    /// What ES10c.GetProfilesInfo tells.
    pub(crate) const fn info(&self) -> &ProfileInfo {
        &self.info
    }

    pub(crate) fn class(&self) -> ProfileClass {
        self.info.class_or_default()
    }

    pub(crate) fn is_test(&self) -> bool {
        self.class() == ProfileClass::Test
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.info.state == Some(ProfileState::Enabled)
    }

    pub(crate) fn rules(&self) -> PolicyRules {
        self.info.policy_rules.unwrap_or_default()
    }

    pub(crate) fn notification_configuration(&self) -> &[NotificationConfiguration] {
        self.info
            .notification_configuration
            .as_deref()
            .unwrap_or_default()
    }

    /// Bytes of non-volatile memory that deleting it gives back.
    pub(crate) fn memory_bytes(&self) -> usize {
        let package = self.upp.as_ref().map_or(USUAL_PACKAGE_BYTES, |upp| upp.len());
        ISDP_BYTES + package + self.info.icon.as_ref().map_or(0, Vec::len)
    }

    /// The unprotected profile package.
    pub(super) fn package(&self) -> Cow<'_, [u8]> {
        if let Some(upp) = &self.upp {
            return Cow::Borrowed(upp);
        }
        let name = self.info.service_provider_name.as_deref();
        let owner = self.info.owner.as_ref();
        let three_digits = owner.is_some_and(|owner| upp::has_three_digits(owner.mcc_mnc));
        let content = UppContent {
            msisdn: self.msisdn.as_deref(),
            mnc_digits: if three_digits { 3 } else { 2 },
            gid1: owner.and_then(|owner| owner.gid1.as_deref()),
            gid2: owner.and_then(|owner| owner.gid2.as_deref()),
            algorithm: if self.is_test() {
                AlgorithmName::Test
            } else {
                AlgorithmName::Milenage
            },
            ..UppContent::new(self.iccid, &self.imsi, name.unwrap_or_default())
        };
        Cow::Owned(upp::build_of(&content))
    }

    pub(crate) fn is_target(&self, target: &ProfileTarget) -> bool {
        match target {
            ProfileTarget::Iccid(iccid) => self.iccid == *iccid,
            ProfileTarget::IsdpAid(aid) => self.aid == *aid,
        }
    }

    pub(super) fn set_state(&mut self, state: ProfileState) {
        self.info.state = Some(state);
    }

    /// An empty text takes the name away.
    pub(super) fn set_nickname(&mut self, nickname: String) {
        self.info.nickname = (!nickname.is_empty()).then(|| nickname.into());
    }

    /// The record that [`Profile::from_record`] reads.
    pub(super) fn to_record(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(RECORD, |w| {
            self.info.encode(w);
            w.text(IMSI, &self.imsi);
            if let Some(msisdn) = &self.msisdn {
                w.text(MSISDN, msisdn);
            }
            w.boolean(PRELOADED, self.preloaded);
        });
        writer.into_bytes()
    }

    /// Reads a record; package and changed files have records of their own.
    pub(super) fn from_record(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(RECORD)?;
        let info = record.child(tags::PROFILE_INFO)?;
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: info.offset(),
        };
        let info = ProfileInfo::decode(info)?;
        Ok(Self {
            iccid: info.iccid.ok_or_else(|| missing(tags::ICCID))?,
            aid: info.isdp_aid.ok_or_else(|| missing(tags::ISDP_AID))?,
            info,
            imsi: record.child(IMSI)?.text()?.to_owned(),
            msisdn: match record.find(MSISDN)? {
                Some(msisdn) => Some(msisdn.text()?.to_owned()),
                None => None,
            },
            preloaded: record.child(PRELOADED)?.boolean()?,
            upp: None,
            changes: None,
        })
    }
}

/// Whether the package of a profile has what its record does not tell.
fn says_more(file: &ProfileFile) -> bool {
    file.pin.is_some()
        || file.puk.is_some()
        || file.algorithm.is_some()
        || file.key.is_some()
        || file.opc.is_some()
        || !file.contacts.is_empty()
        || file.phonebook.is_some()
        || !file.messages.is_empty()
        || file.message_records.is_some()
}

/// Bytes that are the same in every run and differ from their neighbours.
fn filler(count: usize) -> Vec<u8> {
    (0..=u8::MAX).cycle().take(count).collect()
}
