//! The re-download gate against a small model, over random lives.

use proptest::prelude::*;
use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::ProfileState;

use crate::download::{TRAVEL, iccid};
use crate::peer::{HOST, Peer, smdp, success};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A download with its result; the result gets lost where this is false.
    Download { reported: bool },
    /// An operation on the eUICC; its notification gets lost where this is false.
    Operation(Event, bool),
    /// Some notification of the past comes again.
    Again(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<bool>().prop_map(|reported| Step::Download { reported }),
        5 => (
            prop_oneof![Just(Event::Enable), Just(Event::Disable), Just(Event::Delete)],
            any::<bool>()
        )
            .prop_map(|(event, delivered)| Step::Operation(event, delivered)),
        1 => (0usize..8).prop_map(Step::Again),
    ]
}

/// What the SM-DP+ can know.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Known {
    Absent,
    HandedOut,
    Present,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_download_needs_an_acknowledged_deletion(steps in prop::collection::vec(step(), 1..14)) {
        let yaml = format!("max_downloads: 1000\n{}", TRAVEL.trim_start());
        let smdp = smdp(&yaml);
        let mut euicc = Peer::new();
        let mut known = Known::Absent;
        let mut on_card = false;
        let mut sent: Vec<Vec<u8>> = Vec::new();
        for step in steps {
            match step {
                Step::Download { reported } => {
                    let loaded = euicc.download(&smdp, Some("TRAVEL"));
                    prop_assert_eq!(loaded.is_ok(), known != Known::Present, "{:?}", known);
                    if let Ok(loaded) = loaded {
                        known = Known::HandedOut;
                        on_card = true;
                        let result = euicc.result(&loaded, success()).to_der();
                        if reported {
                            prop_assert_eq!(euicc.deliver(&smdp, HOST, &result), 204);
                            sent.push(result);
                            known = Known::Present;
                        }
                    }
                }
                Step::Operation(event, delivered) if on_card => {
                    on_card = event != Event::Delete;
                    let notification = euicc.notification(event, HOST, iccid()).to_der();
                    if delivered {
                        prop_assert_eq!(euicc.deliver(&smdp, HOST, &notification), 204);
                        sent.push(notification);
                        if known != Known::Absent {
                            known = if on_card { Known::Present } else { Known::Absent };
                        }
                    }
                }
                Step::Operation(..) => {}
                Step::Again(index) => {
                    if let Some(old) = sent.get(index) {
                        prop_assert_eq!(euicc.deliver(&smdp, HOST, old), 204);
                    }
                }
            }
            let state = smdp.state(iccid()).unwrap();
            let want = match known {
                Known::Absent => state == ProfileState::Released,
                Known::HandedOut => state == ProfileState::Downloaded,
                Known::Present => state.is_on_euicc(),
            };
            prop_assert!(want, "{:?} but {}", known, state);
        }
    }
}
