//! A step becomes calls of the LPA, once; repeating and comparing are done elsewhere.

use signoff_protocol::apdu::{ChannelNumber, Class, CommandApdu, ResponseApdu, StatusWord};
use signoff_protocol::es10b::NotificationSearch;
use signoff_protocol::es10c::ProfileSearch;
use signoff_protocol::notification::Events;
use signoff_protocol::profile::tags;
use signoff_protocol::tlv::Tag;

use super::answer::{Answer, Ended};
use super::error::StepError;
use super::retrieved::Retrieved;
use super::session::{Session, broken};
use super::state::Wanted;
use crate::flow::fault::FaultStep;
use crate::flow::step::{ApduStep, AtStep, ListStep, NotificationsStep, Step};
use crate::flow::word::Via;
use crate::lpa::{LpaError, Outcome};
use crate::transport::Fault;

/// All of ProfileInfo that expectations can name.
const LIST_TAGS: [Tag; 11] = [
    tags::ICCID,
    tags::ISDP_AID,
    tags::STATE,
    tags::NICKNAME,
    tags::SERVICE_PROVIDER_NAME,
    tags::PROFILE_NAME,
    tags::ICON_TYPE,
    tags::ICON,
    tags::CLASS,
    tags::OWNER,
    tags::POLICY_RULES,
];

impl Session {
    /// Carries out a step once.
    pub(super) async fn perform(&mut self, step: &Step) -> Result<Ended, StepError> {
        if let Some(change) = self.state_change(step)? {
            if let Some(refusal) = self.backup_required(&change).await? {
                return Ok(Ended::Refused(refusal));
            }
            return self.change(change).await;
        }
        match step {
            Step::Detect(_) => {
                let detected = self.lpa.detect().await;
                ended(detected.map(Box::new).map(Outcome::Done), Answer::Detection)
            }
            Step::List(step) => self.list_profiles(step).await,
            Step::Notifications(step) => self.notifications(step).await,
            Step::Rat(_) => ended(self.lpa.get_rat().await, Answer::RulesAuthorisationTable),
            Step::Addresses(_) => ended(self.lpa.configured_addresses().await, Answer::Addresses),
            Step::Eid(_) => ended(self.lpa.get_eid().await, Answer::Eid),
            Step::Info(_) => ended(self.lpa.get_euicc_info2().await, |info| {
                Answer::Info(Box::new(info))
            }),
            Step::Download(step) => self.download(step).await,
            Step::Redownload(step) => self.redownload(step).await,
            Step::Backup(step) => self.backup(step).await,
            Step::Restore(step) => self.restore_backup(step).await,
            Step::Deliver(step) => self.deliver(step).await,
            Step::Smdp(step) => self.smdp(step),
            Step::Operator(step) => self.operator(step),
            Step::Manual(step) => self.manual(step).await,
            Step::Apdu(step) => self.apdu(step).await,
            Step::At(step) => self.at(step).await,
            Step::Reset(_) => ended(self.lpa.reset().await.map(Outcome::Done), Answer::Reset),
            Step::PowerCycle(_) => ended(self.lpa.power_cycle().await.map(Outcome::Done), Answer::Reset),
            Step::Fault(fault) => self.arm(fault),
            Step::Snapshot(_) => {
                let wanted = Wanted {
                    profiles: true,
                    notifications: true,
                    ..Wanted::default()
                };
                let state = self.read_state(wanted, &[]).await?;
                self.flush_exchanges();
                let (profiles, notifications) = (state.profiles.as_deref(), state.notifications.as_deref());
                self.transcript
                    .state(profiles.unwrap_or_default(), notifications.unwrap_or_default());
                Ok(Ended::Answer(Answer::State(Box::new(state))))
            }
            Step::Verify(step) => {
                let expect = step.state();
                let removals = super::compare::names_of_removals(&expect);
                let mut state = self
                    .read_state(super::compare::wanted(&expect), &removals)
                    .await?;
                if let Some(ways) = &step.ways {
                    state.ways = Some(self.ways(ways).await?);
                }
                Ok(Ended::Answer(Answer::State(Box::new(state))))
            }
            Step::WaitUntil(step) => self.wait_until(step).await,
            // Those that change state were carried out above.
            Step::Enable(_)
            | Step::Disable(_)
            | Step::Delete(_)
            | Step::MemoryReset(_)
            | Step::Nickname(_) => Err(StepError::Empty),
        }
    }

    async fn list_profiles(&mut self, step: &ListStep) -> Result<Ended, StepError> {
        let search = match (self.target(step.target())?, self.option(step.class.as_ref())?) {
            (Some(target), _) => Some(ProfileSearch::Target(target)),
            (None, Some(class)) => Some(ProfileSearch::Class(class)),
            (None, None) => None,
        };
        let chosen: Option<Vec<Tag>> = match &step.tags {
            Some(tags) => Some(self.list(tags)?.into_iter().map(|tag| tag.0).collect()),
            None => None,
        };
        let tags = chosen.as_deref().unwrap_or(&LIST_TAGS);
        ended(
            self.lpa.get_profiles_info(search, Some(tags)).await,
            Answer::Profiles,
        )
    }

