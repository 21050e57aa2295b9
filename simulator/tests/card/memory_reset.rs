//! ES10c.eUICCMemoryReset (SGP.23 §4.2.24).

use crate::bench::{Bench, Terminal};
use crate::script::{case, check, profiles, step};

const V3: &str = "personality: {svn: 3.1.0}";

#[test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn memory_reset() {
    let mixed = "op1 D, op2 D, pv3 D, tp4 D, tz5 D";
    check(&[
        case(
            "MR-01",
            mixed,
            &[("memory reset 0780", "0")],
            "pv3 D, tp4 D, tz5 D",
            "",
        ),
        case(
            "MR-02",
            "op1 E, op2 D",
            &[("memory reset 0780", "0 910B"), ("refresh", "04")],
            "",
            "",
        ),
        case(
            "MR-03, RA-14",
            "op1 E ppr1 ppr2, op2 D ppr2",
            &[("delete op2", "3"), ("memory reset 0780", "0 910B")],
            "",
            "",
        ),
        case(
            "MR-04",
            "op1 E, tp2 D",
            &[("memory reset 0640", "0")],
            "op1 E",
            "",
        ),
        case(
            "MR-05",
            "op1 E all@a, tp2 D all@b",
            &[
                ("enable tp2", "0"),
                ("memory reset 0640", "0 910B"),
                ("refresh", "04"),
            ],
            "op1 E",
            "",
        ),
        case(
            "MR-07",
            "op1 E, tp2 D, pv3 D",
            &[("memory reset 05E0", "0 910B")],
            "pv3 D",
            "",
        ),
        case(
            "MR-08",
            "op1 D, tp2 D, pv3 D",
            &[("memory reset 05C0", "0")],
            "pv3 D",
            "",
        ),
        case("MR-09", "pv1 D", &[("memory reset 0780", "1")], "pv1 D", ""),
        case(
            "MR-10",
            "op1 D",
            &[("memory reset 00", "1"), ("memory reset 0700", "1")],
            "op1 D",
            "",
        ),
        case("MR-11", "op1 D", &[("es10 BF3400", "6A80")], "op1 D", ""),
        case(
            "MR-12",
            "op1 D",
            &[
                ("arm session", ""),
                ("memory reset 0780", "5 910B"),
                ("apdu 801200000B", "D0098103010200820281829000"),
            ],
            "op1 D",
            "",
        ),
        case(
            "MR-13",
            "op1 E delete@a disable@a, op2 D delete@b",
            &[("memory reset 0780", "0 910B")],
            "",
            "delete op1@a, delete op2@b",
        ),
        case(
            "MR-14, MR-15",
            "op1 E all@a, op2 D all@b",
            &[("enable op2", "0"), ("memory reset 0780", "0 910B")],
            "",
            "disable op1@a, enable op2@b, delete op1@a, delete op2@b",
        ),
        case(
            "MR-18",
            "op1 E, pv2 D, tz3 D",
            &[("memory reset 0318", "1")],
            "op1 E, pv2 D, tz3 D",
            "",
        ),
        case(
            "MR-19",
            "op1 E, tz2 D",
            &[("memory reset 0410", "0")],
            "op1 E",
            "",
        )
        .on(V3),
        case("MR-20", mixed, &[("memory reset 03F8", "0")], "", "").on(V3),
        case(
            "MR-23",
            "op1 E, tp2 D",
            &[("memory reset 0640", "1")],
            "op1 E, tp2 D",
            "",
        )
        .on("personality: {test_profiles: false}"),
        case(
            "MR-24",
            "op1 D, pv2 E",
            &[("memory reset 0780", "0")],
            "pv2 E",
            "",
        ),
        case(
            "the operational profile goes, the test profile stays: nothing to return to",
            "op1 E, tp2 D",
            &[
                ("enable tp2", "0"),
                ("memory reset 0780", "0"),
                ("disable tp2", "0"),
            ],
            "tp2 D",
            "",
        ),
    ]);
}

/// MR-06, MR-16, MR-17: address back to that of the factory, EID and RAT untouched.
#[test]
fn what_a_reset_leaves() {
    let more =
        "default_smdp_address: factory.example\nrat:\n  - {rules: [ppr1], operators: [{mcc_mnc: 206-01}]}\n";
    let mut bench = Bench::with("op1 D", more, Terminal::Plain);
    let before = (bench.es10_hex("BF4300"), bench.es10_hex("BF3E035C015A"));
    assert_eq!(bench.es10_hex("BF3F0780056F74686572"), "BF3F038001009000");
    assert_eq!(
        bench.es10_hex("BF3C00"),
        "BF3C1580056F74686572810C736D64732E6578616D706C659000"
    );
    assert_eq!(step(&mut bench, "memory reset 0520"), "1");
    assert_eq!(
        bench.es10_hex("BF3C00"),
        "BF3C1F800F666163746F72792E6578616D706C65810C736D64732E6578616D706C659000"
    );
    assert_eq!(step(&mut bench, "memory reset 05E0"), "0");
    assert_eq!((bench.es10_hex("BF4300"), bench.es10_hex("BF3E035C015A")), before);
}

/// MR-26: the device resets the card instead of fetching the REFRESH.
#[test]
fn mr_26_reset_answers_the_refresh() {
    let mut bench = Bench::new("op1 E");
    assert_eq!(step(&mut bench, "memory reset 0780"), "0 910B");
    bench.reset();
    assert_eq!(profiles(&mut bench), "");
    assert_eq!(bench.send("80F2000C"), "9000");
}
