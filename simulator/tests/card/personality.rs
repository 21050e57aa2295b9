//! Each deviation, and that it deviates.

use signoff_simulator::Card;
use signoff_simulator::card::CardFault;

use crate::bench::{Bench, Terminal, card_file};
use crate::script::{case, check, notifications, profiles, step};

fn with(profiles: &str, personality: &str) -> Bench {
    Bench::with(
        profiles,
        &format!("personality: {{{personality}}}"),
        Terminal::Plain,
    )
}

#[test]
fn first_seq() {
    for (personality, want) in [("first_seq: 0", "80010081020410"), ("", "80010181020410")] {
        let mut bench = with("op1 D delete@a", personality);
        assert_eq!(step(&mut bench, "delete op1"), "0");
        let list = bench.es10_hex("BF2800");
        assert!(list.contains(want), "{personality}: {list}");
    }
    let mut bench = with("op1 D delete@a", "first_seq: 0");
    assert_eq!(step(&mut bench, "delete op1"), "0");
    assert_eq!(step(&mut bench, "remove 0"), "0");
}

#[test]
fn isd_r_aids() {
    let personality =
        "personality: {isd_r_aids: [A0000005591010FFFFFFFF8900050500], terminal_capability: ignored}";
    let mut card = Card::new(&card_file("op1 E", personality), 1).expect("a card");
    card.power_on().expect("power");
    let mut send = |command: &str| {
        let command = signoff_protocol::hex::decode(command).expect("hex");
        signoff_protocol::hex::encode(&card.transmit(&command).expect("an answer"))
    };
    assert_eq!(send("00A4040C10A0000005591010FFFFFFFF8900000100"), "6A82");
    assert_eq!(send("00A4040C10A0000005591010FFFFFFFF8900050500"), "9000");
    assert_eq!(
        send("80E2910006BF3E035C015A"),
        "BF3E125A10899999010012345670000000000001389000"
    );
}

/// Ignored: ES10 without TERMINAL CAPABILITY. Select: not even SELECT ISD-R.
#[test]
fn terminal_capability() {
    let select = "00A4040C10A0000005591010FFFFFFFF8900000100";
    let eid = "80E2910006BF3E035C015A";
    for (check, without, es10_without) in [
        ("ignored", "9000", "9000"),
        ("es10", "9000", "6985"),
        ("select", "6A82", "6D00"),
    ] {
        let more = format!("personality: {{terminal_capability: {check}}}");
        let mut card = Card::new(&card_file("op1 E", &more), 1).expect("a card");
        card.power_on().expect("power");
        let mut send = |command: &str| {
            let command = signoff_protocol::hex::decode(command).expect("hex");
            let answer = card.transmit(&command).expect("an answer");
            signoff_protocol::hex::encode(&answer[answer.len() - 2..])
        };
        assert_eq!(send(select), without, "{check}");
        assert_eq!(send(eid), es10_without, "{check}");
        assert_eq!(send("80AA000005A903830107"), "9000");
        assert_eq!(send(select), "9000", "{check}");
        assert_eq!(send(eid), "9000", "{check}");
    }
}

#[test]
fn channels() {
    let mut bench = with("op1 E", "supplementary_channels: 1");
    assert_eq!(bench.send("0070000001"), "6A81", "channel 1 is the only one");
    assert_eq!(bench.send("00700002"), "6A81");
    assert_eq!(bench.send("0070800100"), "9000");
    assert_eq!(bench.send("00700002"), "9000");
    let mut bench = with("op1 E", "first_channel: 5");
    assert_eq!(bench.channel.get(), 5);
    assert_eq!(bench.send("0070000001"), "069000");
    let mut bench = with("op1 E", "first_channel: 19");
    assert_eq!(bench.send("0070000001"), "019000", "the lower ones come last");
    let mut bench = Bench::new("op1 E");
    for number in 2..20 {
        assert_eq!(bench.send("0070000001"), format!("{number:02X}9000"));
    }
    assert_eq!(bench.send("0070000001"), "6A81");
}