    async fn notifications(&mut self, step: &NotificationsStep) -> Result<Ended, StepError> {
        if let Some(filter) = &step.list {
            let filter = match &filter.events {
                Some(events) => Some(Events::of(&self.list(events)?)),
                None => None,
            };
            return ended(self.lpa.list_notifications(filter).await, |mut list| {
                list.sort_by_key(|metadata| metadata.seq_number);
                Answer::Notifications(list)
            });
        }
        let Some(selection) = &step.retrieve else {
            return Err(StepError::Empty);
        };
        let search = match (self.option(selection.seq_number.as_ref())?, &selection.events) {
            (Some(seq_number), _) => Some(NotificationSearch::SeqNumber(seq_number)),
            (None, Some(events)) => Some(NotificationSearch::Events(Events::of(&self.list(events)?))),
            (None, None) => None,
        };
        let retrieved = self.lpa.retrieve_notifications(search).await;
        ended(retrieved, |list| Answer::Retrieved(Retrieved::judge(&list)))
    }

    async fn apdu(&mut self, step: &ApduStep) -> Result<Ended, StepError> {
        if let Some(request) = self.option(step.es10.as_ref())? {
            return match self.lpa.send_raw(&request.0).await {
                Ok(Outcome::Done(data)) => {
                    let status = StatusWord::OK;
                    Ok(Ended::Answer(Answer::Apdu(ResponseApdu { data, status })))
                }
                Ok(Outcome::Refused(refusal)) => match refusal.status {
                    Some(status) => Ok(Ended::Answer(Answer::Apdu(ResponseApdu {
                        data: Vec::new(),
                        status,
                    }))),
                    None => Ok(Ended::Refused(refusal)),
                },
                Ok(Outcome::Unknown(error)) => Err(StepError::Transport(error)),
                Err(error) => broken(error),
            };
        }
        let bytes = self.option(step.command.as_ref())?.ok_or(StepError::Empty)?;
        let command = match CommandApdu::parse(&bytes.0) {
            Ok(command) => command,
            Err(error) => return Ok(Ended::Broken(error.to_string())),
        };
        let channel = match self.option(step.via.as_ref())?.unwrap_or(Via::IsdR) {
            Via::Basic => {
                self.close().await?;
                ChannelNumber::BASIC
            }
            Via::IsdR => match self.lpa.open().await {
                Ok(opened) => opened.channel,
                Err(error) => return broken(error),
            },
        };
        let cla = command.view().cla;
        let command = match Class::parse(cla) {
            Some(class) if !class.secure_messaging && !class.chaining => {
                command.with_class(if class.proprietary {
                    channel.proprietary()
                } else {
                    channel.interindustry()
                })
            }
            _ => command,
        };
        match self.lpa.transmit(&command).await {
            Ok(response) => {
                self.flush_exchanges();
                self.transcript.apdu(&command, &response);
                Ok(Ended::Answer(Answer::Apdu(response)))
            }
            Err(error) => broken(error),
        }
    }

    async fn at(&mut self, step: &AtStep) -> Result<Ended, StepError> {
        let line = self.option(step.command.as_ref())?.ok_or(StepError::Empty)?;
        // The line may do anything to the channel; without one of ours nothing can go wrong unnoticed.
        self.close().await?;
        Ok(Ended::Answer(Answer::At(self.lpa.transport().at(&line).await?)))
    }

    fn arm(&mut self, fault: &FaultStep) -> Result<Ended, StepError> {
        let fault = self.fault(fault)?;
        self.lpa.transport().arm(&fault)?;
        Ok(Ended::Answer(Answer::Done))
    }

    /// The fault with its values.
    pub(super) fn fault(&self, fault: &FaultStep) -> Result<Fault, StepError> {
        Ok(match fault {
            FaultStep::PowerCut(cut) => match self.option(cut.at_segment.as_ref())? {
                Some(segment) => Fault::PowerCutAtSegment {
                    at_segment: segment.get(),
                },
                None => Fault::PowerCut {
                    at_write: self.option(cut.at_write.as_ref())?.ok_or(StepError::Empty)?.get(),
                },
            },
            FaultStep::CatBusy(busy) => Fault::CatBusy {
                times: self.value(&busy.times)?.get(),
            },
            FaultStep::LoseAnswer(_) => Fault::LoseAnswer,
            FaultStep::LoseCommand(_) => Fault::LoseCommand,
            FaultStep::DelayAnswer(delay) => Fault::DelayAnswer {
                ms: self.value(&delay.ms)?.get(),
            },
            FaultStep::Urc(urc) => Fault::Urc(self.value(&urc.line)?),
            FaultStep::ModemReset(_) => Fault::ModemReset,
            FaultStep::Status(status) => Fault::Status {
                ins: self.value(&status.ins)?.0,
                status: self.value(&status.status)?,
            },
            FaultStep::LeaveChannelsOpen(channels) => Fault::LeaveChannelsOpen {
                count: u8::try_from(self.value(&channels.count)?.get()).unwrap_or(u8::MAX),
            },
        })
    }

    /// Closes the channel of the LPA.
    pub(super) async fn close(&mut self) -> Result<(), LpaError> {
        self.lpa.close().await
    }
}

/// The outcome of a call that only reads.
fn ended<T>(
    outcome: Result<Outcome<T>, LpaError>,
    answer: impl FnOnce(T) -> Answer,
) -> Result<Ended, StepError> {
    match outcome {
        Ok(Outcome::Done(value)) => Ok(Ended::Answer(answer(value))),
        Ok(Outcome::Refused(refusal)) => Ok(Ended::Refused(refusal)),
        Ok(Outcome::Unknown(error)) => Err(StepError::Transport(error)),
        Err(error) => broken(error),
    }
}
