//! What the buttons of the page do, and what comes of it.

use std::collections::BTreeMap;

use serde::Serialize;
use signoff_protocol::id::{Iccid, SeqNumber};

use super::desk::FARTHEST;
use super::device::{Device, DeviceError, target};
use super::running::Lab;
use crate::lpa::StateChange;
use crate::lpa::archive::ArchiveError;
use crate::lpa::delivery::{DeliveryOptions, DeliveryReport, Retry, Which, deliver};
use crate::operator::{EndChoice, OperatorClient, OperatorError, Quote};

/// How many digits confirm a deletion.
const CONFIRMING: usize = 4;

/// Something that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Enable a profile.
    Enable(Iccid),
    /// Disable it.
    Disable(Iccid),
    /// Delete it.
    Delete {
        /// Which.
        iccid: Iccid,
        /// The last four digits, as the person typed them.
        confirm: String,
    },
    /// Deliver these notifications, or all.
    Deliver(Option<Vec<u32>>),
    /// Cut the power of the card, now or when it next writes.
    PowerCut {
        /// At the next write.
        at_next_write: bool,
    },
    /// Ask the operator what the end of a contract would cost.
    Quote(Iccid),
    /// End the contract of a line at the earliest day.
    Terminate(Iccid),
    /// Move the clock of the operators.
    Advance {
        /// How many days.
        days: u32,
    },
    /// Warm reset of the card.
    Reset,
    /// Switch the modem off and on.
    Restart,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// Which text, without its beginning `lab-page-done-`.
    pub id: &'static str,
    /// Its variables.
    pub values: BTreeMap<&'static str, String>,
    /// What the operator said, after a quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Box<Quote>>,
    /// What became of each notification, after a delivery.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<DeliveryState>,
}

/// What became of a notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliveryState {
    /// Its number.
    pub number: u32,
    /// Who was told.
    pub address: String,
    /// `acknowledged`, `held`, `refused`, …
    pub outcome: String,
    /// The same in a sentence.
    pub detail: String,
    /// Whether it is gone from the card.
    pub removed: bool,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The device.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// No such profile.
    #[error("the card has no profile {0}")]
    UnknownProfile(Iccid),
    /// The digits are not those of the profile.
    #[error("the digits are not the last four of {0}; nothing was deleted")]
    NotConfirmed(Iccid),
    /// The power was lost on the way.
    #[error("the card lost its power during {function}; what it did shows when it has power again")]
    PowerLost {
        /// What was sent.
        function: &'static str,
    },
    /// Some notifications were not acknowledged.
    #[error("{open} of {total} not acknowledged; they stay on the card")]
    Undelivered {
        /// How many.
        open: usize,
        /// Of how many.
        total: usize,
        /// What became of each.
        deliveries: Vec<DeliveryState>,
    },
    /// No desk of the lab has the line.
    #[error("no operator of this lab knows the line {0}")]
    NoOperator(Iccid),
    /// The operator did not do it.
    #[error("{0}")]
    Operator(#[from] OperatorError),
    /// The clock is moved forward, and not for ever.
    #[error("the clock is moved by 1 to {FARTHEST} days")]
    Days,
    /// Signed notifications are archived before they are sent.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Something else is being done for the page.
    #[error("another action of the page is under way; try again when it is done")]
    Waiting,
    /// The process is ending.
    #[error("the lab is ending")]
    Ending,
}

