//! Card, SM-DP+ and operator side by side: do they agree, and if not, what is missing?

use serde::Serialize;
use signoff_protocol::profile::ProfileState as CardState;
use signoff_protocol::tmf::ServiceStatus;
use signoff_simulator::smdp::ProfileState as SmdpState;

/// What the card says of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnCard {
    /// It is there.
    There(CardState),
    /// It is not there.
    Absent,
    /// The card does not answer.
    Unknown,
}

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// All agree.
    Good,
    /// Something is still to be done.
    Open,
    /// They contradict each other, and nothing that is under way will change that.
    Bad,
    /// It can't be told now.
    Unknown,
}

/// One line for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// How serious.
    pub severity: Severity,
    /// Which text, without its beginning `lab-page-diagnosis-`.
    pub id: &'static str,
}

impl Diagnosis {
    const fn new(severity: Severity, id: &'static str) -> Self {
        Self { severity, id }
    }
}

/// What is known of one profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// By the card.
    pub card: OnCard,
    /// By the SM-DP+, where it knows the profile.
    pub smdp: Option<SmdpState>,
    /// By the operator, where there is one.
    pub operator: Option<ServiceStatus>,
    /// Whether notifications about it wait on the card.
    pub pending: bool,
}

/// Compares what the three know.
pub fn diagnose(facts: Facts) -> Diagnosis {
    use Severity::{Bad, Good, Open, Unknown};
    let gone_at_operator = matches!(
        facts.operator,
        None | Some(ServiceStatus::NoActiveService | ServiceStatus::UnknownLine)
    );
    let ended = matches!(
        facts.operator,
        Some(ServiceStatus::TerminatedProfileInstalled | ServiceStatus::NoActiveService)
    );
    match (facts.card, facts.smdp) {
        (OnCard::Unknown, _) => Diagnosis::new(Unknown, "card-silent"),
        (OnCard::Absent, Some(smdp)) if smdp.is_on_euicc() => {
            if facts.pending {
                Diagnosis::new(Open, "deletion-undelivered")
            } else {
                Diagnosis::new(Bad, "deletion-never-told")
            }
        }
        (OnCard::Absent, Some(SmdpState::Downloaded)) => Diagnosis::new(Open, "download-unreported"),
        (OnCard::Absent, _) if facts.pending => Diagnosis::new(Open, "deletion-undelivered"),
        (OnCard::Absent, _) => match facts.operator {
            Some(ServiceStatus::Active) => Diagnosis::new(Open, "contract-goes-on"),
            Some(ServiceStatus::TerminationRequested) => Diagnosis::new(Open, "contract-ends-later"),
            Some(ServiceStatus::TerminatedProfileInstalled) => Diagnosis::new(Bad, "operator-not-told"),
            _ if gone_at_operator && facts.operator.is_some() => Diagnosis::new(Good, "removed-everywhere"),
            _ => Diagnosis::new(Good, "removed"),
        },
        (OnCard::There(_), _) if ended => Diagnosis::new(Open, "ended-but-installed"),
        (OnCard::There(_), None) => Diagnosis::new(Good, "no-server"),
        (OnCard::There(state), Some(smdp)) => match (state, smdp) {
            (CardState::Enabled, SmdpState::Enabled)
            | (CardState::Disabled, SmdpState::Disabled | SmdpState::Installed) => {
                Diagnosis::new(Good, "agreed")
            }
            _ if facts.pending => Diagnosis::new(Open, "state-undelivered"),
            (_, SmdpState::Downloaded) => Diagnosis::new(Open, "download-unreported"),
            (_, smdp) if smdp.is_on_euicc() => Diagnosis::new(Bad, "state-never-told"),
            _ => Diagnosis::new(Bad, "server-believes-gone"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What card, SM-DP+ and operator say, whether a notification waits, and what is made of it.
    type Row = (
        OnCard,
        Option<SmdpState>,
        Option<ServiceStatus>,
        bool,
        Severity,
        &'static str,
    );

    use CardState::{Disabled, Enabled};
    use OnCard::{Absent, There, Unknown};
    use Severity::{Bad, Good, Open};

    const ROWS: &[Row] = &[
        (
            There(Enabled),
            Some(SmdpState::Enabled),
            None,
            false,
            Good,
            "agreed",
        ),
        (
            There(Disabled),
            Some(SmdpState::Installed),
            Some(ServiceStatus::Active),
            false,
            Good,
            "agreed",
        ),
        (There(Disabled), None, None, false, Good, "no-server"),
        (
            There(Disabled),
            Some(SmdpState::Enabled),
            None,
            true,
            Open,
            "state-undelivered",
        ),
        (
            There(Disabled),
            Some(SmdpState::Enabled),
            None,
            false,
            Bad,
            "state-never-told",
        ),
        (
            There(Disabled),
            Some(SmdpState::Released),
            None,
            false,
            Bad,
            "server-believes-gone",
        ),
        (
            There(Disabled),
            Some(SmdpState::Downloaded),
            None,
            false,
            Open,
            "download-unreported",
        ),
        (
            There(Disabled),
            Some(SmdpState::Disabled),
            Some(ServiceStatus::TerminatedProfileInstalled),
            false,
            Open,
            "ended-but-installed",
        ),
        (
            Absent,
            Some(SmdpState::Disabled),
            None,
            true,
            Open,
            "deletion-undelivered",
        ),
        (
            Absent,
            Some(SmdpState::Disabled),
            None,
            false,
            Bad,
            "deletion-never-told",
        ),
        (
            Absent,
            Some(SmdpState::Downloaded),
            None,
            false,
            Open,
            "download-unreported",
        ),
        (Absent, Some(SmdpState::Released), None, false, Good, "removed"),
        (
            Absent,
            Some(SmdpState::Released),
            Some(ServiceStatus::Active),
            false,
            Open,
            "contract-goes-on",
        ),
        (
            Absent,
            Some(SmdpState::Released),
            Some(ServiceStatus::TerminationRequested),
            false,
            Open,
            "contract-ends-later",
        ),
        (
            Absent,
            Some(SmdpState::Released),
            Some(ServiceStatus::TerminatedProfileInstalled),
            false,
            Bad,
            "operator-not-told",
        ),
        (
            Absent,
            Some(SmdpState::Released),
            Some(ServiceStatus::NoActiveService),
            false,
            Good,
            "removed-everywhere",
        ),
        (
            Unknown,
            Some(SmdpState::Disabled),
            None,
            false,
            Severity::Unknown,
            "card-silent",
        ),
    ];

    #[test]
    fn every_disagreement_has_its_line() {
        for (card, smdp, operator, pending, severity, id) in ROWS {
            let facts = Facts {
                card: *card,
                smdp: *smdp,
                operator: *operator,
                pending: *pending,
            };
            assert_eq!(diagnose(facts), Diagnosis::new(*severity, id), "{facts:?}");
        }
    }
}
