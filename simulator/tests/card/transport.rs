//! Channels, STORE DATA and status words (ETSI TS 102 221).

use signoff_protocol::hex;

use crate::bench::{Bench, Terminal};
use crate::script::profiles;

const EID: &str = "BF3E125A10899999010012345670000000000001389000";
const ISD_R: &str = "A0000005591010FFFFFFFF8900000100";

/// A fresh card, activated, with nothing but the basic channel and the ISD-R on channel 1.
#[track_caller]
fn check(id: &str, exchanges: &[(&str, &str)]) {
    let mut bench = Bench::new("op1 E");
    for (command, want) in exchanges {
        assert_eq!(bench.send(command), *want, "{id}: {command}");
    }
}

#[test]
fn manage_channel() {
    check(
        "open, card chooses",
        &[
            ("0070000001", "029000"),
            ("0070000000", "039000"),
            ("00700000", "049000"),
        ],
    );
    check(
        "open, given number",
        &[("00700005", "9000"), ("00700005", "6A86"), ("00700014", "6A86")],
    );
    check(
        "close, both forms",
        &[
            ("0070800100", "9000"),
            ("0070800100", "6881"),
            ("0070000001", "019000"),
            ("00708001", "9000"),
        ],
    );
    check(
        "close its own channel",
        &[("01708000", "9000"), ("81E2910006BF3E035C015A", "6881")],
    );
    check("the basic channel stays", &[("00708000", "6A86")]);
    check("bad P1", &[("0070010001", "6A86")]);
    check("class", &[("8070000001", "6E00")]);
}

#[test]
fn channels_and_classes() {
    let eid = "E2910006BF3E035C015A";
    check("TX-01", &[(&format!("81{eid}"), EID)]);
    check(
        "TX-02",
        &[
            ("00700004", "9000"),
            (&format!("40A4040C10{ISD_R}"), "9000"),
            (&format!("C0{eid}"), EID),
        ],
    );
    check(
        "TX-03",
        &[
            ("00700013", "9000"),
            (&format!("4FA4040C10{ISD_R}"), "9000"),
            (&format!("CF{eid}"), EID),
        ],
    );
    check(
        "TX-04",
        &[
            ("00700005", "9000"),
            (&format!("41A4040C10{ISD_R}"), "9000"),
            (&format!("85{eid}"), "6882"),
            (&format!("86{eid}"), "6881"),
        ],
    );
    check("TX-05", &[("0070800100", "9000"), (&format!("81{eid}"), "6881")]);
    check(
        "TX-14",
        &[(&format!("80{eid}"), "6D00"), (&format!("01{eid}"), "6E00")],
    );
    check(
        "unknown",
        &[
            ("00FE0000", "6D00"),
            ("FFE2000000", "6E00"),
            ("30A4000000", "6E00"),
            ("10A40000", "6884"),
        ],
    );
    check(
        "lengths",
        &[("00", "6700"), ("00A4000003AA", "6700"), ("81E29100", "6700")],
    );
}

#[test]
fn tx_06_to_tx_09_segments() {
    check(
        "TX-06",
        &[("81E2110003BF3E03", "9000"), ("81E29101035C015A", EID)],
    );
    check(
        "TX-07",
        &[
            ("81E2110003BF3E03", "9000"),
            ("81E29102035C015A", "6A86"),
            ("81E29101035C015A", "6A86"),
        ],
    );
    check(
        "TX-08",
        &[
            ("81E2110003BF3E03", "9000"),
            ("81E2910006BF3E035C015A", EID),
            ("81E29101035C015A", "6A86"),
        ],
    );
    check("P1", &[("81E2800006BF3E035C015A", "6A86")]);
    check(
        "TX-15",
        &[
            ("81E2110003BF3E03", "9000"),
            ("0070800100", "9000"),
            ("0070000001", "019000"),
            (&format!("01A4040C10{ISD_R}"), "9000"),
            ("81E29101035C015A", "6A86"),
        ],
    );
    let mut bench = Bench::new("op1 E");
    let bytes = ["BF", "3E", "03", "5C", "01"];
    for (number, byte) in bytes.iter().enumerate() {
        assert_eq!(
            bench.send(&format!("81E211{number:02X}01{byte}")),
            "9000",
            "TX-09"
        );
    }
    assert_eq!(bench.send("81E29105015A"), EID, "TX-09");
}