impl ActionError {
    /// Which text, without its beginning `lab-page-error-`; also what programs look at.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Device(DeviceError::Busy) => "busy",
            Self::Device(DeviceError::Protected(_)) => "protected",
            Self::Device(DeviceError::Refused(_)) => "refused",
            Self::Device(DeviceError::Mute) => "no-power",
            Self::Device(DeviceError::Lost(_)) => "lost",
            Self::Device(DeviceError::Lpa(_)) => "card",
            Self::UnknownProfile(_) => "unknown-profile",
            Self::NotConfirmed(_) => "not-confirmed",
            Self::PowerLost { .. } => "power-lost",
            Self::Undelivered { .. } => "undelivered",
            Self::NoOperator(_) => "no-operator",
            Self::Operator(_) => "operator",
            Self::Days => "bad-request",
            Self::Archive(_) => "archive",
            Self::Waiting => "waiting",
            Self::Ending => "ending",
        }
    }

    /// The status of HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Self::Device(DeviceError::Protected(_)) => 403,
            Self::Days => 400,
            Self::UnknownProfile(_) | Self::NoOperator(_) => 404,
            Self::NotConfirmed(_) => 422,
            Self::Device(DeviceError::Busy | DeviceError::Refused(_)) | Self::Waiting => 409,
            Self::Operator(error) if !error.is_absent() => 409,
            Self::Undelivered { .. } | Self::Operator(_) => 502,
            Self::Device(DeviceError::Mute | DeviceError::Lost(_) | DeviceError::Lpa(_))
            | Self::PowerLost { .. }
            | Self::Archive(_)
            | Self::Ending => 503,
        }
    }

    /// What became of each notification.
    pub fn deliveries(&self) -> &[DeliveryState] {
        match self {
            Self::Undelivered { deliveries, .. } => deliveries,
            _ => &[],
        }
    }
}

impl Done {
    fn of(id: &'static str, values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self {
            id,
            values: values.into_iter().collect(),
            quote: None,
            deliveries: Vec::new(),
        }
    }
}

impl Lab {
    /// Does it. One action at a time; a second one is refused.
    ///
    /// # Errors
    /// It was not done, or not all of it.
    pub async fn act(&self, action: Action) -> Result<Done, ActionError> {
        let _acting = self.acting.try_lock().map_err(|_| ActionError::Waiting)?;
        let done = match action {
            Action::Enable(iccid) => self.change("enable", iccid, Self::enable).await,
            Action::Disable(iccid) => self.change("disable", iccid, Self::disable).await,
            Action::Delete { iccid, confirm } => {
                let digits = iccid.to_string();
                let end = digits.get(digits.len().saturating_sub(CONFIRMING)..);
                if end != Some(confirm.trim()) {
                    return Err(ActionError::NotConfirmed(iccid));
                }
                self.change("delete", iccid, Self::delete).await
            }
            Action::Deliver(numbers) => self.deliver(numbers).await,
            Action::PowerCut { at_next_write: true } => {
                self.device.arm_power_cut();
                Ok(Done::of("power-cut-armed", []))
            }
            Action::PowerCut { at_next_write: false } => {
                self.on_device(|device| {
                    device.cut_power();
                    Ok(())
                })
                .await?;
                Ok(Done::of("power-cut", []))
            }
            Action::Quote(iccid) => self.quote(iccid).await,
            Action::Terminate(iccid) => self.terminate(iccid).await,
            Action::Advance { days } => {
                if !(1..=FARTHEST).contains(&days) {
                    return Err(ActionError::Days);
                }
                self.desks.advance(days);
                let today = self.desks.today().map(|day| day.to_string());
                Ok(Done::of("advance", [("today", today.unwrap_or_default())]))
            }
            Action::Reset => {
                self.on_device(Device::reset).await?;
                Ok(Done::of("reset", []))
            }
            Action::Restart => {
                self.on_device(Device::restart).await?;
                Ok(Done::of("restart", []))
            }
        };
        self.look_again().await;
        done
    }

    const fn enable(iccid: Iccid) -> StateChange {
        StateChange::Enable {
            target: target(iccid),
            refresh: true,
        }
    }

    const fn disable(iccid: Iccid) -> StateChange {
        StateChange::Disable {
            target: target(iccid),
            refresh: true,
        }
    }

    const fn delete(iccid: Iccid) -> StateChange {
        StateChange::Delete {
            target: target(iccid),
        }
    }

