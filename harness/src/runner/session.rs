//! One flow on one device: the LPA, the names, the variables.

use std::collections::BTreeMap;

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::ProfileTarget;

use super::answer::Ended;
use super::error::StepError;
use super::exchanges::{Exchange, Exchanges};
use super::manual::{ManualFact, ManualRecord, People};
use super::operator::Desk;
use super::rsp::{Acknowledged, RemovalView, Servers};
use super::usim::Usims;
use super::{Names, Stop};
use crate::flow::field::{Field, Scalar, Variables};
use crate::flow::step::ProfileFields;
use crate::flow::word::By;
use crate::lpa::archive::MemoryArchive;
use crate::lpa::{Lpa, LpaError, Outcome, StateChange};
use crate::transcript::Transcript;

/// What the steps of a flow share.
pub(super) struct Session {
    /// The LPA with its transport.
    pub(super) lpa: Lpa,
    /// The short names of profiles.
    pub(super) names: Names,
    /// Values of the matrix row, and what steps captured.
    pub(super) variables: Variables,
    /// What happened on ES10, for people.
    pub(super) transcript: Transcript,
    /// What the LPA tells of its calls.
    pub(super) exchanges: Exchanges,
    /// The SM-DP+ that the LPA can ask.
    pub(super) servers: Servers,
    /// What was delivered, or was to be.
    pub(super) archive: MemoryArchive,
    /// What an SM-DP+ has acknowledged to this LPA.
    pub(super) acknowledged: Vec<Acknowledged>,
    /// Activation codes of orders that the flow has made.
    pub(super) orders: BTreeMap<Iccid, String>,
    /// The operator's desk of the flow.
    pub(super) desk: Option<Desk>,
    /// Who answers manual steps.
    pub(super) people: People,
    /// The answers of the flow itself.
    pub(super) answers: BTreeMap<String, ManualFact>,
    /// What persons have done.
    pub(super) manual: Vec<ManualRecord>,
    /// What the last look at them has shown of removals.
    pub(super) removals: Vec<RemovalView>,
    /// What of USIMs was saved, or only seen.
    pub(super) usims: Usims,
    /// Whether to go on.
    pub(super) stop: Stop,
}

impl Session {
    /// Writes what the LPA did since the last time into the transcript.
    pub(super) fn flush_exchanges(&mut self) {
        for exchange in self.exchanges.take() {
            match exchange {
                Exchange::Es10(exchange) => self.transcript.exchange(&exchange),
                Exchange::Es9p(exchange) => self.transcript.es9p(
                    &exchange.function,
                    &exchange.server,
                    exchange.request.as_deref(),
                    &exchange.answer,
                ),
            }
        }
    }

    /// The value of a field.
    pub(super) fn value<T: Scalar>(&self, field: &Field<T>) -> Result<T, StepError> {
        Ok(field.get(&self.variables)?)
    }

    /// The value of a field that need not be there.
    pub(super) fn option<T: Scalar>(&self, field: Option<&Field<T>>) -> Result<Option<T>, StepError> {
        field.map(|field| self.value(field)).transpose()
    }

    /// The values of a list.
    pub(super) fn list<T: Scalar>(&self, fields: &[Field<T>]) -> Result<Vec<T>, StepError> {
        fields.iter().map(|field| self.value(field)).collect()
    }

    /// The profile that a step names, if it names one.
    pub(super) fn target(&self, fields: ProfileFields<'_>) -> Result<Option<ProfileTarget>, StepError> {
        if let Some(iccid) = self.option(fields.iccid)? {
            return Ok(Some(ProfileTarget::Iccid(iccid)));
        }
        if let Some(aid) = self.option(fields.aid)? {
            return Ok(Some(ProfileTarget::IsdpAid(aid)));
        }
        let Some(name) = self.option(fields.profile)? else {
            return Ok(None);
        };
        let by = self.option(fields.by)?.unwrap_or(By::Iccid);
        let target = self.names.target(name.as_str(), by);
        target.map(Some).ok_or_else(|| StepError::Profile {
            name: name.to_string(),
            identifier: match by {
                By::Iccid => "ICCID",
                By::Aid => "ISD-P AID",
            },
        })
    }

    /// Carries out a change; an unknown outcome is resolved by reading the state back.
    pub(super) async fn change(&mut self, change: StateChange) -> Result<Ended, StepError> {
        match self.lpa.change(&change).await {
            Ok(Outcome::Done(())) => Ok(Ended::Answer(super::answer::Answer::Done)),
            Ok(Outcome::Refused(refusal)) => Ok(Ended::Refused(refusal)),
            Ok(Outcome::Unknown(error)) => {
                let resolution = self.lpa.resolve(&change).await?;
                Ok(Ended::Unknown { error, resolution })
            }
            Err(error) => broken(error),
        }
    }
}

/// An answer that is none says something about the card; a broken link says nothing.
pub(super) fn broken(error: LpaError) -> Result<Ended, StepError> {
    let error = StepError::from(error);
    if error.is_environment() {
        Err(error)
    } else {
        Ok(Ended::Broken(error.to_string()))
    }
}
