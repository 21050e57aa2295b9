//! Steps that look at the state of the card and of the device around it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::check::{Check, Checker};
use super::super::entries::Entries;
use super::super::expect::{ModemExpect, NotificationExpect, StateExpect};
use super::super::field::Field;
use super::super::pattern::Comparison;
use super::super::scalar::Bounded;
use super::super::ways::WaysExpect;
use super::super::word::{ChannelBalance, DeskStatus, Presence, Removal, SignatureVerdict, SmdpState};
use super::common::Common;

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
            /// What the operator's desk of the flow would say about the lines of profiles.
            #[serde(default)]
            pub operator: Option<Entries<Field<DeskStatus>>>,
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
                self.operator.check(checker);
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
                    operator: self.operator.clone(),
                    removal: self.removal.clone(),
                }
            }

            pub(super) const fn common(&self) -> Common<'_> {
                Common { label: self.label.as_ref(), capture: None, repeat: None, retry: None }
            }
        }
    )+};
}

state_steps! {
    /// Compares the state of card and device with what is written.
    VerifyStep {
        /// Whether a profile is really gone, asked by independent ways.
        ways: Option<WaysExpect>,
    }

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
