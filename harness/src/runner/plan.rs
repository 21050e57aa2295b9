//! What a step would change, before it is carried out.

use signoff_protocol::es10c::ResetOptions;

use super::error::StepError;
use super::session::Session;
use crate::flow::step::Step;
use crate::lpa::StateChange;

impl Session {
    /// The change that a step asks for; `None` for steps that only read or that are raw.
    pub(super) fn state_change(&self, step: &Step) -> Result<Option<StateChange>, StepError> {
        Ok(Some(match step {
            Step::Enable(step) => {
                let target = self.target(step.target())?.ok_or(StepError::Empty)?;
                let refresh = self.option(step.refresh.as_ref())?.unwrap_or(true);
                StateChange::Enable { target, refresh }
            }
            Step::Disable(step) => {
                let target = self.target(step.target())?.ok_or(StepError::Empty)?;
                let refresh = self.option(step.refresh.as_ref())?.unwrap_or(true);
                StateChange::Disable { target, refresh }
            }
            Step::Delete(step) => {
                let target = self.target(step.target())?.ok_or(StepError::Empty)?;
                StateChange::Delete { target }
            }
            Step::MemoryReset(step) => {
                let options = self.list(&step.options)?;
                StateChange::MemoryReset {
                    options: ResetOptions::of(&options),
                }
            }
            Step::Nickname(step) => {
                let iccid = match (
                    self.option(step.iccid.as_ref())?,
                    self.option(step.profile.as_ref())?,
                ) {
                    (Some(iccid), _) => iccid,
                    (None, Some(name)) => {
                        self.names
                            .iccid(name.as_str())
                            .ok_or_else(|| StepError::Profile {
                                name: name.to_string(),
                                identifier: "ICCID",
                            })?
                    }
                    (None, None) => return Err(StepError::Empty),
                };
                let nickname = self.option(step.nickname.as_ref())?.unwrap_or_default();
                StateChange::SetNickname { iccid, nickname }
            }
            Step::Notifications(step) => match self.option(step.remove.as_ref())? {
                Some(seq_number) => StateChange::RemoveNotification { seq_number },
                None => return Ok(None),
            },
            Step::Addresses(step) => match self.option(step.set_default_smdp.as_ref())? {
                Some(address) => StateChange::SetDefaultDpAddress { address },
                None => return Ok(None),
            },
            Step::Detect(_)
            | Step::List(_)
            | Step::Rat(_)
            | Step::Eid(_)
            | Step::Info(_)
            | Step::Download(_)
            | Step::Deliver(_)
            | Step::Smdp(_)
            | Step::Redownload(_)
            | Step::Operator(_)
            | Step::Manual(_)
            | Step::Backup(_)
            | Step::Restore(_)
            | Step::Apdu(_)
            | Step::At(_)
            | Step::Reset(_)
            | Step::PowerCycle(_)
            | Step::WaitUntil(_)
            | Step::Fault(_)
            | Step::Snapshot(_)
            | Step::Verify(_) => return Ok(None),
        }))
    }
}
