//! ES10c.EnableProfile (SGP.23 §4.2.21).

use crate::bench::{Bench, Terminal};
use crate::script::{case, check, check_with, notifications, profiles};

#[test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn enable_profile() {
    let twenty = "op1 D, op2 D, op3 D, op4 D, op5 D, op6 D, op7 D, op8 D, op9 D, op10 D, op11 D, op12 D, op13 D, \
                  op14 D, op15 D, op16 D, op17 D, op18 D, op19 D, op20 D";
    check(&[
        case(
            "EN-01",
            "op1 D",
            &[("enable op1 refresh", "0 910B"), ("refresh", "04")],
            "op1 E",
            "",
        ),
        case(
            "EN-02",
            "op1 D",
            &[("enable op1 by aid refresh", "0 910B"), ("refresh", "04")],
            "op1 E",
            "",
        ),
        case("EN-03", "op1 D", &[("enable op1", "0")], "op1 E", ""),
        case(
            "EN-04, EN-24",
            "op1 E, op2 D",
            &[
                ("enable op2 refresh", "0 910B"),
                ("apdu 80F2000C", "910B"),
                ("apdu 80F2000C", "910B"),
                ("refresh", "04"),
                ("apdu 80F2000C", "9000"),
            ],
            "op1 D, op2 E",
            "",
        ),
        case(
            "EN-05",
            "op1 E, op2 D",
            &[("enable op2", "0")],
            "op1 D, op2 E",
            "",
        ),
        case(
            "EN-06, EN-21",
            "op1 E all@a",
            &[("enable op1 refresh", "2")],
            "op1 E",
            "",
        ),
        case("EN-07", "op1 D", &[("enable none", "1")], "op1 D", ""),
        case("EN-08", "op1 D", &[("enable op9 by aid", "1")], "op1 D", ""),
        case(
            "EN-09",
            "op1 E ppr1, op2 D",
            &[("enable op2", "3")],
            "op1 E, op2 D",
            "",
        ),
        case(
            "EN-10",
            "op1 E ppr2, op2 D",
            &[("enable op2", "0")],
            "op1 D, op2 E",
            "",
        ),
        case(
            "EN-11",
            "op1 E, op2 D ppr1",
            &[("enable op2", "0")],
            "op1 D, op2 E",
            "",
        ),
        case(
            "EN-12",
            "op1 E ppr1, tp2 D",
            &[("enable tp2", "0")],
            "op1 D, tp2 E",
            "",
        ),
        case(
            "EN-13",
            "op1 E, tp2 D, op3 D, pv4 D",
            &[("enable tp2", "0"), ("enable op3", "4"), ("enable pv4", "4")],
            "op1 D, tp2 E, op3 D, pv4 D",
            "",
        ),
        case(
            "EN-13, none before",
            "op1 D, tp2 E",
            &[("enable op1", "4")],
            "op1 D, tp2 E",
            "",
        ),
        case(
            "EN-14",
            "op1 E, tp2 D",
            &[("enable tp2", "0"), ("enable op1", "0")],
            "op1 E, tp2 D",
            "",
        ),
        case(
            "EN-15",
            "op1 E, tp2 D, tp3 D",
            &[("enable tp2", "0"), ("enable tp3", "0"), ("enable op1", "0")],
            "op1 E, tp2 D, tp3 D",
            "",
        ),
        case(
            "EN-16",
            "op1 E ppr1, pv2 D",
            &[("enable pv2", "0")],
            "op1 D, pv2 E",
            "",
        ),
        case(
            "EN-17, EN-18",
            "op1 E, op2 D",
            &[
                ("arm session", ""),
                ("enable op2 refresh", "5 910B"),
                ("apdu 801200000B", "D0098103010200820281829000"),
            ],
            "op1 E, op2 D",
            "",
        ),
        case(
            "EN-19",
            "op1 E disable@a.example, op2 D enable@b.example",
            &[("enable op2", "0")],
            "op1 D, op2 E",
            "disable op1@a.example, enable op2@b.example",
        ),
        case(
            "EN-19, with refreshFlag: not before the switch",
            "op1 E disable@a.example, op2 D enable@b.example",
            &[
                ("enable op2 refresh", "0 910B"),
                ("es10 BF2800", "BF2802A000910B"),
                ("refresh", "04"),
            ],
            "op1 D, op2 E",
            "disable op1@a.example, enable op2@b.example",
        ),
        case(
            "EN-20",
            "op1 E, op2 D delete@a",
            &[("enable op2", "0")],
            "op1 D, op2 E",
            "",
        ),
        case(
            "EN-22",
            "op1 E all@a, tp2 D all@b",
            &[("enable tp2", "0")],
            "op1 D, tp2 E",
            "",
        ),
        case(
            "EN-25, EN-26",
            "op1 D",
            &[
                ("es10 BF310EA00C5A0A982399010000000000F1", "6A80"),
                ("es10 BF310F5A0A982399010000000000F18101FF", "6A80"),
            ],
            "op1 D",
            "",
        ),
        case(
            "EN-29",
            twenty,
            &[
                ("enable op1", "0"),
                ("enable op20", "0"),
                ("enable op7", "0"),
                ("enable op8 refresh", "0 910B"),
                ("refresh", "04"),
            ],
            "op1 D, op2 D, op3 D, op4 D, op5 D, op6 D, op7 D, op8 E, op9 D, op10 D, op11 D, op12 D, op13 D, op14 D, \
             op15 D, op16 D, op17 D, op18 D, op19 D, op20 D",
            "",
        ),
    ]);
}

