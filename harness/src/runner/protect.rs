//! Before the first byte that changes state: whether everything that the flow would touch may be lost.

use signoff_protocol::apdu::CommandApdu;
use signoff_protocol::id::Iccid;
use signoff_protocol::store_data::P1_LAST;

use super::applicability::Attached;
use super::error::StepError;
use super::session::Session;
use crate::flow::ResolvedFlow;
use crate::flow::document::PlacedStep;
use crate::flow::field::Field;
use crate::flow::scalar::Name;
use crate::flow::step::{ApduStep, Step};
use crate::flow::usim::RestoreStep;
use crate::protection::{Affected, Expendable, Planned};
use crate::text::{Message, Told as _};

impl Session {
    /// Why the flow must not run; `None` if it may.
    pub(super) fn protected(
        &self,
        flow: &ResolvedFlow,
        expendable: &Expendable,
        attached: &Attached,
    ) -> Option<Message> {
        flow.steps().iter().enumerate().find_map(|(index, placed)| {
            let mut planned = self.planned(placed, expendable, attached)?;
            let installs = matches!(placed.step, Step::Download(_) | Step::Redownload(_));
            if let Affected::Profiles(iccids) = &mut planned.affected
                && !installs
            {
                // What the eUICC does not have can't be lost.
                iccids.retain(|iccid| attached.knows(iccid));
            }
            let error = expendable.check(&planned).err()?;
            let (file, line) = (&flow.source.name, placed.place.line);
            let (column, kind) = (placed.place.column, placed.step.kind());
            let english = format!(
                "{file}:{line}:{column}, step {} ({kind})\n{error}\nnothing was changed",
                index + 1
            );
            Some(Message::translated(
                "cause-step-protected",
                &[
                    ("place", format!("{file}:{line}:{column}").into()),
                    ("number", (index + 1).into()),
                    ("kind", kind.into()),
                    ("cause", error.told()),
                ],
                &english,
            ))
        })
    }

    fn planned(&self, placed: &PlacedStep, expendable: &Expendable, attached: &Attached) -> Option<Planned> {
        match &placed.step {
            // What is acknowledged may go: that is what it waited for.
            Step::Deliver(_) => None,
            Step::Restore(step) => self.planned_restore(step),
            Step::Download(step) => Some(self.planned_download(step.profile.as_ref())),
            Step::Redownload(step) => Some(self.planned_download(step.profile.as_ref())),
            Step::Apdu(step) => self.planned_apdu(step),
            Step::At(step) => match self.option(step.command.as_ref()) {
                Ok(line) => Planned::at(&line?),
                Err(error) => Some(later(&placed.step, &error)),
            },
            step => match self.state_change(step) {
                Ok(None) => None,
                Ok(Some(change)) => Some(Planned::change(
                    &change,
                    &attached.profiles,
                    &attached.notifications,
                )),
                // New notifications are about what the flow touches; of those that wait, any may be meant.
                Err(_) if matches!(step, Step::Notifications(_)) => Some(Planned {
                    what: "RemoveNotificationFromList of a captured number".to_owned(),
                    affected: if attached.waiting_for_others(expendable) {
                        Affected::Everything("notifications about other profiles wait, and it may mean one")
                    } else {
                        Affected::Profiles(Vec::new())
                    },
                }),
                Err(error) => Some(later(step, &error)),
            },
        }
    }

    /// A new profile takes nothing away, but stays: who does not declare it gets none.
    fn planned_download(&self, profile: Option<&Field<Name>>) -> Planned {
        let iccid = match self.option(profile) {
            Ok(Some(name)) => self.names.iccid(name.as_str()),
            _ => None,
        };
        Planned {
            what: "the download of a profile".to_owned(),
            affected: match iccid {
                Some(iccid) => Affected::Profiles(vec![iccid]),
                None => Affected::Everything("which profile it installs is known only when the flow runs"),
            },
        }
    }

    /// What is written stands in the profile that is enabled then.
    fn planned_restore(&self, step: &RestoreStep) -> Option<Planned> {
        if self.option(step.dry_run.as_ref()).ok().flatten() == Some(true) {
            return None;
        }
        let iccid = match self.option(step.profile.as_ref()) {
            Ok(Some(name)) => self.names.iccid(name.as_str()),
            _ => None,
        };
        Some(Planned {
            what: "the restoration of contacts and messages".to_owned(),
            affected: match iccid {
                Some(iccid) => Affected::Profiles(vec![iccid]),
                None => Affected::Everything("it does not say into which profile"),
            },
        })
    }

    fn planned_apdu(&self, step: &ApduStep) -> Option<Planned> {
        let everything = |what: String| Planned {
            what,
            affected: Affected::Everything("what it does is not known beforehand"),
        };
        let command = match (
            self.option(step.command.as_ref()),
            self.option(step.es10.as_ref()),
        ) {
            (Ok(Some(command)), _) => CommandApdu::parse(&command.0),
            (_, Ok(Some(request))) => {
                CommandApdu::new(0x80, signoff_protocol::apdu::ins::STORE_DATA, P1_LAST, 0)
                    .with_data(request.0)
            }
            _ => return Some(everything("a command with captured values".to_owned())),
        };
        match command {
            Ok(command) => Planned::apdu(&command),
            Err(error) => Some(everything(format!("a command that is none ({error})"))),
        }
    }
}

/// What is known only when the flow runs may be anything.
fn later(step: &Step, error: &StepError) -> Planned {
    Planned {
        what: format!("{} ({error} yet)", step.kind()),
        affected: Affected::Everything("what it touches is known only when the flow runs"),
    }
}

impl Attached {
    fn knows(&self, iccid: &Iccid) -> bool {
        self.profiles
            .iter()
            .any(|profile| profile.iccid.as_ref() == Some(iccid))
            || self
                .notifications
                .iter()
                .any(|metadata| metadata.iccid.as_ref() == Some(iccid))
    }

    fn waiting_for_others(&self, expendable: &Expendable) -> bool {
        self.notifications
            .iter()
            .any(|metadata| metadata.iccid.is_none_or(|iccid| !expendable.contains(&iccid)))
    }
}
