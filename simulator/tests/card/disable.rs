//! ES10c.DisableProfile (SGP.23 §4.2.22).

use crate::bench::{Bench, Terminal};
use crate::script::{case, check, notifications, profiles, step};

#[test]
fn disable_profile() {
    check(&[
        case(
            "DI-01",
            "op1 E",
            &[("disable op1 refresh", "0 910B"), ("refresh", "04")],
            "op1 D",
            "",
        ),
        case(
            "DI-02",
            "op1 E",
            &[("disable op1 by aid refresh", "0 910B"), ("refresh", "04")],
            "op1 D",
            "",
        ),
        case("DI-03", "op1 E", &[("disable op1", "0")], "op1 D", ""),
        case("DI-04", "op1 D", &[("disable op1 refresh", "2")], "op1 D", ""),
        case("DI-05", "op1 E", &[("disable none", "1")], "op1 E", ""),
        case("DI-06", "op1 E", &[("disable op2 by aid", "1")], "op1 E", ""),
        case("DI-07, RA-13", "op1 E ppr1", &[("disable op1", "3")], "op1 E", ""),
        case("DI-08", "op1 E ppr2", &[("disable op1", "0")], "op1 D", ""),
        case(
            "DI-09",
            "op1 E, op2 D",
            &[("disable op2", "2")],
            "op1 E, op2 D",
            "",
        ),
        case(
            "DI-10",
            "op1 E all@a, tp2 D all@b",
            &[
                ("enable tp2", "0"),
                ("disable tp2 refresh", "0 910B"),
                ("refresh", "04"),
            ],
            "op1 E, tp2 D",
            "",
        ),
        case(
            "DI-11",
            "op1 D, tp2 E",
            &[("disable tp2", "0")],
            "op1 D, tp2 D",
            "",
        ),
        case(
            "DI-12, DE-22",
            "op1 E, tp2 D",
            &[("enable tp2", "0"), ("delete op1", "0"), ("disable tp2", "0")],
            "tp2 D",
            "",
        ),
        case(
            "DI-13",
            "op1 E",
            &[
                ("arm session", ""),
                ("disable op1 refresh", "5 910B"),
                ("disable op1", "0 910B"),
            ],
            "op1 D",
            "",
        ),
        case(
            "DI-14",
            "op1 E disable@a.example disable@b.example",
            &[("disable op1", "0")],
            "op1 D",
            "disable op1@a.example, disable op1@b.example",
        ),
        case("DI-15", "op1 E delete@a", &[("disable op1", "0")], "op1 D", ""),
        case(
            "DI-19",
            "op1 E",
            &[("disable op1", "0"), ("power cycle", ""), ("reset", "")],
            "op1 D",
            "",
        ),
        case(
            "catBusy that was armed",
            "op1 E",
            &[("arm busy 2", ""), ("disable op1", "5"), ("disable op1", "5")],
            "op1 E",
            "",
        ),
    ]);
}

#[test]
fn di_16_the_files_are_gone() {
    let mut bench = Bench::new("op1 E");
    assert_eq!(bench.send("00A4000C022FE2"), "9000");
    assert_eq!(bench.send("00A4040C07A0000000871002"), "9000");
    assert_eq!(bench.send("00A4000C026F07"), "9000");
    assert_eq!(step(&mut bench, "disable op1"), "0");
    assert_eq!(bench.send("00B0000000"), "6986", "nothing is selected any more");
    assert_eq!(bench.send("00A4000C022FE2"), "6A82");
    assert_eq!(bench.send("00A4040C07A0000000871002"), "6A82");
    assert_eq!(bench.send("00A4000C023F00"), "9000");
}

#[test]
fn di_17_di_18_the_isd_r_stays() {
    let mut bench = Bench::with("op1 E", "personality: {svn: 3.1.0}", Terminal::Plain);
    let select = "01A4040010A0000005591010FFFFFFFF890000010000";
    let fci = "6F238410A0000005591010FFFFFFFF8900000100A5049F6501FFE0098203030100";
    assert_eq!(bench.send(select), format!("{fci}030205209000"));
    assert_eq!(step(&mut bench, "disable op1"), "0");
    assert_eq!(
        bench.send(select),
        format!("{fci}0301009000")
            .replace("6F23", "6F22")
            .replace("E009", "E008")
    );
    assert_eq!(profiles(&mut bench), "op1 D");
}

#[test]
fn di_20_twice_without_fetch() {
    let mut bench = Bench::new("op1 E all@a, op2 D");
    assert_eq!(step(&mut bench, "disable op1 refresh"), "0 910B");
    assert_eq!(step(&mut bench, "disable op1 refresh"), "5 910B");
    assert_eq!(step(&mut bench, "enable op2"), "5 910B");
    assert_eq!(profiles(&mut bench), "op1 E, op2 D", "GP-22: still as before");
    bench.refresh();
    assert_eq!(profiles(&mut bench), "op1 D, op2 D");
    assert_eq!(notifications(&mut bench), "disable op1@a");
}

#[test]
fn di_21_a_refresh_that_fails_is_not_asked_for_again() {
    for result in ["20", "3001"] {
        let mut bench = Bench::with("op1 E", "", Terminal::ProfileStateChange);
        assert_eq!(step(&mut bench, "disable op1 refresh"), "0 910B");
        assert_eq!(bench.send("801200000B"), "D0098103010109820281829000");
        let length = result.len() / 2;
        let response = format!("{length:02X}{result}");
        let command = format!("80140000{:02X}81030101098202828183{response}", 11 + length);
        assert_eq!(bench.send(&command), "9000");
        assert_eq!(profiles(&mut bench), "op1 E", "the switch waits");
        assert_eq!(step(&mut bench, "disable op1"), "5");
        bench.reset();
        assert_eq!(profiles(&mut bench), "op1 D");
    }
}
