//! `verify: ways`: all who can be asked about a removal, and what they say together.

use std::time::Duration;

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::id::Iccid;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::ProfileState;

use super::error::StepError;
use super::operator::Desk;
use super::rsp::Service;
use super::session::Session;
use crate::flow::scalar::Bounded;
use crate::flow::ways::WaysExpect;
use crate::flow::word::ResetKind;
use crate::verification::{
    Contract, Diagnosis, Failure, Judgement, OperatorWitness, Raw, SmdpView, SmdpWitness, Subject, Verdict,
    WayResult, Witnesses, gather, judge,
};

/// What all ways said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaysView {
    /// Name of the profile.
    pub profile: String,
    /// What they say together.
    pub verdict: Verdict,
    /// What explains it, the most important first.
    pub diagnoses: Vec<Diagnosis>,
    /// What each said.
    pub ways: Vec<WayResult>,
}

impl WaysView {
    /// In words, the same over every link.
    pub fn say(&self) -> String {
        let diagnoses: Vec<&str> = self.diagnoses.iter().map(|one| one.text()).collect();
        if diagnoses.is_empty() {
            format!("{}: {}", self.profile, self.verdict)
        } else {
            format!("{}: {} ({})", self.profile, self.verdict, diagnoses.join("; "))
        }
    }
}

impl Session {
    /// Resets and waits as the step says, then asks all ways.
    pub(super) async fn ways(&mut self, step: &WaysExpect) -> Result<WaysView, StepError> {
        let name = self.value(&step.profile)?;
        let iccid = self
            .names
            .iccid(name.as_str())
            .ok_or_else(|| StepError::Profile {
                name: name.to_string(),
                identifier: "ICCID",
            })?;
        for reset in self.list(&step.after)? {
            self.close().await?;
            match reset {
                ResetKind::Warm => self.lpa.reset().await?,
                ResetKind::Cold => self.lpa.power_cycle().await?,
            };
        }
        if let Some(wait) = self.option(step.wait_ms.as_ref())?.map(Bounded::get) {
            self.stop.wait(Duration::from_millis(wait.into())).await;
            if self.stop.is_asked() {
                return Err(StepError::Interrupted);
            }
        }
        let service = self.servers.known();
        if let Some(desk) = &self.desk {
            desk.talk(service);
        }
        let smdp = service.map(|service| AtSmdp::of(service, iccid));
        let operator = self.desk.as_ref().map(|desk| AtDesk::of(desk, iccid));
        let witnesses = Witnesses {
            archive: Some(&self.archive),
            smdp: smdp.as_ref().map(|witness| witness as &dyn SmdpWitness),
            operator: operator.as_ref().map(|witness| witness as &dyn OperatorWitness),
        };
        let subject = Subject {
            imsi: self.names.imsi(&iccid),
            ..Subject::new(iccid)
        };
        let mut ways = gather(&mut self.lpa, &subject, witnesses).await;
        let Judgement { verdict, diagnoses } = judge(&mut ways);
        Ok(WaysView {
            profile: name.to_string(),
            verdict,
            diagnoses,
            ways,
        })
    }
}

/// The SM-DP+ of the flow, asked beforehand.
struct AtSmdp(SmdpView);

impl AtSmdp {
    fn of(service: &Service, iccid: Iccid) -> Self {
        let received = service.received();
        let about: Vec<_> = received
            .iter()
            .filter(|one| one.iccid == Some(iccid) && one.verdict.is_acknowledged())
            .collect();
        let installed = about.iter().rposition(|one| one.event == Event::Install);
        let mut deletions: Vec<u32> = about
            .iter()
            .skip(installed.unwrap_or_default())
            .filter(|one| one.event == Event::Delete)
            .map(|one| one.seq.get())
            .collect();
        deletions.sort_unstable();
        deletions.dedup();
        let state = service.state(iccid);
        let raw = state.map_or_else(|| "none".to_owned(), |state| state.to_string());
        Self(SmdpView {
            state: state.map(|state| (state.to_string(), is_installed(state))),
            deletions,
            raw: vec![Raw::new("profiles", raw)],
        })
    }
}

impl SmdpWitness for AtSmdp {
    fn ask(&self, _: Iccid) -> BoxFuture<'_, Result<SmdpView, Failure>> {
        ready(Ok(self.0.clone())).boxed()
    }
}

/// Whether an eUICC has it, as far as the SM-DP+ knows.
const fn is_installed(state: ProfileState) -> bool {
    matches!(
        state,
        ProfileState::Downloaded
            | ProfileState::Installed
            | ProfileState::Enabled
            | ProfileState::Disabled
            | ProfileState::Error
    )
}

/// The operator's desk of the flow, asked beforehand.
struct AtDesk(Contract);

impl AtDesk {
    fn of(desk: &Desk, iccid: Iccid) -> Self {
        use signoff_protocol::tmf::ServiceStatus;
        Self(match desk.line_status(iccid) {
            ServiceStatus::Active => Contract::Active,
            ServiceStatus::TerminationRequested => Contract::TerminationRequested,
            ServiceStatus::TerminatedProfileInstalled => Contract::TerminatedProfileInstalled,
            ServiceStatus::NoActiveService => Contract::NoActiveService,
            ServiceStatus::UnknownLine => Contract::UnknownLine,
        })
    }
}

impl OperatorWitness for AtDesk {
    fn status(&self, _: Iccid) -> BoxFuture<'_, Result<(Contract, Raw), Failure>> {
        ready(Ok((self.0, Raw::new("status", self.0.name())))).boxed()
    }
}
