//! What goes wrong at a desk.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fault of a desk. The engine carries out those of the operator, the door those of HTTP and of the connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OperatorFault {
    /// Nobody listens.
    Refused,
    /// The connection is reset when the request has come; it is not carried out.
    Reset,
    /// No answer comes; the request is not carried out.
    Timeout,
    /// The answer comes late.
    Slow {
        /// How late, milliseconds.
        ms: u64,
    },
    /// This HTTP status, without doing anything: 503 for a system that is down.
    Status(u16),
    /// Every proof is wrong, and counts as a try.
    WrongCode,
    /// The account is locked when somebody identifies.
    AccountLocked,
    /// A confirmed order is never carried out, and nobody says so.
    NeverTerminates,
    /// A confirmed order ends another line.
    WrongLine,
    /// What the SM-DP+ reports about a line gets lost.
    NotTold,
}

impl OperatorFault {
    /// Whether it strikes before the engine sees a request.
    pub const fn is_of_door(&self) -> bool {
        matches!(
            self,
            Self::Refused | Self::Reset | Self::Timeout | Self::Slow { .. } | Self::Status(_)
        )
    }
}

/// A fault and how often it strikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorFaultPlan {
    /// What happens.
    pub fault: OperatorFault,
    /// How many times; until it is lifted where this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

impl OperatorFaultPlan {
    /// The fault, until it is lifted.
    pub const fn lasting(fault: OperatorFault) -> Self {
        Self { fault, times: None }
    }

    /// The fault, so many times.
    pub const fn times(fault: OperatorFault, times: u32) -> Self {
        Self {
            fault,
            times: Some(times),
        }
    }
}

/// Most plans at a time.
const MAX_PLANS: usize = 16;

/// What goes wrong now; the first one that fits strikes.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults(Vec<OperatorFaultPlan>);

impl Faults {
    pub(super) fn set(&mut self, plans: &[OperatorFaultPlan]) {
        let struck_never = |plan: &&OperatorFaultPlan| plan.times != Some(0);
        self.0 = plans
            .iter()
            .filter(struck_never)
            .take(MAX_PLANS)
            .cloned()
            .collect();
    }

    pub(super) fn list(&self) -> Vec<OperatorFaultPlan> {
        self.0.clone()
    }

    /// The fault that strikes now; it counts as one of its times.
    pub(super) fn take(&mut self, fits: impl Fn(&OperatorFault) -> bool) -> Option<OperatorFault> {
        let place = self.0.iter().position(|plan| fits(&plan.fault))?;
        let plan = self.0.get_mut(place)?;
        let fault = plan.fault.clone();
        if let Some(times) = &mut plan.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.0.remove(place);
            }
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_it_shall() {
        let mut faults = Faults::default();
        faults.set(&[
            OperatorFaultPlan::times(OperatorFault::WrongCode, 2),
            OperatorFaultPlan::lasting(OperatorFault::NotTold),
            OperatorFaultPlan::times(OperatorFault::Reset, 0),
        ]);
        let code = |fault: &OperatorFault| *fault == OperatorFault::WrongCode;
        assert_eq!(faults.list().len(), 2);
        assert!(faults.take(code).is_some() && faults.take(code).is_some());
        assert_eq!(faults.take(code), None);
        for _ in 0..3 {
            assert_eq!(
                faults.take(|fault| !fault.is_of_door()),
                Some(OperatorFault::NotTold)
            );
        }
        assert_eq!(faults.take(OperatorFault::is_of_door), None);
    }
}