#[test]
fn tx_10_get_response_of_either_class() {
    let short = ("81E2910006BF3E035C015A05", "BF3E125A106110");
    check(
        "interindustry, in two pieces",
        &[
            short,
            ("01C0000008", "89999901001234566108"),
            ("01C0000008", "70000000000001389000"),
        ],
    );
    check(
        "proprietary",
        &[short, ("81C0000010", "899999010012345670000000000001389000")],
    );
    check(
        "nothing waits",
        &[
            ("01C0000010", "6985"),
            short,
            ("80F2000C", "9000"),
            ("01C0000010", "899999010012345670000000000001389000"),
            ("01C0000001", "6985"),
        ],
    );
    check(
        "another command drops it",
        &[short, ("81F2000C", "9000"), ("01C0000010", "6985")],
    );
}

/// T=0: the data waits for GET RESPONSE, and Le must be right.
#[test]
fn tx_11_wrong_le() {
    let mut bench = Bench::with("op1 E", "personality: {answers: get_response}", Terminal::Plain);
    for (command, want) in [
        ("81E2910006BF3E035C015A", "6115"),
        ("01C0000020", "6C15"),
        ("01C0000015", EID),
        ("0070000000", "6C01"),
        ("0070000001", "029000"),
        ("00A4000C022FE2", "9000"),
        ("00B0000000", "6C0A"),
        ("00B000000A", "982399010000000000F19000"),
        ("00A40004022FE2", "6119"),
    ] {
        assert_eq!(bench.send(command), want, "{command}");
    }
}

#[test]
fn tx_12_channels_do_not_mix() {
    let mut bench = Bench::new("op1 E");
    bench.open();
    assert_eq!(bench.send("81E2110003BF3E03"), "9000");
    assert_eq!(bench.send("82E2110003BF3E03"), "9000");
    assert_eq!(bench.send("81E29101035C015A05"), "BF3E125A106110");
    assert_eq!(bench.send("82E29101035C015A"), EID);
    assert_eq!(bench.send("01C0000010"), "899999010012345670000000000001389000");
}

#[test]
fn tx_13_terminal_capability() {
    let mut bench = Bench::new("op1 E all@a");
    for (capability, es10a, es10b, es10c) in [
        ("80AA000005A903830107", "9000", "9000", "9000"),
        ("80AA000005A903830101", "6985", "6985", "9000"),
        ("80AA000005A903830102", "6985", "9000", "6985"),
        ("80AA000005A903830104", "9000", "6985", "6985"),
        ("80AA000005A903830100", "6985", "6985", "6985"),
        ("80AA000004A9028100", "6985", "6985", "6985"),
        ("80AA00000AA9088100820101830107", "9000", "9000", "9000"),
    ] {
        assert_eq!(bench.send(capability), "9000");
        for (request, want) in [("BF3C00", es10a), ("BF2800", es10b), ("BF3E035C015A", es10c)] {
            let answer = bench.es10(request);
            assert_eq!(answer.status.to_string(), want, "{capability} {request}");
        }
    }
    assert_eq!(bench.send("80AA000003830107"), "6A80");
    assert_eq!(bench.send("80AA000105A903830107"), "6A86");
}