#[test]
fn answers() {
    let mut bench = with("op1 E", "answers: get_response");
    assert_eq!(bench.send("81E2910003BF2800"), "6105");
    assert_eq!(bench.send("01C0000005"), "BF2802A0009000");
    assert_eq!(
        bench.es10_hex("BF3E035C015A"),
        "BF3E125A10899999010012345670000000000001389000"
    );
}

#[test]
fn segment_limit() {
    let mut bench = with("op1 E", "segment_limit: 5");
    assert_eq!(
        bench.send("01A4040010A0000005591010FFFFFFFF8900000100"),
        "6F1F8410A0000005591010FFFFFFFF8900000100A5049F650105E00582030205009000"
    );
    assert_eq!(bench.send("81E2910006BF3E035C015A"), "6700");
    assert_eq!(bench.send("81E2110005BF3E035C01"), "9000");
    assert_eq!(
        bench.send("81E29101015A"),
        "BF3E125A10899999010012345670000000000001389000"
    );
}

#[test]
fn busy_after_change() {
    for (personality, status) in [
        ("busy_after_change: {commands: 2}", "6985"),
        ("busy_after_change: {commands: 2, status: \"6F00\"}", "6F00"),
    ] {
        let mut bench = with("op1 E, op2 D", personality);
        assert_eq!(step(&mut bench, "delete op2"), "0");
        assert_eq!(bench.es10_hex("BF2D00"), status);
        assert_eq!(bench.es10_hex("BF2D00"), status);
        assert_eq!(profiles(&mut bench), "op1 E");
    }
}

#[test]
fn refresh_silent() {
    let mut bench = with("op1 E all@a, op2 D", "refresh: silent");
    assert_eq!(step(&mut bench, "disable op1 refresh"), "0");
    assert_eq!(bench.es10_hex("BF2D00"), "6985");
    assert_eq!(bench.send("80F2000C"), "9000", "the rest of the card answers");
    bench.reset();
    assert_eq!(profiles(&mut bench), "op1 D, op2 D");
    assert_eq!(notifications(&mut bench), "disable op1@a");
    assert_eq!(step(&mut bench, "enable op2"), "0", "only refreshFlag does it");
    assert_eq!(profiles(&mut bench), "op1 D, op2 E");
}

#[test]
fn refresh_answer_lost() {
    let mut bench = with("op1 E", "refresh: answer_lost");
    let id = signoff_protocol::hex::encode(crate::bench::iccid("op1").as_bytes());
    assert_eq!(bench.send(&format!("81E2910014BF3211A00C5A0A{id}8101FF")), "6106");
    assert_eq!(bench.send("01C0000006"), "6F00");
    assert_eq!(bench.send("01C0000006"), "6881", "the channel is gone");
    bench.open();
    assert_eq!(profiles(&mut bench), "op1 D");
    let mut bench = with("op1 E", "refresh: answer_lost");
    assert_eq!(bench.send("81E2910007BF340482020780"), "6106", "MR-26");
    bench.reset();
    assert_eq!(profiles(&mut bench), "");
}

/// B13 of the field notes: a matrix of two by two.
#[test]
fn accepted_identifiers() {
    let only = |kind: &str| {
        let all = [
            "iccid_with_refresh",
            "iccid_without_refresh",
            "aid_with_refresh",
            "aid_without_refresh",
        ];
        let fields: Vec<String> = all
            .iter()
            .map(|field| format!("{field}: {}", *field == kind))
            .collect();
        format!("accepts: {{{}}}", fields.join(", "))
    };
    for (kind, works) in [
        ("iccid_with_refresh", "disable op1 refresh"),
        ("iccid_without_refresh", "disable op1"),
        ("aid_with_refresh", "disable op1 by aid refresh"),
        ("aid_without_refresh", "disable op1 by aid"),
    ] {
        for form in [
            "disable op1 refresh",
            "disable op1",
            "disable op1 by aid refresh",
            "disable op1 by aid",
        ] {
            let mut bench = with("op1 E", &only(kind));
            let want = match (form == works, form.ends_with("refresh")) {
                (false, _) => "127",
                (true, true) => "0 910B",
                (true, false) => "0",
            };
            assert_eq!(step(&mut bench, form), want, "{kind}: {form}");
        }
    }
}

