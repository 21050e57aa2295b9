//! ES10b.GetRAT (SGP.23 §4.2.27).

use crate::bench::{Bench, Terminal};

#[test]
fn get_rat() {
    for (id, rat, want) in [
        (
            "RA-01",
            "rat: [{rules: [ppr1, ppr2], operators: [{mcc_mnc: EEE-EEE, gid1: \"\", gid2: \"\"}], consent_required: true}]",
            "BF4319A017301580020560A10B30098003EEEEEE81008200820207809000",
        ),
        ("RA-02", "", "BF4302A0009000"),
        (
            "RA-09",
            "rat: [{rules: [ppr1], operators: [{mcc_mnc: 206-01}]}, {rules: [ppr2], operators: [{mcc_mnc: 206-EE}]}]",
            "BF4326A024301080020640A1073005800302F610820100301080020520A1073005800302F6EE8201009000",
        ),
    ] {
        let answer = Bench::with("op1 D", rat, Terminal::Plain).es10_hex("BF4300");
        assert_eq!(answer, want, "{id}");
    }
}
