//! Tags of ProfileInfo and of requests that name a profile.

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