#[test]
fn select_by_aid() {
    let fci = "6F1F8410A0000005591010FFFFFFFF8900000100A5049F6501FFE00582030205009000";
    let ecasd = "6F188410A0000005591010FFFFFFFF8900000200A5049F6501FF9000";
    check(
        "full",
        &[
            (&format!("00A4040010{ISD_R}00"), fci),
            (&format!("00A4040010{ISD_R}"), fci),
        ],
    );
    check(
        "ECASD",
        &[
            ("00A4040010A0000005591010FFFFFFFF890000020000", ecasd),
            ("80CA005A00", "5A10899999010012345670000000000001389000"),
            ("80CA9F7F00", "6A88"),
        ],
    );
    check(
        "partial, first, next, none",
        &[
            ("00A4040005A000000559", fci),
            ("00A4040205A000000559", ecasd),
            ("00A4040205A000000559", "6A82"),
            ("00A4040105A000000559", ecasd),
            ("00A4040305A000000559", fci),
        ],
    );
    check(
        "an ISD-P can't be selected",
        &[("00A4040010A0000005591010FFFFFFFF8900001000", "6A82")],
    );
    check("unknown", &[("00A404000AA0000006471234567890", "6A82")]);
    check(
        "MNO-SD",
        &[(
            "00A4040008A000000151000000",
            "6F108408A000000151000000A5049F6501FF9000",
        )],
    );
    check(
        "no AID at all",
        &[("00A4040000", "6F108408A000000151000000A5049F6501FF9000")],
    );
    check("P1", &[("00A4020000", "6A86")]);
    check(
        "STATUS tells what is selected",
        &[
            ("81F2000100", &format!("8410{ISD_R}9000")),
            ("80F2000100", "6A88"),
            ("80F2030C", "6A86"),
        ],
    );
}

#[test]
fn tx_15_reset_wipes_a_chain() {
    let mut bench = Bench::new("op1 E");
    assert_eq!(bench.send("81E2110003BF3E03"), "9000");
    bench.reset();
    assert_eq!(bench.send("81E29101035C015A"), "6A86");
    assert_eq!(profiles(&mut bench), "op1 E");
}

#[test]
fn fetch_and_terminal_response_want_a_session() {
    check(
        "nothing to fetch",
        &[
            ("801200000B", "6985"),
            ("801400000C810301010482028281830100", "6985"),
        ],
    );
    check("ENVELOPE is taken", &[("80C2000003D60101", "9000")]);
    check(
        "PIN tries",
        &[
            ("00200001", "63C3"),
            ("0020000100", "63C3"),
            ("002000010831323334FFFFFFFF", "6984"),
        ],
    );
}

#[test]
fn an_atr_says_what_the_card_is() {
    let mut bench = Bench::with("", "", Terminal::Plain);
    let atr = bench.card.reset().expect("power");
    assert!(atr.is_euicc());
    assert_eq!(
        hex::encode(atr.as_bytes()),
        "3B9F9680B1FE453FC7828031E073FE211F675349474E4F464620"
    );
}

mod properties {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use crate::bench::Bench;

    /// Commands of instructions that the card knows, on the basic channel and on that of the ISD-R.
    fn command() -> impl Strategy<Value = Vec<u8>> {
        let known = prop::sample::select(vec![
            0x10u8, 0x12, 0x14, 0x20, 0x70, 0xA4, 0xAA, 0xB0, 0xB2, 0xC0, 0xC2, 0xCA, 0xD6, 0xE2, 0xF2,
        ]);
        let class = prop::sample::select(vec![0x00u8, 0x01, 0x80, 0x81]);
        let tag = prop::sample::select(vec![
            0x20u8, 0x22, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0x30, 0x31, 0x32, 0x33, 0x34, 0x3C, 0x3E, 0x3F, 0x43,
        ]);
        prop_oneof![
            vec(any::<u8>(), 0..300),
            (class, known, any::<[u8; 2]>(), vec(any::<u8>(), 0..40))
                .prop_map(|(class, ins, [p1, p2], body)| { [vec![class, ins, p1, p2], body].concat() }),
            (tag, vec(any::<u8>(), 0..40)).prop_map(|(tag, body)| {
                let length = u8::try_from(body.len()).unwrap_or(0);
                [vec![0x81, 0xE2, 0x91, 0x00, length + 3, 0xBF, tag, length], body].concat()
            }),
        ]
    }

    proptest! {
        /// Whatever comes, a card with power answers with a status word.
        #[test]
        fn every_command_has_an_answer(commands in vec(command(), 1..40)) {
            let mut bench = Bench::new("op1 E all@a, op2 D all@b, tp3 D");
            for command in &commands {
                let answer = bench.card.transmit(command);
                let status = answer.as_deref().ok().and_then(|answer| answer.last_chunk::<2>());
                prop_assert!(status.is_some_and(|[sw1, _]| matches!(sw1, 0x61..=0x6F | 0x90..=0x91)), "{command:02X?}: {answer:02X?}");
            }
        }
    }
}
