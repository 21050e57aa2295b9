//! The files that a modem reads (SGP.23 §5.2.4; ETSI TS 102 221 §11.1, §13; 3GPP TS 31.102 §4).

use crate::bench::Bench;
use crate::script::step;

const USIM: &str = "00A4040C07A0000000871002";

#[track_caller]
fn check(id: &str, exchanges: &[(&str, &str)]) {
    let mut bench = Bench::new("op1 E, op2 D");
    for (command, want) in exchanges {
        assert_eq!(bench.send(command), *want, "{id}: {command}");
    }
}

#[test]
fn selection_by_identifier_and_path() {
    let iccid = "62178202412183022FE28A01058B032F06018002000A880110";
    check("EF_ICCID", &[("00A40004022FE2", &format!("{iccid}9000"))]);
    check(
        "MF",
        &[(
            "00A40004023F00",
            "62298202782183023F00A50C8001718304000740008701018A01058B032F0601C60990014083010183010A9000",
        )],
    );
    check("MF without data", &[("00A4000C", "9000"), ("00A4030C", "9000")]);
    check(
        "path from the MF",
        &[
            ("00A4080C022FE2", "9000"),
            ("00A4080C047FFF6F07", "6A82"),
            (USIM, "9000"),
            ("00A4080C047FFF6F07", "9000"),
        ],
    );
    check(
        "path from here",
        &[
            (USIM, "9000"),
            ("00A4090C026F07", "9000"),
            ("00A4090C022FE2", "6A82"),
        ],
    );
    check(
        "unknown",
        &[
            ("00A4000C026F07", "6A82"),
            ("00A4000C020000", "6A82"),
            ("00A4000C016F", "6700"),
        ],
    );
    check(
        "an EF is no place to go on from",
        &[("00A4080C042FE22F00", "6A82")],
    );
}

#[test]
fn contents() {
    check(
        "EF_ICCID",
        &[
            ("00A4000C022FE2", "9000"),
            ("00B0000000", "982399010000000000F19000"),
            ("00B0000802", "00F19000"),
            ("00B0000A00", "6B00"),
            ("00B2010426", "6981"),
        ],
    );
    check(
        "EF_ICCID by short identifier",
        &[
            ("00B0820000", "982399010000000000F19000"),
            ("00B0000000", "982399010000000000F19000"),
        ],
    );
    check(
        "EF_DIR",
        &[
            ("00A4000C022F00", "9000"),
            (
                "00B2010426",
                "61184F10A0000000871002FFFFFFFF890101000050045553494DFFFFFFFFFFFFFFFFFFFFFFFF9000",
            ),
            ("00B2030426", "6A83"),
            ("00B2000426", "6A83"),
            ("00B2010226", "6A86"),
            ("00B0000000", "6981"),
        ],
    );
    check(
        "EF_IMSI and EF_AD",
        &[
            (USIM, "9000"),
            ("00A4000C026F07", "9000"),
            ("00B0000009", "0829601000000000109000"),
            ("00A4000C026FAD", "9000"),
            ("00B0000004", "000000029000"),
            ("00B0870000", "0829601000000000109000"),
        ],
    );
    check(
        "EF_SPN",
        &[
            (USIM, "9000"),
            ("00A4000C026F46", "9000"),
            ("00B0000000", "0150726F7669646572FFFFFFFFFFFFFFFF9000"),
        ],
    );
    check(
        "nothing selected",
        &[("00B0000000", "6986"), ("00B2010400", "6986")],
    );
    check(
        "nobody may write",
        &[("00A4000C022FE2", "9000"), ("00D6000001AA", "6982")],
    );
    check(
        "ISIM",
        &[("00A4040C07A0000000871004", "9000"), ("00A4000C026F02", "9000")],
    );
}

#[test]
fn files_follow_the_enabled_profile() {
    let mut bench = Bench::new("op1 E, op2 D");
    for (change, digits) in [
        ("enable op2", "982399010000000000F2"),
        ("enable op1", "982399010000000000F1"),
    ] {
        assert_eq!(step(&mut bench, change), "0");
        assert_eq!(bench.send("00A4000C022FE2"), "9000");
        assert_eq!(bench.send("00B000000A"), format!("{digits}9000"));
    }
}

#[test]
fn files_follow_only_after_the_refresh() {
    let mut bench = Bench::new("op1 E, op2 D");
    assert_eq!(step(&mut bench, "enable op2 refresh"), "0 910B");
    assert_eq!(bench.send("00A4000C022FE2"), "910B");
    assert_eq!(bench.send("00B000000A"), "982399010000000000F1910B");
    bench.refresh();
    assert_eq!(bench.send("00A4000C022FE2"), "9000");
    assert_eq!(bench.send("00B000000A"), "982399010000000000F29000");
}
