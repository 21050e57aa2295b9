//! ES10c.SetNickname (derived from SGP.22 §5.7.21).

use signoff_protocol::hex;
use signoff_protocol::id::Iccid;

use crate::bench::{Bench, iccid};
use crate::script::{case, check, step};

fn nickname(bench: &mut Bench, iccid: Iccid) -> String {
    let request = format!("BF2D11A00C5A0A{}5C0190", hex::encode(iccid.as_bytes()));
    bench.es10_hex(&request)
}

#[test]
fn set_nickname() {
    check(&[
        case("NI-06", "op1 D", &[("nickname none x", "1")], "op1 D", ""),
        case("NI-09", "op1 E all@a", &[("nickname op1 x", "0")], "op1 E", ""),
    ]);
}

#[test]
fn ni_01_to_ni_08() {
    let mut bench = Bench::new("op1 E, op2 D");
    let (one, two) = (iccid("op1"), iccid("op2"));
    assert_eq!(nickname(&mut bench, one), "BF2D04A002E3009000", "GP-21");
    assert_eq!(step(&mut bench, "nickname op1 abc"), "0", "NI-01");
    assert_eq!(nickname(&mut bench, one), "BF2D09A007E30590036162639000");
    assert_eq!(
        step(&mut bench, &format!("nickname op1 {}", "x".repeat(65))),
        "127",
        "NI-03"
    );
    assert_eq!(
        nickname(&mut bench, one),
        "BF2D09A007E30590036162639000",
        "the old one is kept"
    );
    assert_eq!(
        step(&mut bench, &format!("nickname op1 {}", "x".repeat(64))),
        "0",
        "NI-02"
    );
    assert_eq!(
        nickname(&mut bench, one),
        format!("BF2D46A044E3429040{}9000", "78".repeat(64))
    );
    assert_eq!(step(&mut bench, "nickname op2 é€😀"), "0", "NI-05, NI-07");
    let emoji = "BF2D0FA00DE30B9009C3A9E282ACF09F98809000";
    assert_eq!(nickname(&mut bench, two), emoji);
    assert_eq!(step(&mut bench, "enable op2"), "0");
    bench.power_cycle();
    assert_eq!(nickname(&mut bench, two), emoji, "NI-08");
    assert_eq!(step(&mut bench, "nickname op2"), "0", "NI-04");
    assert_eq!(nickname(&mut bench, two), "BF2D04A002E3009000");
}