/// BER says that any byte but zero is true; v3 adds a port, which a card with one port ignores.
#[test]
fn request_forms_that_are_taken() {
    for (id, request, want) in [
        ("EN-27", "BF3111A00C5A0AICCID810101", "BF3103800100910B"),
        ("EN-30", "BF3114A00C5A0AICCID810100820100", "BF31038001009000"),
    ] {
        let mut bench = Bench::new("op1 D");
        let iccid = signoff_protocol::hex::encode(crate::bench::iccid("op1").as_bytes());
        assert_eq!(bench.es10_hex(&request.replace("ICCID", &iccid)), want, "{id}");
    }
}

#[test]
fn cat_busy_ends_with_the_proactive_session() {
    let mut bench = Bench::new("op1 E, op2 D");
    bench
        .card
        .arm(signoff_simulator::card::CardFault::ProactiveSession);
    assert_eq!(
        bench.send("801200000B"),
        "D0098103010200820281829000",
        "EN-17: nothing waits any more"
    );
    assert_eq!(
        crate::script::step(&mut bench, "enable op2 refresh"),
        "5",
        "EN-17"
    );
    assert_eq!(
        crate::script::step(&mut bench, "enable op2"),
        "0",
        "without refreshFlag nothing is needed"
    );
    assert_eq!(bench.send("801400000C810301020082028281830100"), "9000");
    assert_eq!(
        crate::script::step(&mut bench, "enable op1 refresh"),
        "0 910B",
        "EN-18"
    );
}

#[test]
fn en_23_refresh_closes_the_channels() {
    for (terminal, mode) in [(Terminal::Plain, 0x04), (Terminal::ProfileStateChange, 0x09)] {
        let mut bench = Bench::with("op1 D", "", terminal);
        bench.open();
        assert_eq!(bench.channel.get(), 2);
        assert_eq!(crate::script::step(&mut bench, "enable op1 refresh"), "0 910B");
        assert_eq!(bench.refresh(), mode);
        assert_eq!(bench.channel.get(), 1, "both channels were closed");
        assert_eq!(bench.send("82E2910003BF2D00"), "6881");
        assert_eq!(profiles(&mut bench), "op1 E");
    }
}

#[test]
fn a_terminal_that_knows_no_refresh_gets_none() {
    let case = case(
        "no TERMINAL PROFILE",
        "op1 E, op2 D",
        &[("enable op2 refresh", "0")],
        "op1 D, op2 E",
        "",
    );
    check_with(&case, Terminal::Silent);
}

#[test]
fn en_28_the_switch_survives_a_loss_of_power() {
    let mut bench = Bench::new("op1 E all@a, op2 D all@b");
    assert_eq!(crate::script::step(&mut bench, "enable op2 refresh"), "0 910B");
    bench.power_cycle();
    assert_eq!(profiles(&mut bench), "op1 D, op2 E");
    assert_eq!(notifications(&mut bench), "disable op1@a, enable op2@b");
}
