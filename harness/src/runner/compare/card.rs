//! Of `detect`, `eid`, `info`, `addresses` and `rat`.

use signoff_protocol::es10a::GetEuiccConfiguredAddressesResponse;
use signoff_protocol::es10b::{EuiccInfo2, ProfilePolicyAuthorisationRule};
use signoff_protocol::id::Eid;

use super::Check;
use super::check::quoted;
use crate::flow::expect::{AddressesExpect, AttemptExpect, DetectExpect, EidExpect, InfoExpect, RatExpect};
use crate::flow::field::{Field, Scalar};
use crate::lpa::{Advice, Detection};
use crate::runner::answer::{count, version};

impl Check<'_> {
    /// What kind of card it is, and what follows from that.
    pub(crate) fn detection(&mut self, expect: &DetectExpect, actual: &Detection) {
        if let Some(expected) = expect
            .verdict
            .as_ref()
            .and_then(|field| self.value("verdict", field))
        {
            let met = expected.name() == actual.kind.name();
            if !met {
                let evidence: Vec<String> = actual.evidence.iter().map(ToString::to_string).collect();
                self.differs(
                    "verdict",
                    expected.name(),
                    format!("{} ({})", actual.kind.name(), evidence.join("; ")),
                );
            }
        }
        self.equal(
            "eid",
            expect.eid.as_ref(),
            actual.eid.as_ref(),
            ToString::to_string,
        );
        let isd_r = actual.kind.isd_r();
        self.equal("isd_r", expect.isd_r.as_ref(), isd_r, ToString::to_string);
        let found = actual.info.as_ref().map(|info| version(info.svn));
        self.equal("version", expect.version.as_ref(), found.as_ref(), Clone::clone);
        self.equal(
            "removal_possible",
            expect.removal_possible.as_ref(),
            Some(&actual.removal_possible()),
            ToString::to_string,
        );
        let findings = actual.findings.iter().map(|finding| finding.name());
        self.words(
            "findings",
            expect.findings.as_deref(),
            &findings.collect::<Vec<_>>(),
        );
        let advice = actual.advice();
        let advice = advice.iter().map(Advice::name);
        self.words("advice", expect.advice.as_deref(), &advice.collect::<Vec<_>>());
        for (place, attempt) in expect.attempts.iter().enumerate() {
            self.attempt(&format!("attempts[{place}]"), attempt, actual);
        }
    }

    /// A list of words: exactly these, in this order.
    pub(super) fn words<T: Scalar + std::fmt::Display>(
        &mut self,
        what: &str,
        expect: Option<&[Field<T>]>,
        actual: &[&str],
    ) {
        let Some(expect) = expect else { return };
        let mut expected = Vec::new();
        for field in expect {
            match self.value(what, field) {
                Some(word) => expected.push(word.to_string()),
                None => return,
            }
        }
        if expected != actual {
            let say = |words: String| {
                if words.is_empty() {
                    "none".to_owned()
                } else {
                    words
                }
            };
            self.differs(what, say(expected.join(", ")), say(actual.join(", ")));
        }
    }

    /// A command that the modem was sent, and its answer.
    fn attempt(&mut self, what: &str, expect: &AttemptExpect, actual: &Detection) {
        let (Some(command), Some(answer)) = (
            self.value(&format!("{what}.command"), &expect.command),
            self.value(&format!("{what}.answer"), &expect.answer),
        ) else {
            return;
        };
        let sent = actual
            .attempts
            .iter()
            .find(|attempt| command.matches(&attempt.command));
        let Some(sent) = sent else {
            let all: Vec<&str> = actual.attempts.iter().map(|one| one.command.as_str()).collect();
            let all = if all.is_empty() {
                "no command was sent".to_owned()
            } else {
                all.join(", ")
            };
            let expected = self.text(&expect.command);
            return self.differs(&format!("{what}.command"), expected, all);
        };
        if !answer.matches(&sent.answer) {
            let expected = self.text(&expect.answer);
            self.differs(&format!("{what}.answer"), expected, sent.answer.clone());
        }
    }

    /// The EID.
    pub(crate) fn eid(&mut self, expect: &EidExpect, actual: &Eid) {
        self.equal("eid", expect.eid.as_ref(), Some(actual), ToString::to_string);
    }

    /// EUICCInfo2.
    pub(crate) fn info(&mut self, expect: &InfoExpect, actual: &EuiccInfo2) {
        self.equal(
            "svn",
            expect.svn.as_ref(),
            Some(&version(actual.svn)),
            Clone::clone,
        );
        self.equal(
            "firmware",
            expect.firmware.as_ref(),
            Some(&version(actual.firmware_version)),
            Clone::clone,
        );
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let resource = actual.card_resource;
        self.number(
            "free_nvm",
            expect.free_nvm.as_ref(),
            size(resource.free_non_volatile),
            "bytes",
        );
        self.number(
            "installed",
            expect.installed.as_ref(),
            size(resource.installed_applications),
            "applications",
        );
        if let Some(rules) = &expect.forbidden_policy_rules {
            let found = actual.forbidden_profile_policy_rules.unwrap_or_default();
            self.policy_rules("forbidden_policy_rules", rules, found);
        }
    }

    /// Addresses of SM-DP+ and SM-DS.
    pub(crate) fn addresses(
        &mut self,
        expect: &AddressesExpect,
        actual: &GetEuiccConfiguredAddressesResponse,
    ) {
        // An empty address is how cards say that there is none.
        let default = actual
            .default_smdp_address
            .as_ref()
            .filter(|address| !address.is_empty());
        self.equal_or_none("default_smdp", expect.default_smdp.as_ref(), default, quoted);
        self.equal(
            "root_smds",
            expect.root_smds.as_ref(),
            Some(&actual.root_smds_address),
            quoted,
        );
    }

    /// The Rules Authorisation Table.
    pub(crate) fn rules_authorisation_table(
        &mut self,
        expect: &RatExpect,
        actual: &[ProfilePolicyAuthorisationRule],
    ) {
        self.number("count", expect.count.as_ref(), actual.len(), "rows");
        let Some(rows) = &expect.rows else { return };
        if rows.len() != actual.len() {
            self.differs("rows", count(rows.len(), "row"), count(actual.len(), "row"));
        }
        for (place, (expected, found)) in rows.iter().zip(actual).enumerate() {
            let at = |field: &str| format!("rows[{place}].{field}");
            self.policy_rules(&at("rules"), &expected.rules, found.rules);
            let (operators, allowed) = (&expected.operators, &found.allowed_operators);
            if operators.len() != allowed.len() {
                self.differs(
                    &at("operators"),
                    count(operators.len(), "operator"),
                    count(allowed.len(), "operator"),
                );
            }
            for (number, (operator, found)) in operators.iter().zip(allowed).enumerate() {
                self.operator(&at(&format!("operators[{number}]")), operator, found);
            }
            let consent = found.consent_required();
            self.equal(
                &at("consent_required"),
                Some(&expected.consent_required),
                Some(&consent),
                ToString::to_string,
            );
        }
    }
}
