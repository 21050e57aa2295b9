//! Of `list`.

use signoff_protocol::hex;
use signoff_protocol::profile::{IconType, OperatorId, PolicyRules, ProfileInfo};

use super::Check;
use super::check::quoted;
use crate::flow::expect::{ListExpect, OperatorExpect, ProfileExpect};
use crate::flow::field::Field;
use crate::flow::scalar::HexBytes;
use crate::flow::word::PolicyRule;
use crate::runner::answer::say_profile;
use crate::runner::capture::word_of;

impl Check<'_> {
    /// An answer to GetProfilesInfo.
    pub(crate) fn profiles(&mut self, expect: &ListExpect, actual: &[ProfileInfo]) {
        self.number("count", expect.count.as_ref(), actual.len(), "profiles");
        for (place, profile) in expect.profiles.iter().enumerate() {
            let what = format!("profiles[{place}]");
            if let Some(found) = self.find(&what, profile, actual) {
                self.profile(&what, profile, found);
            }
        }
        for field in &expect.absent {
            let Some(name) = self.value("absent", field) else {
                continue;
            };
            let iccid = self.names.iccid(name.as_str());
            if let Some(found) = actual
                .iter()
                .find(|profile| iccid.is_some() && profile.iccid == iccid)
            {
                let found = say_profile(found, self.names);
                self.differs(
                    "absent",
                    format!("no profile {}", self.names.say(iccid.as_ref())),
                    found,
                );
            }
        }
        if !expect.order.is_empty() {
            self.order(expect, actual);
        }
    }

    fn order(&mut self, expect: &ListExpect, actual: &[ProfileInfo]) {
        let expected: Vec<String> = expect.order.iter().map(|name| self.text(name)).collect();
        let actual: Vec<String> = actual
            .iter()
            .map(|profile| self.names.short(profile.iccid.as_ref()))
            .collect();
        if expected != actual {
            self.differs("order", expected.join(", "), actual.join(", "));
        }
    }

    fn find<'p>(
        &mut self,
        what: &str,
        expect: &ProfileExpect,
        actual: &'p [ProfileInfo],
    ) -> Option<&'p ProfileInfo> {
        let (found, wanted) = if let Some(field) = &expect.profile {
            let name = self.value(what, field)?;
            let iccid = self.names.iccid(name.as_str());
            let found = actual
                .iter()
                .find(|profile| iccid.is_some() && profile.iccid == iccid);
            (
                found,
                format!(
                    "{name} ({})",
                    iccid.map_or_else(|| "unknown name".to_owned(), |iccid| iccid.to_string())
                ),
            )
        } else if let Some(field) = &expect.iccid {
            let iccid = self.value(what, field)?;
            (
                actual.iter().find(|profile| profile.iccid == Some(iccid)),
                format!("ICCID {iccid}"),
            )
        } else if let Some(field) = &expect.aid {
            let aid = self.value(what, field)?;
            (
                actual.iter().find(|profile| profile.isdp_aid == Some(aid)),
                format!("ISD-P {aid}"),
            )
        } else {
            return None;
        };
        if found.is_none() {
            let list: Vec<String> = actual
                .iter()
                .map(|profile| say_profile(profile, self.names))
                .collect();
            let list = if list.is_empty() {
                "no profiles".to_owned()
            } else {
                list.join(", ")
            };
            self.differs(what, format!("a profile {wanted}"), list);
        }
        found
    }

    fn profile(&mut self, what: &str, expect: &ProfileExpect, actual: &ProfileInfo) {
        let at = |field: &str| format!("{what}.{field}");
        self.equal(
            &at("iccid"),
            expect.iccid.as_ref(),
            actual.iccid.as_ref(),
            ToString::to_string,
        );
        self.equal(
            &at("aid"),
            expect.aid.as_ref(),
            actual.isdp_aid.as_ref(),
            ToString::to_string,
        );
        self.equal(
            &at("state"),
            expect.state.as_ref(),
            actual.state.as_ref(),
            |state| state.name().to_owned(),
        );
        self.equal_or_none(
            &at("nickname"),
            expect.nickname.as_ref(),
            actual.nickname.as_ref().map(ToString::to_string).as_ref(),
            quoted,
        );
        for (field, expected, found) in [
            (
                "service_provider_name",
                &expect.service_provider_name,
                &actual.service_provider_name,
            ),
            ("profile_name", &expect.profile_name, &actual.profile_name),
        ] {
            self.equal(
                &at(field),
                expected.as_ref(),
                found.as_ref().map(ToString::to_string).as_ref(),
                quoted,
            );
        }
        self.equal_or_none(
            &at("icon_type"),
            expect.icon_type.as_ref(),
            actual.icon_type.as_ref(),
            |icon: &IconType| word_of(icon).unwrap_or_default(),
        );
        self.icon_bytes(&at("icon_bytes"), expect, actual);
        let class = actual.class_or_default();
        self.equal(&at("class"), expect.class.as_ref(), Some(&class), |class| {
            class.name().to_owned()
        });
        if let Some(owner) = &expect.owner {
            match &actual.owner {
                Some(found) => self.operator(&at("owner"), owner, found),
                None => self.differs(&at("owner"), self.text(&owner.mcc_mnc), "nothing"),
            }
        }
        if let Some(rules) = &expect.policy_rules {
            self.policy_rules(
                &at("policy_rules"),
                rules,
                actual.policy_rules.unwrap_or_default(),
            );
        }
    }

    fn icon_bytes(&mut self, what: &str, expect: &ProfileExpect, actual: &ProfileInfo) {
        let Some(field) = &expect.icon_bytes else { return };
        let Some(expected) = self.value(what, field) else {
            return;
        };
        let found = actual
            .icon
            .as_ref()
            .map(|icon| u32::try_from(icon.len()).unwrap_or(u32::MAX));
        let met = match (expected.0, found) {
            (None, None) => true,
            (Some(comparison), Some(found)) => comparison.matches(found),
            _ => false,
        };
        if !met {
            let found = found.map_or_else(|| "none".to_owned(), |found| format!("{found} bytes"));
            self.differs(what, self.text(field), found);
        }
    }

    /// An operator: network and group identifiers.
    pub(super) fn operator(&mut self, what: &str, expect: &OperatorExpect, actual: &OperatorId) {
        let at = |field: &str| format!("{what}.{field}");
        self.equal(
            &at("mcc_mnc"),
            Some(&expect.mcc_mnc),
            Some(&actual.mcc_mnc),
            ToString::to_string,
        );
        for (field, expected, found) in [
            ("gid1", &expect.gid1, &actual.gid1),
            ("gid2", &expect.gid2, &actual.gid2),
        ] {
            let found = found.clone().map(HexBytes);
            self.equal_or_none(&at(field), expected.as_ref(), found.as_ref(), say_gid);
        }
    }

    /// Policy rules: exactly these.
    pub(super) fn policy_rules(&mut self, what: &str, expect: &[Field<PolicyRule>], actual: PolicyRules) {
        let mut expected = Vec::new();
        for field in expect {
            match self.value(what, field) {
                Some(rule) => expected.push(rule),
                None => return,
            }
        }
        expected.sort_unstable();
        let found: Vec<PolicyRule> = [
            (PolicyRule::Ppr1, actual.ppr1()),
            (PolicyRule::Ppr2, actual.ppr2()),
        ]
        .into_iter()
        .filter_map(|(rule, set)| set.then_some(rule))
        .collect();
        if expected != found {
            self.differs(what, say_rules(&expected), say_rules(&found));
        }
    }
}

/// Hex; an empty one matches any operator, and is not the same as none.
fn say_gid(gid: &HexBytes) -> String {
    if gid.0.is_empty() {
        "empty".to_owned()
    } else {
        hex::encode(&gid.0)
    }
}

fn say_rules(rules: &[PolicyRule]) -> String {
    if rules.is_empty() {
        return "no rules".to_owned();
    }
    let names: Vec<&str> = rules.iter().map(|rule| rule.name()).collect();
    names.join(", ")
}
