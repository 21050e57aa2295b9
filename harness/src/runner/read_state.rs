//! Reads the state of card and device, and waits until it is as wanted.

use std::time::Duration;

use signoff_protocol::profile::tags;
use signoff_protocol::tlv::Tag;
use tokio::time::Instant;

use super::answer::{Answer, Ended};
use super::compare::{Check, names_of_removals, wanted};
use super::error::StepError;
use super::retrieved::Retrieved;
use super::rsp::{Acknowledged, RemovalView, states};
use super::session::Session;
use super::state::{CardState, Wanted};
use crate::flow::step::WaitUntilStep;
use crate::lpa::Outcome;

/// What states are compared by.
const STATE_TAGS: [Tag; 4] = [tags::ICCID, tags::ISDP_AID, tags::STATE, tags::CLASS];

impl Session {
    /// Reads what is wanted.
    pub(super) async fn read_state(
        &mut self,
        wanted: Wanted,
        removals: &[String],
    ) -> Result<CardState, StepError> {
        let mut state = CardState::default();
        if wanted.profiles || wanted.removal {
            let profiles = self.lpa.get_profiles_info(None, Some(&STATE_TAGS)).await?;
            state.profiles = Some(settled("GetProfilesInfo", profiles)?);
        }
        if wanted.notifications || wanted.removal {
            let list = self.lpa.list_notifications(None).await?;
            let mut list = settled("ListNotification", list)?;
            list.sort_by_key(|metadata| metadata.seq_number);
            state.notifications = Some(list);
        }
        if wanted.signatures {
            let list = self.lpa.retrieve_notifications(None).await?;
            state.retrieved = Some(Retrieved::judge(&settled("RetrieveNotificationsList", list)?));
        }
        if wanted.channels {
            self.close().await?;
            let open = self.lpa.transport().open_channels();
            state.stray_channels = Some(
                open.into_iter()
                    .map(signoff_protocol::apdu::ChannelNumber::get)
                    .collect(),
            );
        }
        if wanted.modem {
            self.close().await?;
            state.modem = Some(super::modem_view::read(self.lpa.transport()).await?);
        }
        if let Some(desk) = &self.desk {
            desk.talk(self.servers.known());
            state.operator = wanted.operator.then(|| desk.lines());
        } else if wanted.operator {
            return Err(StepError::NoDesk);
        }
        if wanted.smdp {
            state.smdp = Some(states(self.servers.service()?));
        }
        if wanted.removal {
            let views: Vec<RemovalView> = removals.iter().map(|name| self.removal(name, &state)).collect();
            for view in &views {
                self.removals.retain(|known| known.profile != view.profile);
                self.removals.push(view.clone());
            }
            state.removals = Some(views);
        }
        Ok(state)
    }

    /// What is known of the removal of a profile.
    fn removal(&self, name: &str, state: &CardState) -> RemovalView {
        let of_smdp = self.servers.known().map(|service| {
            let acknowledged = service
                .received()
                .into_iter()
                .filter(|one| one.verdict.is_acknowledged());
            acknowledged
                .map(|one| Acknowledged {
                    seq_number: one.seq,
                    event: one.event,
                    iccid: one.iccid,
                    address: one.recipient,
                })
                .collect::<Vec<_>>()
        });
        RemovalView::judge(
            name,
            self.names.iccid(name),
            self.names.told_of_deletion(name),
            state.profiles.as_deref().unwrap_or_default(),
            state.notifications.as_deref().unwrap_or_default(),
            of_smdp.as_deref().unwrap_or(&self.acknowledged),
        )
    }

    /// Reads the state until it is as written, or the time is over.
    pub(super) async fn wait_until(&mut self, step: &WaitUntilStep) -> Result<Ended, StepError> {
        let expect = step.state();
        let wanted = wanted(&expect);
        let removals = names_of_removals(&expect);
        let deadline = Instant::now() + Duration::from_millis(self.value(&step.at_most_ms)?.get().into());
        let every = Duration::from_millis(self.value(&step.every_ms)?.get().into());
        loop {
            let read = self.read_state(wanted, &removals).await;
            let over = Instant::now() + every > deadline;
            match read {
                Ok(state) => {
                    let mut check = Check::new(&self.variables, &self.names);
                    check.state(&expect, &state);
                    if over || check.into_differences().is_empty() {
                        return Ok(Ended::Answer(Answer::State(Box::new(state))));
                    }
                }
                // A modem that restarts does not answer yet.
                Err(error) if over || !error.is_environment() => return Err(error),
                Err(_) => {}
            }
            self.stop.wait(every).await;
            if self.stop.is_asked() {
                return Err(StepError::Interrupted);
            }
        }
    }
}

/// The value, or how reading was refused.
pub(super) fn settled<T>(doing: &'static str, outcome: Outcome<T>) -> Result<T, StepError> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(StepError::Refused {
            doing,
            reason: refusal.to_string(),
        }),
        Outcome::Unknown(error) => Err(StepError::Transport(error)),
    }
}
