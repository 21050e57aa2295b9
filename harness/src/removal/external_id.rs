//! What a client calls its order at the operator.

/// The same for each resumption of a run, and for no other run or profile: asking again makes no second order.
pub fn external_id(run: &str, iccid: &str) -> String {
    format!("signoff-{run}-{iccid}")
}
