//! The steps of a flow: one struct per kind, each with its own expectations.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::es10c::ResetOption;
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::ProfileClass;

use super::capture::CapturePath;
use super::check::{Check, Checker};
use super::deliver::DeliverStep;
use super::download::{DownloadStep, RedownloadStep};
use super::entries::Entries;
use super::expect::{
    AddressesExpect, ApduExpect, AtExpect, CommandExpect, DetectExpect, EidExpect, Expect, InfoExpect,
    ListExpect, ModemExpect, NotificationExpect, NotificationsExpect, RatExpect, ResetExpect, StateExpect,
};
use super::fault::FaultStep;
use super::field::Field;
use super::pattern::Comparison;
use super::scalar::{Bounded, HexBytes, Name, RefusalName, TagName};
use super::smdp::SmdpStep;
use super::word::{By, ChannelBalance, Presence, Removal, SignatureVerdict, SmdpState, Via};

/// How often a step may be repeated.
pub type Repeat = Bounded<1, 1000>;

/// Variables and the paths of the values they take.
pub type Captures = Entries<Field<CapturePath>>;

/// `retry:` a refusal of these names is no answer yet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// How many times the step is tried again after the first time.
    pub times: Field<Bounded<1, 20>>,
    /// The results that are tried again: `cat_busy`.
    pub on: Vec<Field<RefusalName>>,
    /// Milliseconds between two tries; 0 without this.
    #[serde(default)]
    pub wait_ms: Option<Field<Bounded<0, 10_000>>>,
}

/// Declares steps, with the fields that every step has.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident expects $expect:ty {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// What reports call this step.
            pub label: Option<Field<String>>,
            /// What the answer must be; `done` without this.
            pub expect: Option<Expect<$expect>>,
            /// Variables that take values of the answer.
            pub capture: Captures,
            /// How many times the step is carried out; its expectations hold each time.
            pub repeat: Option<Field<Repeat>>,
            /// Which refusals are tried again.
            pub retry: Option<Retry>,
        }

        impl Check for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                $(self.$field.check(checker);)*
                self.label.check(checker);
                self.expect.check(checker);
                self.repeat.check(checker);
                self.retry.check(checker);
            }
        }

        impl $name {
            pub(super) const fn common(&self) -> Common<'_> {
                Common {
                    label: self.label.as_ref(),
                    capture: Some(&self.capture),
                    repeat: self.repeat.as_ref(),
                    retry: self.retry.as_ref(),
                }
            }
        }
    )+};
}

pub(super) use steps;

/// The fields that steps of all kinds have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Common<'a> {
    /// What reports call the step.
    pub label: Option<&'a Field<String>>,
    /// Variables that take values of the answer.
    pub capture: Option<&'a Captures>,
    /// How many times.
    pub repeat: Option<&'a Field<Repeat>>,
    /// Which refusals are tried again.
    pub retry: Option<&'a Retry>,
}

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