#[test]
fn no_profile() {
    let mut empty = Bench::new("op1 D");
    assert_eq!(empty.send("00A4000C022FE2"), "6A82");
    assert_eq!(empty.send("00A4000C022F00"), "6A82");
    assert_eq!(empty.send("00A4000C022F05"), "6A82");
    let mut default = with("op1 D", "no_profile: default_iccid");
    assert_eq!(default.send("00A4000C022FE2"), "9000");
    assert_eq!(default.send("00B000000A"), "980010325476981032859000");
    assert_eq!(default.send("00A4000C022F00"), "9000");
    assert_eq!(default.send("00B2010426"), format!("{}9000", "FF".repeat(38)));
    assert_eq!(default.send("00A4040C07A0000000871002"), "6A82");
}

#[test]
fn reset_notifies_test_profiles() {
    check(&[
        case("off", "tp1 D all@a", &[("memory reset 0640", "0")], "", ""),
        case(
            "on",
            "tp1 D all@a",
            &[("memory reset 0640", "0")],
            "",
            "delete tp1@a",
        )
        .on("personality: {reset_notifies_test_profiles: true}"),
    ]);
}

#[test]
fn notification_capacity() {
    let mut bench = with(
        "op1 D delete@a delete@b delete@c, op2 E",
        "notification_capacity: 2",
    );
    assert_eq!(step(&mut bench, "delete op1"), "0");
    assert_eq!(notifications(&mut bench), "delete op1@b, delete op1@c");
    bench.power_cycle();
    assert_eq!(notifications(&mut bench), "delete op1@b, delete op1@c");
}

#[test]
fn nothing_to_retrieve() {
    let mut bench = with("op1 D", "nothing_to_retrieve: no_result_available");
    assert_eq!(bench.es10_hex("BF2B00"), "BF2B038101019000");
    assert_eq!(
        bench.es10_hex("BF2800"),
        "BF2802A0009000",
        "the list is empty all the same"
    );
}

#[test]
fn forbidden_rules() {
    let mut bench = with("op1 D", "forbidden_rules: [ppr1]");
    assert!(bench.es10_hex("BF2200").contains("99020640"));
}

#[test]
fn stuck() {
    let mut bench = with("op1 E, op2 D", "stuck: true");
    assert_eq!(
        bench.es10_hex("BF3E035C015A"),
        format!("BF3E125A10{}9000", "00".repeat(16))
    );
    for change in ["disable op1", "enable op2", "delete op2", "memory reset 0780"] {
        assert_eq!(step(&mut bench, change), "127");
    }
    assert_eq!(profiles(&mut bench), "op1 E, op2 D");
}

#[test]
fn latency() {
    let bench = with(
        "op1 E",
        "latency: {command_ms: 5, switch_ms: 100, delete_ms: 1000, memory_reset_ms: 8000}",
    );
    for (command, want) in [
        ("00A4000C022FE2", 5),
        ("81E2910003BF2D00", 5),
        ("81E2910003BF3100", 105),
        ("81E2910003BF3200", 105),
        ("81E2910003BF3300", 1005),
        ("81E2910003BF3400", 8005),
        ("00", 5),
    ] {
        let command = signoff_protocol::hex::decode(command).expect("hex");
        assert_eq!(bench.card.latency_ms(&command), want);
    }
}

/// The FCI says which edition a card follows.
#[test]
fn svn() {
    let mut bench = with("op1 D", "svn: 2.2.0");
    assert_eq!(
        bench.send("01A4040010A0000005591010FFFFFFFF8900000100"),
        "6F1F8410A0000005591010FFFFFFFF8900000100A5049F6501FFE00582030202009000"
    );
}

