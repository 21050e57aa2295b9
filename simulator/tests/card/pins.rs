//! The PIN of a profile and its tries (ETSI TS 102 221 §9.5, §11.1.9 to §11.1.13). It is 1234 and disabled at
//! first, its PUK 12345678.

use signoff_simulator::card::CardFault;

use crate::bench::Bench;
use crate::script::step;

const PIN: &str = "31323334FFFFFFFF";
const OTHER: &str = "39383736FFFFFFFF";
const PUK: &str = "3132333435363738";
/// Empty VERIFY and UNBLOCK: tries that are left.
const TRIES: &str = "00200001";
const PUK_TRIES: &str = "002C0001";

fn one(instruction: &str, value: &str) -> String {
    format!("00{instruction}000108{value}")
}

fn two(instruction: &str, value: &str, new: &str) -> String {
    format!("00{instruction}000110{value}{new}")
}

#[track_caller]
fn check(bench: &mut Bench, exchanges: &[(String, &str)]) {
    for (command, want) in exchanges {
        assert_eq!(bench.send(command), *want, "{command}");
    }
}

#[test]
fn statuses() {
    let mut bench = Bench::new("op1 E, op2 D");
    check(
        &mut bench,
        &[
            (TRIES.into(), "63C3"),
            (PUK_TRIES.into(), "63CA"),
            (one("20", PIN), "6984"),
            (one("26", PIN), "6984"),
            ("0020000107313233343536FF".into(), "6700"),
            ("0020010108".to_owned() + PIN, "6A86"),
            ("0020000208".to_owned() + PIN, "6A88"),
            (one("28", OTHER), "63C2"),
            (one("28", PIN), "9000"),
            (TRIES.into(), "63C3"),
            (one("28", PIN), "6985"),
            (two("24", PIN, OTHER), "9000"),
            (one("20", PIN), "63C2"),
            (one("20", PIN), "63C1"),
            (one("20", PIN), "63C0"),
            (one("20", OTHER), "6983"),
            (two("2C", OTHER, PIN), "63C9"),
            (two("2C", PUK, PIN), "9000"),
            (one("20", PIN), "9000"),
            (PUK_TRIES.into(), "63CA"),
        ],
    );
}

#[test]
fn tries_and_values_outlive_reset_power_and_other_profiles() {
    let mut bench = Bench::new("op1 E, op2 D");
    check(
        &mut bench,
        &[
            (one("28", PIN), "9000"),
            (two("24", PIN, OTHER), "9000"),
            (one("20", PIN), "63C2"),
        ],
    );
    bench.reset();
    check(&mut bench, &[(TRIES.into(), "63C2")]);
    bench.power_cycle();
    check(&mut bench, &[(TRIES.into(), "63C2"), (one("20", PIN), "63C1")]);
    assert_eq!(step(&mut bench, "enable op2"), "0");
    check(&mut bench, &[(TRIES.into(), "63C3"), (one("20", PIN), "6984")]);
    assert_eq!(step(&mut bench, "enable op1"), "0");
    check(&mut bench, &[(TRIES.into(), "63C1"), (one("20", OTHER), "9000")]);
}

/// Whoever cuts the power at the right moment must not get his try back, whatever the value was.
#[test]
fn no_cut_of_the_power_gives_a_try_back() {
    for (value, right) in [(OTHER, false), (PIN, true)] {
        let mut cut = 0;
        loop {
            let mut bench = Bench::new("op1 E, op2 D");
            check(
                &mut bench,
                &[(one("28", PIN), "9000"), (one("20", OTHER), "63C2")],
            );
            bench.card.arm(CardFault::PowerCutAtWrite(cut));
            let command = signoff_protocol::hex::decode(&one("20", value)).unwrap();
            let answered = bench.card.transmit(&command);
            bench.power_cycle();
            let tries = bench.send(TRIES);
            match (&answered, right) {
                (Ok(_), true) => assert_eq!(tries, "63C3", "cut {cut}"),
                (Ok(_), false) => assert_eq!(tries, "63C1", "cut {cut}"),
                // Before the try is spent nothing was compared, so that there is no answer to learn from.
                (Err(_), _) => assert!(
                    tries == "63C1" || (cut < 2 && tries == "63C2"),
                    "cut {cut}: {tries}"
                ),
            }
            if answered.is_ok() {
                break;
            }
            cut += 1;
            assert!(cut < 16, "not finished");
        }
        assert!(cut >= 2, "a try was not spent by a write of its own");
    }
}

#[test]
fn the_status_template_tells_whether_it_is_asked_for() {
    let mut bench = Bench::new("op1 E");
    // Behind it stands the bit of ADM1, which always is.
    let is_enabled = |bench: &mut Bench| {
        let answer = bench.send("00A40004023F00");
        assert!(
            answer.contains("C6099001C0") || answer.contains("C609900140"),
            "{answer}"
        );
        answer.contains("9001C0")
    };
    assert!(!is_enabled(&mut bench));
    check(&mut bench, &[(one("28", PIN), "9000")]);
    assert!(is_enabled(&mut bench));
    check(&mut bench, &[(one("26", PIN), "9000")]);
    assert!(!is_enabled(&mut bench));
}