/// Declares the two steps that look at the state.
macro_rules! state_steps {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// What reports call this step.
            #[serde(default)]
            pub label: Option<Field<String>>,
            /// All profiles of the card: one that is not named here must not be there.
            #[serde(default)]
            pub profiles: Option<Entries<Field<Presence>>>,
            /// All pending notifications, by ascending sequence number.
            #[serde(default)]
            pub notifications: Option<Vec<NotificationExpect>>,
            /// How many notifications are pending.
            #[serde(default)]
            pub pending: Option<Field<Comparison>>,
            /// Whether the signatures and certificate chains of all pending notifications verify.
            #[serde(default)]
            pub signatures: Option<Field<SignatureVerdict>>,
            /// Logical channels.
            #[serde(default)]
            pub channels: Option<Field<ChannelBalance>>,
            /// What the device reads from the card.
            #[serde(default)]
            pub modem: Option<ModemExpect>,
            /// States of profiles at the SM-DP+ of the flow.
            #[serde(default)]
            pub smdp: Option<Entries<Field<SmdpState>>>,
            /// What is known of the removal of profiles, at the eUICC and at the SM-DP+.
            #[serde(default)]
            pub removal: Option<Entries<Field<Removal>>>,
        }

        impl Check for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                $(self.$field.check(checker);)*
                self.label.check(checker);
                self.profiles.check(checker);
                self.notifications.check(checker);
                self.pending.check(checker);
                self.signatures.check(checker);
                self.channels.check(checker);
                self.modem.check(checker);
                self.smdp.check(checker);
                self.removal.check(checker);
            }
        }

        impl $name {
            /// The state that is demanded.
            pub fn state(&self) -> StateExpect {
                StateExpect {
                    profiles: self.profiles.clone(),
                    notifications: self.notifications.clone(),
                    pending: self.pending.clone(),
                    signatures: self.signatures.clone(),
                    channels: self.channels.clone(),
                    modem: self.modem.clone(),
                    smdp: self.smdp.clone(),
                    removal: self.removal.clone(),
                }
            }

            const fn common(&self) -> Common<'_> {
                Common { label: self.label.as_ref(), capture: None, repeat: None, retry: None }
            }
        }
    )+};
}

state_steps! {
    /// Compares the state of card and device with what is written.
    VerifyStep {}

    /// Reads the state until it is as written, for a bounded time.
    WaitUntilStep {
        /// For how long, in milliseconds.
        at_most_ms: Field<Bounded<1, 120_000>>,
        /// How often it is read, in milliseconds.
        every_ms: Field<Bounded<1, 10_000>>,
    }
}

/// Writes the state of the card into the transcript.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SnapshotStep {
    /// What reports call this step.
    pub label: Option<Field<String>>,
}

/// A step: a mapping with one key, its kind.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Finds out what kind of card it is.
    Detect(DetectStep),
    /// Lists profiles.
    List(Box<ListStep>),
    /// Enables a profile.
    Enable(Box<EnableStep>),
    /// Disables a profile.
    Disable(Box<DisableStep>),
    /// Deletes a profile.
    Delete(Box<DeleteStep>),
    /// Resets the memory of the eUICC.
    MemoryReset(MemoryResetStep),
    /// Sets the nickname of a profile.
    Nickname(Box<NicknameStep>),
    /// Lists, retrieves or removes notifications.
    Notifications(Box<NotificationsStep>),
    /// Reads the Rules Authorisation Table.
    Rat(RatStep),
    /// Reads the configured addresses, or sets the default one.
    Addresses(AddressesStep),
    /// Reads the EID.
    Eid(EidStep),
    /// Reads EUICCInfo2.
    Info(Box<InfoStep>),
    /// Downloads and installs a profile.
    Download(Box<DownloadStep>),
    /// Delivers notifications to their SM-DP+.
    Deliver(Box<DeliverStep>),
    /// Acts as the operator at the SM-DP+ of the flow, or looks at it.
    Smdp(Box<SmdpStep>),
    /// Orders a profile again and downloads it.
    Redownload(Box<RedownloadStep>),
    /// Sends a command as it is.
    Apdu(Box<ApduStep>),
    /// Sends a line to the modem.
    At(AtStep),
    /// Resets the card.
    Reset(ResetStep),
    /// Takes the power away and gives it back.
    PowerCycle(PowerCycleStep),
    /// Reads the state until it is as written.
    WaitUntil(Box<WaitUntilStep>),
    /// Arms a fault for the next step.
    Fault(FaultStep),
    /// Writes the state into the transcript.
    Snapshot(SnapshotStep),
    /// Compares the state with what is written.
    Verify(Box<VerifyStep>),
}

