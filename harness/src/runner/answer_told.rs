//! What a step was answered, as a person reads it. Words of the flow language (`done`, `refused: cat_busy`) stay as flows
//! write them.

use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::ProfileInfo;

use super::Names;
use super::answer::{Answer, Ended, resolved, say_notification, say_profile};
use super::state::CardState;
use crate::causes::joined;
use crate::text::{Message, Told as _};

impl Ended {
    /// What [`Ended::say`] says, in the language of the person.
    pub(super) fn told(&self, names: &Names) -> Message {
        let english = self.say(names);
        match self {
            Self::Answer(Answer::Profiles(list)) => {
                counted("cause-step-profiles", list.len(), profiles(list, names), &english)
            }
            Self::Answer(Answer::Notifications(list)) => counted(
                "cause-step-notifications",
                list.len(),
                notifications(list, names),
                &english,
            ),
            Self::Answer(Answer::Backup(backup)) => Message::translated(
                "cause-step-backup",
                &[
                    ("contacts", backup.contacts.len().into()),
                    ("messages", backup.messages.len().into()),
                    ("name", names.short(backup.profile.iccid.as_ref()).into()),
                ],
                &english,
            ),
            Self::Answer(Answer::Restored(restored)) => Message::translated(
                "cause-step-restored",
                &[
                    ("contacts", restored.plan.contacts.into()),
                    ("messages", restored.plan.messages.into()),
                    ("present", restored.plan.present.into()),
                    ("how", if restored.dry_run { "planned" } else { "written" }.into()),
                ],
                &english,
            ),
            Self::Answer(Answer::State(state)) => state.told(names, &english),
            Self::Unknown { error, resolution } => Message::translated(
                "cause-step-unknown",
                &[
                    ("error", error.told()),
                    ("resolution", resolved(resolution).into()),
                ],
                &english,
            ),
            _ => english.into(),
        }
    }
}

impl CardState {
    fn told(&self, names: &Names, english: &str) -> Message {
        let mut parts = Vec::new();
        if let Some(list) = &self.profiles {
            parts.push(profiles(list, names).unwrap_or_else(|| plain("cause-step-no-profiles")));
        }
        if let Some(list) = &self.notifications {
            parts.push(match notifications(list, names) {
                None => plain("cause-step-no-notifications"),
                Some(few) if list.len() <= 3 => few,
                Some(_) => Message::translated("cause-step-many", &[("count", list.len().into())], ""),
            });
        }
        if let Some(retrieved) = &self.retrieved {
            let invalid = retrieved.iter().filter(|one| !one.is_valid()).count();
            parts.push(if invalid == 0 {
                plain("cause-step-signatures")
            } else {
                Message::translated("cause-step-signatures-invalid", &[("count", invalid.into())], "")
            });
        }
        if let Some(stray) = &self.stray_channels {
            parts.push(if stray.is_empty() {
                plain("cause-step-channels")
            } else {
                Message::translated(
                    "cause-step-channels-open",
                    &[("channels", format!("{stray:?}").into())],
                    "",
                )
            });
        }
        // What others say of it has its own words, in which flows expect it.
        let more = Self {
            profiles: None,
            notifications: None,
            retrieved: None,
            stray_channels: None,
            ..self.clone()
        };
        let more = more.say(names);
        if !more.is_empty() {
            parts.push(more.into());
        }
        let all = joined(parts).unwrap_or_else(|| "".into());
        Message::translated("cause-step-state", &[("parts", all)], english)
    }
}

fn plain(id: &'static str) -> Message {
    Message::translated(id, &[], "")
}

fn counted(id: &'static str, count: usize, list: Option<Message>, english: &str) -> Message {
    let list = list.unwrap_or_else(|| "-".into());
    Message::translated(id, &[("count", count.into()), ("list", list)], english)
}

fn profiles(list: &[ProfileInfo], names: &Names) -> Option<Message> {
    joined(list.iter().map(|profile| {
        let state = profile.state.map_or("none", |state| state.name());
        Message::translated(
            "cause-step-profile",
            &[
                ("name", names.short(profile.iccid.as_ref()).into()),
                ("state", state.into()),
            ],
            &say_profile(profile, names),
        )
    }))
}

fn notifications(list: &[NotificationMetadata], names: &Names) -> Option<Message> {
    joined(list.iter().map(|metadata| {
        Message::translated(
            "cause-step-notification",
            &[
                ("number", metadata.seq_number.to_string().into()),
                ("event", metadata.event.name().into()),
                ("name", names.short(metadata.iccid.as_ref()).into()),
                ("address", metadata.address.as_str().into()),
            ],
            &say_notification(metadata, names),
        )
    }))
}
