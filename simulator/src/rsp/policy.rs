//! Whether a profile may have its policy rules (SGP.22 §2.8.1, §2.9.2.1): the only place that decides.

use signoff_protocol::es10b::GetRatResponse;
use signoff_protocol::profile::{OperatorId, PolicyRules};

/// The rules that a table can authorise. pprUpdateControl is none of them: it only says who may clear others.
const AUTHORISED_BITS: [u8; 2] = [PolicyRules::PPR1_BIT, PolicyRules::PPR2_BIT];

/// Whether each rule is not forbidden on this card, and authorised for the profile's owner by the first row that
/// names both.
pub(super) fn rules_are_allowed(
    rules: PolicyRules,
    owner: Option<&OperatorId>,
    table: &GetRatResponse,
    forbidden: PolicyRules,
) -> bool {
    let set = AUTHORISED_BITS.into_iter().filter(|bit| rules.0.contains(*bit));
    set.into_iter().all(|bit| {
        !forbidden.0.contains(bit)
            && owner.is_some_and(|owner| {
                table.table.iter().any(|row| {
                    row.rules.0.contains(bit)
                        && row
                            .allowed_operators
                            .iter()
                            .any(|allowed| matches(allowed, owner))
                })
            })
    })
}

fn matches(allowed: &OperatorId, owner: &OperatorId) -> bool {
    allowed.mcc_mnc.matches(&owner.mcc_mnc)
        && group_matches(allowed.gid1.as_deref(), owner.gid1.as_deref())
        && group_matches(allowed.gid2.as_deref(), owner.gid2.as_deref())
}

/// An empty identifier in the table matches any, an absent one only an absent one.
fn group_matches(allowed: Option<&[u8]>, owner: Option<&[u8]>) -> bool {
    match (allowed, owner) {
        (Some([]), _) => true,
        (allowed, owner) => allowed == owner,
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::es10b::ProfilePolicyAuthorisationRule;
    use signoff_protocol::message::Unknown;
    use signoff_protocol::tlv::Bits;

    use super::*;

    const PPR1: PolicyRules = PolicyRules(Bits::only(PolicyRules::PPR1_BIT));
    const PPR2: PolicyRules = PolicyRules(Bits::only(PolicyRules::PPR2_BIT));

    fn operator(mcc_mnc: &str, gid1: Option<&[u8]>) -> OperatorId {
        OperatorId {
            mcc_mnc: mcc_mnc.parse().unwrap(),
            gid1: gid1.map(<[u8]>::to_vec),
            gid2: None,
        }
    }

    fn table(rules: PolicyRules, allowed: OperatorId) -> GetRatResponse {
        GetRatResponse {
            table: vec![ProfilePolicyAuthorisationRule {
                rules,
                allowed_operators: vec![allowed],
                flags: Bits::NONE,
                unknown: Unknown::none(),
            }],
            unknown: Unknown::none(),
        }
    }

    #[test]
    fn rules_against_tables() {
        let both = PolicyRules(PPR1.0.union(PPR2.0));
        let none = PolicyRules::NONE;
        let home = || Some(operator("206-01", None));
        let any = || operator("EEE-EEE", None);
        for (name, rules, owner, table, forbidden, want) in [
            (
                "no rule needs nothing",
                none,
                None,
                GetRatResponse::default(),
                none,
                true,
            ),
            (
                "an empty table",
                PPR1,
                home(),
                GetRatResponse::default(),
                none,
                false,
            ),
            (
                "its operator",
                PPR1,
                home(),
                table(PPR1, operator("206-01", None)),
                none,
                true,
            ),
            (
                "another operator",
                PPR1,
                home(),
                table(PPR1, operator("206-10", None)),
                none,
                false,
            ),
            ("any operator", PPR1, home(), table(PPR1, any()), none, true),
            ("another rule", PPR2, home(), table(PPR1, any()), none, false),
            ("one of two", both, home(), table(PPR1, any()), none, false),
            ("both", both, home(), table(both, any()), none, true),
            ("forbidden", PPR1, home(), table(both, any()), PPR1, false),
            ("no owner", PPR1, None, table(both, any()), none, false),
            (
                "a group that the table does not name",
                PPR1,
                Some(operator("206-01", Some(&[1]))),
                table(PPR1, any()),
                none,
                false,
            ),
            (
                "any group",
                PPR1,
                Some(operator("206-01", Some(&[1]))),
                table(PPR1, operator("206-01", Some(&[]))),
                none,
                true,
            ),
        ] {
            assert_eq!(
                rules_are_allowed(rules, owner.as_ref(), &table, forbidden),
                want,
                "{name}"
            );
        }
    }
}
