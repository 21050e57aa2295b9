//! What any notification is about: its event, its profile, its address.

use signoff_protocol::id::Iccid;
use signoff_protocol::notification::Event;

use super::Check;
use super::check::quoted;
use crate::flow::field::Field;
use crate::flow::scalar::Name;
use crate::runner::capture::word_of;

/// The fields of an expectation that name these.
pub(super) struct AboutExpect<'e> {
    pub(super) event: Option<&'e Field<Event>>,
    pub(super) profile: Option<&'e Field<Name>>,
    pub(super) iccid: Option<&'e Field<Iccid>>,
    pub(super) address: Option<&'e Field<String>>,
}

/// Those fields of any expectation that has them.
macro_rules! about_expect {
    ($expect:ident) => {
        &$crate::runner::compare::about::AboutExpect {
            event: $expect.event.as_ref(),
            profile: $expect.profile.as_ref(),
            iccid: $expect.iccid.as_ref(),
            address: $expect.address.as_ref(),
        }
    };
}
pub(super) use about_expect;

/// What a notification says.
pub(super) struct About<'a> {
    pub(super) event: Option<&'a Event>,
    pub(super) iccid: Option<&'a Iccid>,
    pub(super) address: &'a String,
}

impl Check<'_> {
    /// Compares what is expected of the notification `what` with what it says.
    pub(super) fn about(&mut self, what: &str, expect: &AboutExpect<'_>, actual: &About<'_>) {
        let at = |field: &str| format!("{what}.{field}");
        self.equal(&at("event"), expect.event, actual.event, |event| {
            word_of(event).unwrap_or_default()
        });
        self.profile_is(&at("profile"), expect.profile, actual.iccid.copied());
        self.equal(&at("iccid"), expect.iccid, actual.iccid, ToString::to_string);
        self.equal(&at("address"), expect.address, Some(actual.address), quoted);
    }
}
