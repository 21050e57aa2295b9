//! Steps that send something to the card or the modem.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::es10c::ResetOption;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::ProfileClass;

use super::super::check::{Check, Checker};
use super::super::expect::{
    AddressesExpect, ApduExpect, AtExpect, CommandExpect, DetectExpect, EidExpect, Expect, InfoExpect,
    ListExpect, NotificationsExpect, RatExpect, ResetExpect,
};
use super::super::field::Field;
use super::super::scalar::{HexBytes, Name, TagName};
use super::super::word::{By, Via};
use super::common::{Captures, Common, Repeat, Retry, steps};

steps! {
    /// Finds out what kind of card it is.
    DetectStep expects DetectExpect {}

    /// Lists profiles (GetProfilesInfo).
    ListStep expects ListExpect {
        /// Only this profile of the card file, by `by`.
        profile: Option<Field<Name>>,
        /// Only the profile with this ICCID.
        iccid: Option<Field<Iccid>>,
        /// Only the profile with this ISD-P AID.
        aid: Option<Field<Aid>>,
        /// Which identifier stands for `profile`; `iccid` without this.
        by: Option<Field<By>>,
        /// Only profiles of this class.
        class: Option<Field<ProfileClass>>,
        /// Tag list in hexadecimal; without it all that the expectations can name is asked for.
        tags: Option<Vec<Field<TagName>>>,
    }

    /// Enables a profile (EnableProfile).
    EnableStep expects CommandExpect {
        /// Name in the card file.
        profile: Option<Field<Name>>,
        /// An ICCID as it is.
        iccid: Option<Field<Iccid>>,
        /// An ISD-P AID as it is.
        aid: Option<Field<Aid>>,
        /// Which identifier stands for `profile`; `iccid` without this.
        by: Option<Field<By>>,
        /// refreshFlag; true without this.
        refresh: Option<Field<bool>>,
    }

    /// Disables a profile (DisableProfile).
    DisableStep expects CommandExpect {
        /// Name in the card file.
        profile: Option<Field<Name>>,
        /// An ICCID as it is.
        iccid: Option<Field<Iccid>>,
        /// An ISD-P AID as it is.
        aid: Option<Field<Aid>>,
        /// Which identifier stands for `profile`; `iccid` without this.
        by: Option<Field<By>>,
        /// refreshFlag; true without this.
        refresh: Option<Field<bool>>,
    }

    /// Deletes a profile (DeleteProfile).
    DeleteStep expects CommandExpect {
        /// Name in the card file.
        profile: Option<Field<Name>>,
        /// An ICCID as it is.
        iccid: Option<Field<Iccid>>,
        /// An ISD-P AID as it is.
        aid: Option<Field<Aid>>,
        /// Which identifier stands for `profile`; `iccid` without this.
        by: Option<Field<By>>,
    }

    /// Resets the memory of the eUICC (eUICCMemoryReset).
    MemoryResetStep expects CommandExpect {
        /// What is reset; an empty list is sent as no bits.
        options: Vec<Field<ResetOption>>,
    }

    /// Sets the nickname of a profile (SetNickname). There is no `by`: the function takes only an ICCID.
    NicknameStep expects CommandExpect {
        /// Name in the card file.
        profile: Option<Field<Name>>,
        /// An ICCID as it is.
        iccid: Option<Field<Iccid>>,
        /// The nickname; empty removes it.
        nickname: Option<Field<String>>,
    }

    /// Lists, retrieves or removes notifications: exactly one of the three.
    NotificationsStep expects NotificationsExpect {
        /// ListNotification.
        list: Option<NotificationFilter>,
        /// RetrieveNotificationsList.
        retrieve: Option<NotificationSelection>,
        /// RemoveNotificationFromList, by sequence number.
        remove: Option<Field<SeqNumber>>,
    }

    /// Reads the Rules Authorisation Table (GetRAT).
    RatStep expects RatExpect {}

    /// Reads the configured addresses (GetEuiccConfiguredAddresses), or sets the default SM-DP+ address.
    AddressesStep expects AddressesExpect {
        /// SetDefaultDpAddress: an FQDN; empty clears it.
        set_default_smdp: Option<Field<String>>,
    }

    /// Reads the EID (GetEID).
    EidStep expects EidExpect {}

    /// Reads what the eUICC says of itself (GetEUICCInfo2).
    InfoStep expects InfoExpect {}

    /// Sends a command as it is: exactly one of `command` and `es10`.
    ApduStep expects ApduExpect {
        /// One command APDU in hexadecimal.
        command: Option<Field<HexBytes>>,
        /// A function request in hexadecimal, sent in STORE DATA segments to the ISD-R.
        es10: Option<Field<HexBytes>>,
        /// Where `command` goes; `isd_r` without this.
        via: Option<Field<Via>>,
    }

    /// Sends a line to the modem.
    AtStep expects AtExpect {
        /// The line, without the carriage return.
        command: Option<Field<String>>,
    }

    /// Resets the card (warm).
    ResetStep expects ResetExpect {}

    /// Takes the power away and gives it back.
    PowerCycleStep expects ResetExpect {}
}

/// Which notifications to list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NotificationFilter {
    /// Only these events; all without this.
    pub events: Option<Vec<Field<Event>>>,
}

/// Which notifications to retrieve: by number, by events, or all.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NotificationSelection {
    /// The one with this sequence number.
    pub seq_number: Option<Field<SeqNumber>>,
    /// Only these events.
    pub events: Option<Vec<Field<Event>>>,
}

/// How a step names the profile that it is about.
#[derive(Clone, Copy, Debug)]
pub struct ProfileFields<'f> {
    /// Name in the card file.
    pub profile: Option<&'f Field<Name>>,
    /// An ICCID as it is.
    pub iccid: Option<&'f Field<Iccid>>,
    /// An ISD-P AID as it is.
    pub aid: Option<&'f Field<Aid>>,
    /// Which identifier stands for `profile`.
    pub by: Option<&'f Field<By>>,
}

impl<'f> ProfileFields<'f> {
    /// Of a step that takes neither an AID nor a choice of identifiers.
    pub const fn of(profile: Option<&'f Field<Name>>, iccid: Option<&'f Field<Iccid>>) -> Self {
        Self {
            profile,
            iccid,
            aid: None,
            by: None,
        }
    }
}

macro_rules! names_a_profile {
    ($($step:ty),+) => {$(
        impl $step {
            /// The profile that it is about.
            pub const fn target(&self) -> ProfileFields<'_> {
                ProfileFields {
                    profile: self.profile.as_ref(),
                    iccid: self.iccid.as_ref(),
                    aid: self.aid.as_ref(),
                    by: self.by.as_ref(),
                }
            }
        }
    )+};
}

names_a_profile!(ListStep, EnableStep, DisableStep, DeleteStep);
