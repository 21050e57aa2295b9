//! ES10c.DeleteProfile (SGP.23 §4.2.23).

use signoff_protocol::es10b::EuiccInfo2;
use signoff_protocol::hex;
use signoff_protocol::message::Decode as _;

use crate::bench::{Bench, iccid};
use crate::script::{case, check, notifications, profiles, step};

#[test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn delete_profile() {
    check(&[
        case(
            "DE-01, DE-32",
            "op1 E, op2 D",
            &[("delete op2", "0")],
            "op1 E",
            "",
        ),
        case(
            "DE-02",
            "op1 E, op2 D",
            &[("delete op2 by aid", "0")],
            "op1 E",
            "",
        ),
        case("DE-03", "op1 E all@a", &[("delete op1", "2")], "op1 E", ""),
        case("DE-04", "op1 D", &[("delete none", "1")], "op1 D", ""),
        case("DE-05", "op1 D", &[("delete op2 by aid", "1")], "op1 D", ""),
        case(
            "DE-06",
            "op1 E, op2 D",
            &[("delete op2", "0"), ("delete op2", "1")],
            "op1 E",
            "",
        ),
        case(
            "DE-07",
            "op1 E, op2 D ppr2 all@a",
            &[("delete op2", "3")],
            "op1 E, op2 D",
            "",
        ),
        case("DE-08", "op1 E, op2 D ppr1", &[("delete op2", "0")], "op1 E", ""),
        case("DE-09", "op1 E ppr2", &[("delete op1", "2")], "op1 E", ""),
        case(
            "DE-10",
            "op1 D",
            &[("delete op1", "0"), ("es10 BF2D00", "BF2D02A0009000")],
            "",
            "",
        ),
        case(
            "DE-11",
            "op1 D delete@a.example",
            &[("delete op1", "0")],
            "",
            "delete op1@a.example",
        ),
        case(
            "DE-12",
            "op1 D delete@a enable@x delete@b all@c",
            &[("delete op1", "0")],
            "",
            "delete op1@a, delete op1@b, delete op1@c",
        ),
        case("DE-13", "op1 E, op2 D", &[("delete op2", "0")], "op1 E", ""),
        case(
            "DE-14",
            "op1 D delete@a",
            &[("delete op1", "0")],
            "",
            "install op1@smdp.example, delete op1@a",
        )
        .on("pending_notifications: [{event: install, address: smdp.example, profile: op1}]"),
        case("DE-19", "op1 E, pv2 D", &[("delete pv2", "0")], "op1 E", ""),
        case("DE-20", "op1 E, tp2 D all@a", &[("delete tp2", "0")], "op1 E", ""),
        case("DE-21", "tp1 E", &[("delete tp1", "2")], "tp1 E", ""),
        case(
            "DE-22, v2",
            "op1 E, tp2 D",
            &[("enable tp2", "0"), ("delete op1", "0")],
            "tp2 E",
            "",
        ),
        case(
            "DE-22, v3",
            "op1 E, tp2 D",
            &[("enable tp2", "0"), ("delete op1", "4")],
            "op1 D, tp2 E",
            "",
        )
        .on("personality: {svn: 3.1.0}"),
        case(
            "DE-29",
            "op1 E, op2 D, op3 D",
            &[
                ("enable op2 refresh", "0 910B"),
                ("delete op2", "2 910B"),
                ("delete op3", "0 910B"),
                ("refresh", "04"),
            ],
            "op1 D, op2 E",
            "",
        ),
        case(
            "DE-30, DE-31",
            "op1 E, op2 D",
            &[
                ("delete op2", "0"),
                ("enable op2", "1"),
                ("nickname op2 x", "1"),
                ("disable op2", "1"),
            ],
            "op1 E",
            "",
        ),
        case(
            "EE-03",
            "op1 E all@a, op2 D all@b",
            &[("enable op2", "0"), ("delete op1", "0")],
            "op2 E",
            "disable op1@a, enable op2@b, delete op1@a",
        ),
    ]);
}

#[test]
fn malformed_requests_delete_nothing() {
    let id = hex::encode(iccid("op2").as_bytes());
    for (case, request) in [
        ("DE-23", format!("BF330EA00C5A0A{id}")),
        (
            "DE-24",
            format!("BF331E5A0A{id}4F10A0000005591010FFFFFFFF8900001100"),
        ),
        ("DE-25", "BF3300".to_owned()),
        ("DE-26", format!("BF330C5A0A{id}0000")),
        (
            "18 digits in nine bytes (lpac issue 457)",
            format!("BF330B5A09{}", &id[..18]),
        ),
    ] {
        let mut bench = Bench::new("op1 E, op2 D");
        assert_eq!(bench.es10_hex(&request), "6A80", "{case}");
        assert_eq!(profiles(&mut bench), "op1 E, op2 D", "{case}");
    }
}

#[test]
fn de_15_memory_comes_back() {
    let free = |bench: &mut Bench| {
        let answer = bench.es10("BF2200");
        EuiccInfo2::from_der(&answer.data)
            .expect("EUICCInfo2")
            .card_resource
    };
    let mut bench = Bench::new("op1 E, op2 D icon");
    let before = free(&mut bench);
    assert_eq!(step(&mut bench, "delete op2"), "0");
    let after = free(&mut bench);
    assert_eq!(
        after.free_non_volatile - before.free_non_volatile,
        24_576 + 1024,
        "ID-07"
    );
    assert_eq!(
        (before.installed_applications, after.installed_applications),
        (2, 1)
    );
}

#[test]
fn de_27_iccids_of_18_19_and_20_digits() {
    for digits in [
        "893201000000000013",
        "8932010000000000012",
        "89320100000000000013",
        "8932F1A000000000012",
    ] {
        let yaml = format!(
            "about: x.\neid: \"89999901001234567000000000000138\"\nprofiles:\n  - {{name: one, iccid: \"{digits}\", imsi: \
             \"206010000000001\", service_provider_name: P, profile_name: N}}\n"
        );
        let file = signoff_simulator::card_file::CardFile::parse(&yaml).expect("a card file");
        let card = signoff_simulator::Card::new(&file, 1).expect("a card");
        let mut bench = Bench::around(card, crate::bench::Terminal::Plain);
        let iccid: signoff_protocol::id::Iccid = digits.parse().expect("an ICCID");
        let id = hex::encode(iccid.as_bytes());
        assert_eq!(
            bench.es10_hex(&format!("BF330C5A0A{id}")),
            "BF33038001009000",
            "{digits}"
        );
        assert_eq!(profiles(&mut bench), "");
    }
}

#[test]
fn de_33_a_long_chain() {
    let names: Vec<String> = (1..=20).map(|number| format!("op{number}")).collect();
    let card: Vec<String> = names.iter().map(|name| format!("{name} D delete@a")).collect();
    let mut bench = Bench::new(&card.join(", "));
    for name in &names {
        assert_eq!(step(&mut bench, &format!("delete {name}")), "0");
    }
    let want: Vec<String> = names.iter().map(|name| format!("delete {name}@a")).collect();
    assert_eq!(notifications(&mut bench), want.join(", "));
}