#[test]
fn faults_happen_once() {
    let mut bench = Bench::new("op1 E");
    bench.card.arm(CardFault::StatusOnce {
        ins: 0xE2,
        status: signoff_protocol::apdu::StatusWord::NO_DIAGNOSIS,
    });
    assert_eq!(bench.send("80F2000C"), "9000");
    assert_eq!(step(&mut bench, "disable op1"), "6F00");
    assert_eq!(profiles(&mut bench), "op1 E", "it was not carried out");
}

#[test]
fn a_plain_uicc_and_an_m2m_card() {
    let text = signoff_fixtures::card("plain-uicc").expect("a card");
    let file = signoff_simulator::card_file::CardFile::parse(&text).expect("a card file");
    let mut card = Card::new(&file, 1).expect("a card");
    let atr = card.power_on().expect("power");
    assert!(!atr.is_euicc());
    let mut send = |command: &str| {
        let command = signoff_protocol::hex::decode(command).expect("hex");
        signoff_protocol::hex::encode(&card.transmit(&command).expect("an answer"))
    };
    assert_eq!(send("00A4040C10A0000005591010FFFFFFFF8900000100"), "6A82");
    assert_eq!(send("00A4040C07A0000000871002"), "9000");

    let text = signoff_fixtures::card("m2m").expect("a card");
    let file = signoff_simulator::card_file::CardFile::parse(&text).expect("a card file");
    let mut card = Card::new(&file, 1).expect("a card");
    assert!(card.power_on().expect("power").is_euicc());
    let mut send = |command: &str| {
        let command = signoff_protocol::hex::decode(command).expect("hex");
        signoff_protocol::hex::encode(&card.transmit(&command).expect("an answer"))
    };
    assert_eq!(send("80AA000005A903830107"), "9000");
    assert_eq!(
        send("00A4040010A0000005591010FFFFFFFF8900000100"),
        "6F188410A0000005591010FFFFFFFF8900000100A5049F6501FF9000"
    );
    assert_eq!(send("80E2910006BF3E035C015A"), "6982");
}

/// It reads and is managed by its eIM: functions of ES10c that change a profile are unknown to it, and only it has those of
/// SGP.32.
#[test]
fn an_iot_euicc() {
    let iot = "kind: iot\neims: [{id: eim.example, fqdn: eim.example}]";
    let mut bench = Bench::with("op1 E", iot, Terminal::Plain);
    let eims = bench.es10_hex("BF5500");
    assert!(eims.contains("800B65696D2E6578616D706C65"), "{eims}");
    assert!(bench.es10_hex("BF2200").contains("B407A0050403010200"));
    assert_eq!(
        bench.es10_hex("BF550380016E"),
        "BF5502A0009000",
        "no eIM is called n"
    );
    for request in [
        "BF3111A00C5A0A980100000000000000F1810100",
        "BF3211A00C5A0A980100000000000000F1810100",
        "BF330C5A0A980100000000000000F1",
        "BF340482020780",
    ] {
        assert_eq!(bench.es10_hex(request), "6A88", "{request}");
    }
    let mut consumer = Bench::with("op1 E", "", Terminal::Plain);
    assert_eq!(consumer.es10_hex("BF5500"), "6A88");
    assert!(!consumer.es10_hex("BF2200").contains("B407A0"));
    for wrong in [
        "about: A test.\neid: \"89999901001234567000000000000138\"\neims: [{id: eim.example}]\n",
        "about: A test.\nkind: iot\neid: \"89999901001234567000000000000138\"\neims: [{id: \"\"}]\n",
        "about: A test.\nkind: iot\n",
    ] {
        let file = signoff_simulator::card_file::CardFile::parse(wrong).expect("YAML");
        assert!(file.check().is_err(), "{wrong}");
    }
}
