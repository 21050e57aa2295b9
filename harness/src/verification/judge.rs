//! What all ways together mean. Asks nobody.

use super::{Answer, Contract, Diagnosis, Finding, Verdict, Way, WayResult};

/// The verdict and what explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// What is wrong or still missing, most important first.
    pub diagnoses: Vec<Diagnosis>,
}

/// Settles the answer of each way in the light of the others, and judges.
///
/// The list of the eUICC is the first witness. What stands behind the modem is that of the enabled profile, so it says
/// nothing about one that is disabled. A status of the operator says something about the contract: a profile that is gone
/// while its contract goes on is a contradiction, one whose contract ends by a confirmed order is not.
pub fn judge(results: &mut [WayResult]) -> Judgement {
    settle(results);
    let facts = Facts::of(results);
    let diagnoses = facts.diagnoses();
    let verdict = facts.verdict(results);
    Judgement { verdict, diagnoses }
}

/// A way that sees the enabled profile only can't tell anything about a disabled one.
fn settle(results: &mut [WayResult]) {
    let state = results.iter().find_map(|result| match &result.finding {
        Finding::Listed { state } => Some(state.clone()),
        _ => None,
    });
    let is_enabled = state == Some(Some("enabled".to_owned()));
    for result in results {
        result.answer = result.finding.alone();
        if result.way.is_behind_modem()
            && matches!(result.finding, Finding::NotShown { .. })
            && state.is_some()
            && !is_enabled
        {
            result.answer = Answer::CannotTell;
        }
        // An old notification does not make a listed profile go away, but it is a contradiction worth a word.
        if result.way == Way::Operator && state.is_some() && result.finding == running() {
            // Listed, and the contract runs: nobody says that it is gone.
            result.answer = Answer::StillThere;
        }
    }
}

const fn running() -> Finding {
    Finding::Operator {
        status: Contract::Active,
    }
}

/// What the ways found, by way.
struct Facts<'a> {
    list: Option<&'a Finding>,
    iccid_file: Option<&'a Finding>,
    modem_iccid: Option<&'a Finding>,
    imsi: Option<&'a Finding>,
    notifications: Option<&'a Finding>,
    smdp: Option<&'a Finding>,
    operator: Option<&'a Finding>,
}

impl<'a> Facts<'a> {
    fn of(results: &'a [WayResult]) -> Self {
        let finding = |way| {
            results
                .iter()
                .find(|result| result.way == way)
                .map(|result| &result.finding)
        };
        Self {
            list: finding(Way::ProfileList),
            iccid_file: finding(Way::IccidFile),
            modem_iccid: finding(Way::ModemIccid),
            imsi: finding(Way::Imsi),
            notifications: finding(Way::Notifications),
            smdp: finding(Way::Smdp),
            operator: finding(Way::Operator),
        }
    }

    fn is_gone(&self) -> bool {
        matches!(self.list, Some(Finding::NotListed { .. }))
    }

    fn is_listed(&self) -> bool {
        matches!(self.list, Some(Finding::Listed { .. }))
    }

    fn is_enabled(&self) -> bool {
        matches!(self.list, Some(Finding::Listed { state: Some(state) }) if state == "enabled")
    }

    fn waits(&self) -> bool {
        matches!(self.notifications, Some(Finding::DeletionPending { .. }))
    }

    /// Whether the SM-DP+ has acknowledged the deletion: the archive has it, or the SM-DP+ says so itself.
    fn is_acknowledged(&self) -> bool {
        if self.waits() {
            return false;
        }
        match self.smdp {
            Some(Finding::SmdpState { installed: true, .. }) => false,
            Some(Finding::SmdpState { told: true, .. }) => true,
            _ => matches!(self.notifications, Some(Finding::DeletionAcknowledged { .. })),
        }
    }

    const fn contract(&self) -> Option<Contract> {
        match self.operator {
            Some(Finding::Operator { status }) => Some(*status),
            _ => None,
        }
    }

    fn verdict(&self, results: &[WayResult]) -> Verdict {
        let says = |answer| results.iter().any(|result| result.answer == answer);
        if !self.is_gone() && !self.is_listed() {
            return Verdict::Unknown;
        }
        if says(Answer::Gone) && says(Answer::StillThere) {
            return Verdict::Disagreement;
        }
        if self.is_listed() {
            return Verdict::StillThere;
        }
        let silent = |finding: Option<&Finding>| finding.is_some_and(Finding::is_failure);
        if !self.is_acknowledged() || silent(self.operator) {
            return Verdict::RemovedNotAcknowledged;
        }
        match self.contract() {
            Some(Contract::TerminationRequested) => Verdict::RemovedContractEnding,
            // It cannot confirm anything.
            Some(Contract::UnknownLine) => Verdict::RemovedNotAcknowledged,
            _ => Verdict::Removed,
        }
    }