    async fn change(
        &self,
        id: &'static str,
        iccid: Iccid,
        change: fn(Iccid) -> StateChange,
    ) -> Result<Done, ActionError> {
        if !self.knows(iccid) {
            return Err(ActionError::UnknownProfile(iccid));
        }
        let change = change(iccid);
        let function = change.function();
        let was_powered = self.is_powered();
        match self.on_device(move |device| device.change(&change)).await {
            Ok(()) => Ok(Done::of(id, [("profile", self.title(iccid))])),
            Err(ActionError::Device(DeviceError::Mute)) if was_powered => {
                Err(ActionError::PowerLost { function })
            }
            Err(error) => Err(error),
        }
    }

    /// The customer of the line at their operator's desk.
    async fn at_the_desk(&self, iccid: Iccid) -> Result<OperatorClient, ActionError> {
        let (client, who) = self.desks.client(iccid)?.ok_or(ActionError::NoOperator(iccid))?;
        client.identify(&who).await?;
        Ok(client)
    }

    async fn quote(&self, iccid: Iccid) -> Result<Done, ActionError> {
        let client = self.at_the_desk(iccid).await?;
        let quote = client.quote(iccid, EndChoice::Earliest).await;
        client.sign_off().await?;
        Ok(Done {
            quote: Some(Box::new(quote?)),
            ..Done::of("quote", [("profile", self.title(iccid))])
        })
    }

    async fn terminate(&self, iccid: Iccid) -> Result<Done, ActionError> {
        let client = self.at_the_desk(iccid).await?;
        // The id that the command of this name takes: who did it there and does it here gets the same order.
        let external_id = format!("signoff-{iccid}-earliest");
        let order = client.terminate(iccid, EndChoice::Earliest, &external_id).await;
        client.sign_off().await?;
        let order = order?;
        let day = order.effective.map(|day| day.to_string()).unwrap_or_default();
        let values = [
            ("profile", self.title(iccid)),
            ("day", day),
            ("reference", order.reference),
        ];
        Ok(Done::of("terminate", values))
    }

    async fn deliver(&self, numbers: Option<Vec<u32>>) -> Result<Done, ActionError> {
        let options = DeliveryOptions {
            which: numbers.map_or(Which::All, |numbers| {
                Which::Seqs(numbers.into_iter().map(SeqNumber::new).collect())
            }),
            // A person is waiting, and can press the button again.
            retry: Retry::ONCE,
            ..DeliveryOptions::default()
        };
        let mut lpa = self.on_device(Device::lpa).await?;
        let mut archive = self.archive()?;
        let report = deliver(&mut lpa, &self.client, &mut archive, &options, &mut |_| {}).await;
        let _closed = lpa.close().await;
        let report = report.map_err(|error| ActionError::Device(DeviceError::from(error)))?;
        judge(report)
    }
}

fn judge(report: DeliveryReport) -> Result<Done, ActionError> {
    let complete = report.is_complete();
    let total = report.deliveries.len();
    let acknowledged = report
        .deliveries
        .iter()
        .filter(|delivery| delivery.is_acknowledged())
        .count();
    let states = report.deliveries.iter().map(|delivery| DeliveryState {
        number: delivery.seq_number.get(),
        address: delivery.address.clone(),
        outcome: delivery.outcome.word(),
        detail: delivery.outcome.to_string(),
        removed: delivery.is_removed(),
    });
    let deliveries: Vec<_> = states.collect();
    if let Some(error) = report.stopped {
        return Err(ActionError::Device(DeviceError::from(error)));
    }
    if !complete {
        return Err(ActionError::Undelivered {
            open: total.saturating_sub(acknowledged),
            total,
            deliveries,
        });
    }
    if total == 0 {
        return Ok(Done::of("nothing-to-deliver", []));
    }
    Ok(Done {
        deliveries,
        ..Done::of("deliver", [("count", total.to_string())])
    })
}
