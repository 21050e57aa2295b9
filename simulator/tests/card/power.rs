//! Power and reset: nothing is lost, nothing is half done.

use signoff_protocol::hex;
use signoff_protocol::store_data;
use signoff_simulator::Card;
use signoff_simulator::card::{CardFault, Mute};

use crate::bench::{Bench, Terminal, card_file};
use crate::script::{notifications, profiles, step};

#[test]
fn without_power_a_card_is_mute() {
    let mut card = Card::new(&card_file("op1 E", ""), 1).expect("a card");
    assert_eq!(card.transmit(&[0x80, 0xF2, 0x00, 0x0C]), Err(Mute));
    assert_eq!(card.reset(), Err(Mute));
    card.power_on().expect("power");
    assert_eq!(card.transmit(&[0x80, 0xF2, 0x00, 0x0C]), Ok(vec![0x90, 0x00]));
    card.power_off();
    assert_eq!(card.transmit(&[0x80, 0xF2, 0x00, 0x0C]), Err(Mute));
}

/// Request in hex, the state before, the state after.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "EN-28",
        "BF3111A00C5A0A{2}810100",
        "op1 D, op2 E; disable op1@a, enable op2@b",
    ),
    ("DE-28", "BF330C5A0A{2}", "op1 E; delete op2@b"),
    ("MR-21", "BF340482020780", "; delete op1@a, delete op2@b"),
    ("RM", "BF3003800107", "op1 E, op2 D; "),
    ("ID-12", "BF3F03800161", "op1 E, op2 D; "),
    ("NI", "BF290F5A0A{1}900161", "op1 E, op2 D; "),
];

fn state(bench: &mut Bench) -> String {
    format!("{}; {}", profiles(bench), notifications(bench))
}

/// The power is lost at every write of every change: afterwards all of it holds, or nothing.
#[test]
fn a_cut_at_every_write() {
    let before = "op1 E, op2 D; ";
    for (id, request, after) in CHANGES {
        let request = ["op1", "op2"]
            .iter()
            .enumerate()
            .fold((*request).to_owned(), |text, (place, name)| {
                text.replace(
                    &format!("{{{}}}", place + 1),
                    &hex::encode(crate::bench::iccid(name).as_bytes()),
                )
            });
        let request = hex::decode(&request).expect("hex");
        let mut cuts = 0;
        loop {
            let mut bench = Bench::new("op1 E all@a, op2 D all@b");
            assert_eq!(state(&mut bench), before, "{id}");
            bench.card.arm(CardFault::PowerCutAtWrite(cuts));
            let segment = store_data::segments(bench.channel, &request, 255)
                .expect("short")
                .next()
                .expect("one");
            let answer = bench.card.transmit(&segment.to_bytes());
            let mute = answer.is_err();
            if mute {
                assert_eq!(
                    bench.card.transmit(&[0x80, 0xF2, 0x00, 0x0C]),
                    Err(Mute),
                    "{id}: mute until powered on"
                );
            }
            bench.power_cycle();
            let found = state(&mut bench);
            if !mute {
                assert_eq!(&found, after, "{id}: done without a cut before write {cuts}");
                break;
            }
            assert_eq!(found, before, "{id}: cut at write {cuts}");
            cuts += 1;
            assert!(cuts < 32, "{id} never ends");
        }
        assert!(cuts > 0 || *id == "RM", "{id} writes nothing");
    }
}

/// A switch that waits for its REFRESH is cut at every write of reset and power on.
#[test]
fn a_cut_at_every_write_of_a_switch_at_reset() {
    for cut in 0..16 {
        let mut bench = Bench::new("op1 E all@a, op2 D all@b");
        assert_eq!(step(&mut bench, "enable op2 refresh"), "0 910B");
        bench.card.arm(CardFault::PowerCutAtWrite(cut));
        let mute = bench.card.reset().is_err();
        bench.power_cycle();
        assert_eq!(
            state(&mut bench),
            "op1 D, op2 E; disable op1@a, enable op2@b",
            "cut at write {cut}"
        );
        if !mute {
            assert!(cut > 2, "a switch is several writes");
            return;
        }
    }
    panic!("the switch never ends");
}

#[test]
fn en_28_refresh_flag_cut_before_the_answer() {
    for cut in 0..8 {
        let mut bench = Bench::new("op1 E, op2 D");
        bench.card.arm(CardFault::PowerCutAtWrite(cut));
        let id = hex::encode(crate::bench::iccid("op2").as_bytes());
        let command = hex::decode(&format!("81E2910014BF3111A00C5A0A{id}8101FF")).expect("hex");
        let answered = bench.card.transmit(&command).is_ok();
        bench.power_cycle();
        let want = if answered { "op1 D, op2 E" } else { "op1 E, op2 D" };
        assert_eq!(profiles(&mut bench), want, "cut at write {cut}");
        if answered {
            return;
        }
    }
    panic!("never answered");
}

/// A store that survives the card gives the next card the same state.
#[test]
fn the_memory_wins_over_the_file() {
    use signoff_simulator::nvm::FileStore;
    let directory = tempfile::tempdir().expect("a directory");
    let file = card_file("op1 E all@a, op2 D", "");
    let build = || {
        let store = FileStore::open(directory.path()).expect("a store");
        Card::build(&file, 1, Box::new(store), None).expect("a card")
    };
    let mut bench = Bench::around(build(), Terminal::Plain);
    assert_eq!(step(&mut bench, "disable op1"), "0");
    assert_eq!(step(&mut bench, "delete op2"), "0");
    drop(bench);
    let mut bench = Bench::around(build(), Terminal::Plain);
    assert_eq!(state(&mut bench), "op1 D; disable op1@a");
    drop(bench);
    let store = FileStore::open(directory.path()).expect("a store");
    let mut other = file.clone();
    other.eid = Some("89999901001234567000000000000235".parse().expect("an EID"));
    let error = Card::build(&other, 1, Box::new(store), None).expect_err("another card's memory");
    assert!(
        error.to_string().contains("89999901001234567000000000000138"),
        "{error}"
    );
}
