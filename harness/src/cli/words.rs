//! Words of the specifications in the user's language, with colour where it says more than the word.

use signoff_protocol::notification::Event;
use signoff_protocol::profile::{ProfileClass, ProfileState};

use super::Console;

/// The state of a profile; the enabled one is what the eye looks for.
pub(super) fn state(state: ProfileState, console: Console) -> String {
    let palette = console.palette();
    match state {
        ProfileState::Enabled => palette.good(&console.say("common-enabled", &[])),
        ProfileState::Disabled => palette.faint(&console.say("common-disabled", &[])),
    }
}

/// The class of a profile.
pub(super) fn class(class: ProfileClass, console: Console) -> String {
    match class {
        ProfileClass::Test => console.say("common-class-test", &[]),
        ProfileClass::Provisioning => console.say("common-class-provisioning", &[]),
        ProfileClass::Operational => console.say("common-class-operational", &[]),
    }
}

/// What a notification reports.
pub(super) fn event(event: Event, console: Console) -> String {
    match event {
        Event::Install => console.say("common-event-install", &[]),
        Event::Enable => console.say("common-event-enable", &[]),
        Event::Disable => console.say("common-event-disable", &[]),
        Event::Delete => console.say("common-event-delete", &[]),
        // Words of SGP.22 version 3 that have no other name yet.
        other => other.name().to_owned(),
    }
}
