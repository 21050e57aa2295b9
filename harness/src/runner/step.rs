//! One step of a flow: carried out as often as it says, compared each time, values taken.

use std::time::Duration;

use super::answer::Ended;
use super::compare::Check;
use super::error::StepError;
use super::judge::judge;
use super::session::Session;
use super::verdict::Difference;
use crate::flow::step::{Retry, Step};
use crate::lpa::Outcome;
use crate::text::Message;

/// What a step came to.
pub(super) struct StepResult {
    /// The last answer, in words.
    pub(super) answer: Message,
    /// What differs from what the step expects.
    pub(super) differences: Vec<Difference>,
}

impl Session {
    /// Carries out a step with its repetitions.
    pub(super) async fn step(&mut self, step: &Step) -> Result<StepResult, StepError> {
        let common = step.common();
        let times = self
            .option(common.repeat)?
            .map_or(1, super::super::flow::scalar::Bounded::get);
        let mut answer = Message::from("");
        for _ in 0..times {
            if self.stop.is_asked() {
                return Err(StepError::Interrupted);
            }
            let ended = match self.perform_with_retries(step, common.retry).await {
                Err(error) if !error.is_environment() && error != StepError::Interrupted => {
                    Ended::Broken(error.to_string())
                }
                other => other?,
            };
            let eid = self.signer_to_expect(step, &ended).await?;
            self.flush_exchanges();
            self.transcript.outcome(&ended.say_for_transcript(&self.names));
            answer = ended.told(&self.names);
            let check = Check::new(&self.variables, &self.names);
            let differences = judge(check, step, &ended, eid);
            if !differences.is_empty() {
                return Ok(StepResult { answer, differences });
            }
            if let Some(difference) = self.capture(step, &ended) {
                return Ok(StepResult {
                    answer,
                    differences: vec![difference],
                });
            }
        }
        Ok(StepResult {
            answer,
            differences: Vec::new(),
        })
    }

    async fn perform_with_retries(&mut self, step: &Step, retry: Option<&Retry>) -> Result<Ended, StepError> {
        let Some(retry) = retry else {
            return self.perform(step).await;
        };
        let mut left = self.value(&retry.times)?.get();
        let names = self.list(&retry.on)?;
        let wait = self
            .option(retry.wait_ms.as_ref())?
            .map_or(0, super::super::flow::scalar::Bounded::get);
        loop {
            let ended = self.perform(step).await?;
            let again = match &ended {
                Ended::Refused(refusal) => {
                    let name = refusal.snake_name();
                    names.iter().any(|wanted| wanted.as_str() == name)
                }
                _ => false,
            };
            if left == 0 || !again {
                return Ok(ended);
            }
            left -= 1;
            self.flush_exchanges();
            self.transcript
                .remark(&format!("{}, tried again", ended.say_for_transcript(&self.names)));
            self.stop.wait(Duration::from_millis(wait.into())).await;
            if self.stop.is_asked() {
                return Err(StepError::Interrupted);
            }
        }
    }

    /// The EID of the card, when a step asks whether this card has signed.
    async fn signer_to_expect(
        &mut self,
        step: &Step,
        ended: &Ended,
    ) -> Result<Option<signoff_protocol::id::Eid>, StepError> {
        let asked = match (step, ended) {
            (Step::Notifications(step), Ended::Answer(_)) => {
                let fields = step.expect.as_ref().and_then(|expect| expect.fields.as_ref());
                fields.is_some_and(|fields| fields.signer.is_some())
            }
            _ => false,
        };
        if !asked {
            return Ok(None);
        }
        match self.lpa.get_eid().await {
            Ok(Outcome::Done(eid)) => Ok(Some(eid)),
            Ok(_) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the values that a step captures; tells of one that the answer does not have.
    fn capture(&mut self, step: &Step, ended: &Ended) -> Option<Difference> {
        let captures = step.common().capture?;
        for (key, field) in captures.iter() {
            let path = match field.get(&self.variables) {
                Ok(path) => path,
                Err(error) => {
                    return Some(Difference::new(
                        "capture",
                        "the path of a value",
                        error.to_string(),
                    ));
                }
            };
            let value = match ended {
                Ended::Answer(answer) => answer.value(&path, &self.names),
                _ => None,
            };
            if let Some(value) = value {
                self.variables.set(key.text.clone(), value);
            } else {
                let what = format!("capture {}", key.text);
                return Some(Difference::new(
                    what,
                    format!("a value {path}"),
                    ended.say(&self.names),
                ));
            }
        }
        None
    }
}
