//! ES10c.GetProfilesInfo (SGP.23 §4.2.20).

use signoff_protocol::hex;

use crate::bench::{Bench, iccid};
use crate::script::step;

const CARD: &str = "op1 E ppr1 ppr2 all@a.example delete@b.example, op2 D, tp3 D, pv4 D icon";

/// `{n}` in requests and answers stands for the ICCID of the nth profile.
#[track_caller]
fn check(rows: &[(&str, &str, &str)]) {
    let mut bench = Bench::new(CARD);
    let fill = |text: &str| {
        ["op1", "op2", "tp3", "pv4", "none"].iter().enumerate().fold(
            text.to_owned(),
            |text, (place, name)| {
                text.replace(
                    &format!("{{{}}}", place + 1),
                    &hex::encode(iccid(name).as_bytes()),
                )
            },
        )
    };
    for (id, request, want) in rows {
        assert_eq!(bench.es10_hex(&fill(request)), fill(want), "{id}");
    }
}

#[test]
fn searches_and_tag_lists() {
    check(&[
        (
            "GP-03",
            "BF2D13A00C5A0A{2}5C035A9F70",
            "BF2D14A012E3105A0A{2}9F7001009000",
        ),
        (
            "GP-04",
            "BF2D19A0124F10A0000005591010FFFFFFFF89000010005C039F705A",
            "BF2D14A012E3105A0A{1}9F7001019000",
        ),
        (
            "GP-05",
            "BF2D08A0039501025C015A",
            "BF2D1EA01CE30C5A0A{1}E30C5A0A{2}9000",
        ),
        ("GP-06", "BF2D08A0039501005C015A", "BF2D10A00EE30C5A0A{3}9000"),
        ("GP-07", "BF2D08A0039501015C015A", "BF2D10A00EE30C5A0A{4}9000"),
        ("GP-08", "BF2D0EA00C5A0A{5}", "BF2D02A0009000"),
        (
            "GP-09",
            "BF2D14A0124F10A0000005591010FFFFFFFF8900009900",
            "BF2D02A0009000",
        ),
        ("GP-10", "BF2D05A003910161", "BF2D038101019000"),
        ("GP-11", "BF2D0DA00B5A09982399010000001000", "BF2D038101019000"),
        (
            "GP-12",
            "BF2D13A00C5A0A{1}5C035A9F70",
            "BF2D14A012E3105A0A{1}9F7001019000",
        ),
        (
            "GP-13",
            "BF2D15A00C5A0A{1}5C055ABF769F7F",
            "BF2D10A00EE30C5A0A{1}9000",
        ),
        ("GP-14", "BF2D11A00C5A0A{1}5C0199", "BF2D08A006E304990205609000"),
        ("GP-15", "BF2D11A00C5A0A{2}5C0199", "BF2D04A002E3009000"),
        (
            "GP-16",
            "BF2D11A00C5A0A{1}5C01B7",
            "BF2D0BA009E307B705800302F6109000",
        ),
        ("GP-20", "BF2D10A00C5A0A{1}5C00", "BF2D04A002E3009000"),
        ("GP-25", "BF2D12A00C5A0A{1}5C029F70", "BF2D08A006E3049F7001019000"),
        ("cut short", "BF2D05A00C5A0A", "6A80"),
        ("two criteria", "BF2D08A0065A0A{1}", "6A80"),
    ]);
}

#[test]
fn gp_01_default_tags() {
    let mut bench = Bench::new("op1 E ppr1 all@a, op2 D");
    let one = hex::encode(iccid("op1").as_bytes());
    let two = hex::encode(iccid("op2").as_bytes());
    let common = |id: &str, aid: &str, state: &str, name: &str| {
        format!(
            "E3345A0A{id}4F10A0000005591010FFFFFFFF8900{aid}009F7001{state}910850726F7669646572\
             9203{name}950102"
        )
    };
    let want = format!(
        "BF2D6EA06C{}{}9000",
        common(&one, "0010", "01", "6F7031"),
        common(&two, "0011", "00", "6F7032")
    );
    assert_eq!(
        bench.es10_hex("BF2D00"),
        want,
        "GP-01, GP-21: no nickname, no B6, B7, 99"
    );
}

#[test]
fn gp_02_empty() {
    assert_eq!(Bench::new("").es10_hex("BF2D00"), "BF2D02A0009000");
}

#[test]
fn gp_20_an_empty_tag_list_asks_for_nothing() {
    assert_eq!(
        Bench::new("op1 E, op2 D").es10_hex("BF2D025C00"),
        "BF2D06A004E300E3009000"
    );
}

#[test]
fn gp_19_gp_23_icons_come_in_many_pieces() {
    let mut bench = Bench::new(
        "op1 D icon, op2 D icon, op3 D icon, op4 D icon, op5 D icon, op6 D icon, op7 D icon, op8 D icon",
    );
    let answer = bench.es10("BF2D00");
    let tlv = signoff_protocol::tlv::Tlv::parse_exact(&answer.data).expect("one whole element");
    assert!(tlv.raw().len() > 8 * 1024);
    let icons = answer
        .data
        .windows(4)
        .filter(|window| *window == [0x94, 0x82, 0x04, 0x00])
        .count();
    assert_eq!(icons, 8);
    let first = bench.send("81E2910003BF2D00");
    assert_eq!(&first[512..], "6100", "256 bytes and more wait");
    assert_eq!(first.len(), 2 * 258);
}

#[test]
fn gp_17_configuration_in_stored_order() {
    let mut bench = Bench::new("op1 D delete@b disable+delete@a");
    assert_eq!(
        bench.es10_hex("BF2D035C01B6"),
        "BF2D18A016E314B612300780020410810162300780020430810161".to_owned() + "9000"
    );
}

#[test]
fn gp_24_after_delete() {
    let mut bench = Bench::new("op1 E, op2 D");
    let search = format!("BF2D0EA00C5A0A{}", hex::encode(iccid("op2").as_bytes()));
    assert_ne!(bench.es10_hex(&search), "BF2D02A0009000");
    assert_eq!(step(&mut bench, "delete op2"), "0");
    assert_eq!(bench.es10_hex(&search), "BF2D02A0009000");
}