    fn diagnoses(&self) -> Vec<Diagnosis> {
        let shown = |finding: Option<&Finding>| matches!(finding, Some(Finding::Shown { .. }));
        let other = |finding: Option<&Finding>| matches!(finding, Some(Finding::NotShown { .. }));
        let mut found = Vec::new();
        let mut add = |applies: bool, diagnosis| {
            if applies {
                found.push(diagnosis);
            }
        };
        let gone = self.is_gone();
        let listed = self.is_listed();
        let believes = matches!(self.smdp, Some(Finding::SmdpState { installed: true, .. }));
        add(!gone && !listed, Diagnosis::NoList);
        add(
            gone && !shown(self.iccid_file) && (shown(self.modem_iccid) || shown(self.imsi)),
            Diagnosis::ModemCached,
        );
        add(gone && shown(self.iccid_file), Diagnosis::FileNotListed);
        add(
            self.is_enabled() && (other(self.iccid_file) || other(self.modem_iccid)),
            Diagnosis::EnabledNotShown,
        );
        let reported = matches!(
            self.notifications,
            Some(
                Finding::DeletionPending { .. }
                    | Finding::DeletionAcknowledged { .. }
                    | Finding::DeletionUnconfirmed { .. }
            )
        );
        add(listed && reported, Diagnosis::DeletedAndListed);
        add(gone && believes && self.waits(), Diagnosis::SmdpNotTold);
        add(gone && believes && !self.waits(), Diagnosis::SmdpNeverTold);
        add(gone && !believes && self.waits(), Diagnosis::NotificationWaits);
        add(
            listed && matches!(self.smdp, Some(Finding::SmdpState { installed: false, .. })),
            Diagnosis::SmdpAhead,
        );
        add(
            gone && !believes && !self.waits() && !self.is_acknowledged(),
            Diagnosis::NoAcknowledgement,
        );
        let contract = self.contract();
        add(
            gone && contract == Some(Contract::Active),
            Diagnosis::ContractGoesOn,
        );
        let ended = matches!(
            contract,
            Some(Contract::TerminatedProfileInstalled | Contract::NoActiveService)
        );
        add(listed && ended, Diagnosis::TerminatedButInstalled);
        add(
            gone && contract == Some(Contract::TerminatedProfileInstalled),
            Diagnosis::OperatorNotTold,
        );
        add(
            contract == Some(Contract::TerminationRequested),
            Diagnosis::ContractEnding,
        );
        add(contract == Some(Contract::UnknownLine), Diagnosis::LineUnknown);
        add(
            self.operator.is_some_and(Finding::is_failure),
            Diagnosis::OperatorSilent,
        );
        add(self.smdp.is_some_and(Finding::is_failure), Diagnosis::SmdpSilent);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::Failure;

    fn listed(state: &str) -> Finding {
        Finding::Listed {
            state: Some(state.to_owned()),
        }
    }

    fn not_listed() -> Finding {
        Finding::NotListed { others: 3 }
    }

    fn shown() -> Finding {
        Finding::Shown { by: "it".to_owned() }
    }

    fn not_shown() -> Finding {
        Finding::NotShown {
            by: "it".to_owned(),
            shown: None,
        }
    }

    fn acknowledged() -> Finding {
        Finding::DeletionAcknowledged { numbers: vec![7] }
    }

    fn waits() -> Finding {
        Finding::DeletionPending {
            numbers: vec![7],
            addresses: vec!["smdp.example".to_owned()],
        }
    }

    fn at_smdp(installed: bool, told: bool) -> Finding {
        let state = if installed { "installed" } else { "deleted" };
        Finding::SmdpState {
            state: state.to_owned(),
            installed,
            told,
        }
    }

    fn operator(status: Contract) -> Finding {
        Finding::Operator { status }
    }

    fn silent() -> Finding {
        Finding::Failed {
            reason: Failure::NoIccid,
        }
    }

    #[track_caller]
    fn check(findings: &[(Way, Finding)], want: Verdict, diagnoses: &[Diagnosis]) -> Vec<WayResult> {
        let mut results: Vec<WayResult> = findings
            .iter()
            .map(|(way, finding)| WayResult::new(*way, finding.clone(), Vec::new()))
            .collect();
        let judgement = judge(&mut results);
        assert_eq!(judgement.verdict, want, "{findings:?}");
        assert_eq!(judgement.diagnoses, diagnoses, "{findings:?}");
        results
    }

    #[test]
    fn all_agree() {
        use Way::{IccidFile, ModemIccid, Notifications, Operator, ProfileList, Smdp};
        let gone = vec![
            (ProfileList, not_listed()),
            (IccidFile, not_shown()),
            (ModemIccid, not_shown()),
            (Notifications, acknowledged()),
        ];
        check(&gone, Verdict::Removed, &[]);
        let mut all = gone.clone();
        all.push((Smdp, at_smdp(false, true)));
        all.push((Operator, operator(Contract::NoActiveService)));
        check(&all, Verdict::Removed, &[]);
        // The SM-DP+ knows, though no archive does.
        check(
            &[
                (ProfileList, not_listed()),
                (Notifications, Finding::NoDeletion),
                (Smdp, at_smdp(false, true)),
            ],
            Verdict::Removed,
            &[],
        );
        check(
            &[
                (ProfileList, listed("enabled")),
                (IccidFile, shown()),
                (ModemIccid, shown()),
                (Notifications, Finding::NoDeletion),
                (Smdp, at_smdp(true, false)),
                (Operator, operator(Contract::Active)),
            ],
            Verdict::StillThere,
            &[],
        );
    }

    #[test]
    fn a_disabled_profile_does_not_show_behind_the_modem() {
        let results = check(
            &[
                (Way::ProfileList, listed("disabled")),
                (Way::IccidFile, not_shown()),
                (Way::ModemIccid, not_shown()),
                (Way::Imsi, not_shown()),
            ],
            Verdict::StillThere,
            &[],
        );
        assert_eq!(results[1].answer, Answer::CannotTell);
        let results = check(
            &[
                (Way::ProfileList, listed("enabled")),
                (Way::IccidFile, not_shown()),
            ],
            Verdict::Disagreement,
            &[Diagnosis::EnabledNotShown],
        );
        assert_eq!(results[1].answer, Answer::Gone);
    }

    #[test]
    fn removed_and_not_acknowledged() {
        for (finding, diagnosis) in [
            (waits(), Diagnosis::NotificationWaits),
            (Finding::NoDeletion, Diagnosis::NoAcknowledgement),
            (
                Finding::DeletionUnconfirmed { numbers: vec![7] },
                Diagnosis::NoAcknowledgement,
            ),
            (silent(), Diagnosis::NoAcknowledgement),
        ] {
            check(
                &[(Way::ProfileList, not_listed()), (Way::Notifications, finding)],
                Verdict::RemovedNotAcknowledged,
                &[diagnosis],
            );
        }
        let gone = |operator| {
            vec![
                (Way::ProfileList, not_listed()),
                (Way::Notifications, acknowledged()),
                (Way::Operator, operator),
            ]
        };
        check(
            &gone(silent()),
            Verdict::RemovedNotAcknowledged,
            &[Diagnosis::OperatorSilent],
        );
        check(
            &gone(operator(Contract::UnknownLine)),
            Verdict::RemovedNotAcknowledged,
            &[Diagnosis::LineUnknown],
        );
        check(
            &gone(operator(Contract::TerminationRequested)),
            Verdict::RemovedContractEnding,
            &[Diagnosis::ContractEnding],
        );
    }

    #[test]
    fn contradictions_have_a_diagnosis() {
        let gone = |way, finding| {
            vec![
                (Way::ProfileList, not_listed()),
                (Way::IccidFile, not_shown()),
                (Way::Notifications, acknowledged()),
                (way, finding),
            ]
        };
        let disagreement = Verdict::Disagreement;
        check(
            &gone(Way::ModemIccid, shown()),
            disagreement,
            &[Diagnosis::ModemCached],
        );
        check(&gone(Way::Imsi, shown()), disagreement, &[Diagnosis::ModemCached]);
        check(
            &gone(Way::Smdp, at_smdp(true, false)),
            disagreement,
            &[Diagnosis::SmdpNeverTold],
        );
        check(
            &gone(Way::Operator, operator(Contract::Active)),
            disagreement,
            &[Diagnosis::ContractGoesOn],
        );
        check(
            &gone(Way::Operator, operator(Contract::TerminatedProfileInstalled)),
            disagreement,
            &[Diagnosis::OperatorNotTold],
        );
        check(
            &[
                (Way::ProfileList, not_listed()),
                (Way::Notifications, waits()),
                (Way::Smdp, at_smdp(true, false)),
            ],
            disagreement,
            &[Diagnosis::SmdpNotTold],
        );
        check(
            &[(Way::ProfileList, not_listed()), (Way::IccidFile, shown())],
            disagreement,
            &[Diagnosis::FileNotListed, Diagnosis::NoAcknowledgement],
        );
        check(
            &[
                (Way::ProfileList, listed("disabled")),
                (Way::Notifications, waits()),
            ],
            disagreement,
            &[Diagnosis::DeletedAndListed],
        );
        check(
            &[
                (Way::ProfileList, listed("disabled")),
                (Way::Smdp, at_smdp(false, true)),
            ],
            disagreement,
            &[Diagnosis::SmdpAhead],
        );
        check(
            &[
                (Way::ProfileList, listed("disabled")),
                (Way::Operator, operator(Contract::NoActiveService)),
            ],
            disagreement,
            &[Diagnosis::TerminatedButInstalled],
        );
        // The operator itself waits for the deletion: nobody contradicts anybody.
        check(
            &[
                (Way::ProfileList, listed("disabled")),
                (Way::Operator, operator(Contract::TerminatedProfileInstalled)),
            ],
            Verdict::StillThere,
            &[Diagnosis::TerminatedButInstalled],
        );
    }

    #[test]
    fn without_a_list_nothing_is_known() {
        check(
            &[(Way::ProfileList, silent()), (Way::Smdp, at_smdp(false, true))],
            Verdict::Unknown,
            &[Diagnosis::NoList],
        );
        check(&[], Verdict::Unknown, &[Diagnosis::NoList]);
    }

    #[test]
    fn every_diagnosis_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> = Diagnosis::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(names.len(), Diagnosis::ALL.len());
    }
}
