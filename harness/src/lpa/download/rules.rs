//! Whether the eUICC lets an operator have its policy rules: the Rules Authorisation Table (SGP.22 §2.9.2).

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es10b::ProfilePolicyAuthorisationRule;
use signoff_protocol::profile::{OperatorId, PolicyRules};

/// What the table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All rules are allowed.
    Allowed {
        /// And the user has to agree.
        consent: bool,
    },
    /// These are not.
    Denied {
        /// `PPR1, PPR2`
        rules: String,
    },
}

/// The rules of a profile, with the names that SGP.22 gives them.
const RULES: [(u8, &str); 2] = [(PolicyRules::PPR1_BIT, "PPR1"), (PolicyRules::PPR2_BIT, "PPR2")];

/// Whether a profile has rules that the table must allow.
pub(super) fn has_rules(metadata: &StoreMetadataRequest) -> bool {
    let rules = metadata.policy_rules.unwrap_or_default();
    rules.ppr1() || rules.ppr2()
}

/// Asks the table for each rule; the first row that fits decides.
pub(super) fn judge(metadata: &StoreMetadataRequest, table: &[ProfilePolicyAuthorisationRule]) -> Verdict {
    let rules = metadata.policy_rules.unwrap_or_default();
    let mut consent = false;
    let mut denied = Vec::new();
    for (bit, name) in RULES.into_iter().filter(|(bit, _)| rules.0.contains(*bit)) {
        let row = table.iter().find(|row| {
            row.rules.0.contains(bit)
                && metadata
                    .owner
                    .as_ref()
                    .is_some_and(|owner| row.allowed_operators.iter().any(|allowed| fits(allowed, owner)))
        });
        match row {
            Some(row) => consent |= row.consent_required(),
            None => denied.push(name),
        }
    }
    if denied.is_empty() {
        Verdict::Allowed { consent }
    } else {
        Verdict::Denied {
            rules: denied.join(", "),
        }
    }
}

/// An allowed operator with its wildcards against the owner of a profile: a group identifier that is there and empty
/// fits any, one that is not there fits none.
fn fits(allowed: &OperatorId, owner: &OperatorId) -> bool {
    let group = |allowed: &Option<Vec<u8>>, own: &Option<Vec<u8>>| match allowed {
        Some(allowed) if allowed.is_empty() => true,
        other => other == own,
    };
    allowed.mcc_mnc.matches(&owner.mcc_mnc)
        && group(&allowed.gid1, &owner.gid1)
        && group(&allowed.gid2, &owner.gid2)
}