impl Step {
    /// All kinds, in the order of the reference.
    pub const KINDS: [&'static str; 24] = [
        "detect",
        "list",
        "enable",
        "disable",
        "delete",
        "memory_reset",
        "nickname",
        "notifications",
        "rat",
        "addresses",
        "eid",
        "info",
        "download",
        "deliver",
        "smdp",
        "redownload",
        "apdu",
        "at",
        "reset",
        "power_cycle",
        "wait_until",
        "fault",
        "snapshot",
        "verify",
    ];

    /// The key of the step in the file.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Detect(_) => "detect",
            Self::List(_) => "list",
            Self::Enable(_) => "enable",
            Self::Disable(_) => "disable",
            Self::Delete(_) => "delete",
            Self::MemoryReset(_) => "memory_reset",
            Self::Nickname(_) => "nickname",
            Self::Notifications(_) => "notifications",
            Self::Rat(_) => "rat",
            Self::Addresses(_) => "addresses",
            Self::Eid(_) => "eid",
            Self::Info(_) => "info",
            Self::Download(_) => "download",
            Self::Deliver(_) => "deliver",
            Self::Smdp(_) => "smdp",
            Self::Redownload(_) => "redownload",
            Self::Apdu(_) => "apdu",
            Self::At(_) => "at",
            Self::Reset(_) => "reset",
            Self::PowerCycle(_) => "power_cycle",
            Self::WaitUntil(_) => "wait_until",
            Self::Fault(_) => "fault",
            Self::Snapshot(_) => "snapshot",
            Self::Verify(_) => "verify",
        }
    }

    /// The fields that steps of all kinds have.
    pub fn common(&self) -> Common<'_> {
        match self {
            Self::Detect(step) => step.common(),
            Self::List(step) => step.common(),
            Self::Enable(step) => step.common(),
            Self::Disable(step) => step.common(),
            Self::Delete(step) => step.common(),
            Self::MemoryReset(step) => step.common(),
            Self::Nickname(step) => step.common(),
            Self::Notifications(step) => step.common(),
            Self::Rat(step) => step.common(),
            Self::Addresses(step) => step.common(),
            Self::Eid(step) => step.common(),
            Self::Info(step) => step.common(),
            Self::Download(step) => step.common(),
            Self::Deliver(step) => step.common(),
            Self::Smdp(step) => step.common(),
            Self::Redownload(step) => step.common(),
            Self::Apdu(step) => step.common(),
            Self::At(step) => step.common(),
            Self::Reset(step) => step.common(),
            Self::PowerCycle(step) => step.common(),
            Self::WaitUntil(step) => step.common(),
            Self::Verify(step) => step.common(),
            Self::Snapshot(step) => Common {
                label: step.label.as_ref(),
                ..Common::default()
            },
            Self::Fault(_) => Common::default(),
        }
    }
}

impl Check for Step {
    fn check(&self, checker: &mut Checker<'_>) {
        match self {
            Self::Detect(step) => step.check(checker),
            Self::List(step) => step.check(checker),
            Self::Enable(step) => step.check(checker),
            Self::Disable(step) => step.check(checker),
            Self::Delete(step) => step.check(checker),
            Self::MemoryReset(step) => step.check(checker),
            Self::Nickname(step) => step.check(checker),
            Self::Notifications(step) => step.check(checker),
            Self::Rat(step) => step.check(checker),
            Self::Addresses(step) => step.check(checker),
            Self::Eid(step) => step.check(checker),
            Self::Info(step) => step.check(checker),
            Self::Download(step) => step.check(checker),
            Self::Deliver(step) => step.check(checker),
            Self::Smdp(step) => step.check(checker),
            Self::Redownload(step) => step.check(checker),
            Self::Apdu(step) => step.check(checker),
            Self::At(step) => step.check(checker),
            Self::Reset(step) => step.check(checker),
            Self::PowerCycle(step) => step.check(checker),
            Self::WaitUntil(step) => step.check(checker),
            Self::Verify(step) => step.check(checker),
            Self::Snapshot(step) => step.label.check(checker),
            Self::Fault(fault) => fault.check(checker),
        }
    }
}
