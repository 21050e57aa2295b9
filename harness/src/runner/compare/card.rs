//! Of `detect`, `eid`, `info`, `addresses` and `rat`.

use signoff_protocol::es10a::GetEuiccConfiguredAddressesResponse;
use signoff_protocol::es10b::{EuiccInfo2, ProfilePolicyAuthorisationRule};
use signoff_protocol::id::Eid;

use super::Check;
use super::check::quoted;
use crate::flow::expect::{AddressesExpect, DetectExpect, EidExpect, InfoExpect, RatExpect};
use crate::lpa::{Detection, DetectionKind};
use crate::runner::answer::{count, version};

impl Check<'_> {
    /// What kind of card it is.
    pub(crate) fn detection(&mut self, expect: &DetectExpect, actual: &Detection) {
        if let Some(expected) = expect
            .verdict
            .as_ref()
            .and_then(|field| self.value("verdict", field))
        {
            let met = expected.name() == actual.kind.name();
            if !met {
                let evidence = actual.evidence.join("; ");
                self.differs(
                    "verdict",
                    expected.name(),
                    format!("{} ({evidence})", actual.kind.name()),
                );
            }
        }
        self.equal(
            "eid",
            expect.eid.as_ref(),
            actual.eid.as_ref(),
            ToString::to_string,
        );
        let isd_r = match &actual.kind {
            DetectionKind::Euicc { isd_r, .. } => Some(isd_r),
            _ => None,
        };
        self.equal("isd_r", expect.isd_r.as_ref(), isd_r, ToString::to_string);
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
