//! Layers around a transport, each by itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use signoff_harness::transport::middleware::{
    Deadline, FaultInjector, FaultPlan, LinkFault, PlannedFault, Recorder, Tracer, When,
};
use signoff_harness::transport::{Direction, LinkLog, SimulatorTransport, Transport, TransportError};
use signoff_protocol::apdu::{CommandApdu, ResponseApdu, StatusWord, ins};
use signoff_protocol::id::Aid;

use crate::support::{GET_EID, card, opened, store_data, try_store_data};

fn sim() -> SimulatorTransport {
    SimulatorTransport::new(card(1), 1).expect("a card")
}

#[tokio::test]
async fn a_recorder_keeps_each_operation() {
    let log = LinkLog::new();
    let mut transport = Recorder::new(sim(), log.clone());
    let channel = opened(&mut transport).await;
    store_data(&mut transport, channel, GET_EID, 3).await;
    transport.close_channel(channel).await.expect("it was open");
    transport.close_channel(channel).await.expect_err("it is closed");
    let lines: Vec<String> = log
        .take()
        .into_iter()
        .map(|line| match line.direction {
            Direction::ToDevice => format!("> {}", line.text),
            Direction::FromDevice => format!("< {}", line.text),
            Direction::Note => line.text,
        })
        .collect();
    let want = [
        "> open channel, select A0000005591010FFFFFFFF8900000100",
        "< channel 1",
        "> 81E2110003BF3E03",
        "< 9000",
        "> 81E29101035C015A",
    ];
    assert_eq!(
        lines.get(..5),
        Some(want.map(String::from).as_slice()),
        "{lines:#?}"
    );
    let end = [
        "> close channel 1",
        "< closed",
        "> close channel 1",
        "< error: channel 1 is not open",
    ];
    assert_eq!(
        lines.get(lines.len() - 4..),
        Some(end.map(String::from).as_slice())
    );
    assert_eq!(log.take(), [], "what was taken is gone");
}

#[tokio::test]
async fn a_tracer_shows_each_exchange_at_once() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let shown = Arc::clone(&seen);
    let observer = move |command: &CommandApdu, answer: Result<&ResponseApdu, &TransportError>| {
        let ins = command.view().ins;
        shown.lock().expect("nobody failed").push((ins, answer.is_ok()));
    };
    let mut transport = Tracer::new(sim(), observer);
    let channel = opened(&mut transport).await;
    let command = CommandApdu::new(channel.proprietary(), ins::STORE_DATA, 0x91, 0)
        .with_data(GET_EID)
        .expect("it is short");
    transport.transmit(&command).await.expect("an answer");
    transport.close_channel(channel).await.expect("it was open");
    transport.transmit(&command).await.expect_err("it is closed");
    assert_eq!(
        *seen.lock().expect("nobody failed"),
        [(0xE2, true), (0xE2, false)]
    );
}

#[tokio::test]
async fn a_fault_plan_strikes_where_it_says() {
    let status = StatusWord::TOOLKIT_BUSY;
    for (fault, executed, want) in [
        (LinkFault::DropCommand, false, "command lost by plan"),
        (LinkFault::DropAnswer, true, "answer lost by plan"),
        (LinkFault::Status(status), false, "9300"),
    ] {
        let log = LinkLog::new();
        let inner = Recorder::new(sim(), log.clone());
        let plan = FaultPlan::once(
            When::Instruction {
                ins: ins::STORE_DATA,
                nth: 1,
            },
            fault,
        );
        let mut transport = FaultInjector::new(inner, plan, 1);
        let channel = opened(&mut transport).await;
        store_data(&mut transport, channel, GET_EID, 255).await;
        log.take();
        let command = CommandApdu::new(channel.proprietary(), ins::STORE_DATA, 0x91, 0)
            .with_data(GET_EID)
            .expect("it is short");
        let text = match transport.transmit(&command).await {
            Ok(answer) => answer.to_string(),
            Err(error) => error.to_string(),
        };
        assert!(text.contains(want), "{text}");
        assert_eq!(!log.take().is_empty(), executed, "{fault:?}");
        store_data(&mut transport, channel, GET_EID, 255).await;
    }
}

#[tokio::test]
async fn a_corrupt_answer_differs_in_one_bit() {
    let mut plain = sim();
    let channel = opened(&mut plain).await;
    let command = CommandApdu::new(channel.proprietary(), ins::STORE_DATA, 0x91, 0)
        .with_data(GET_EID)
        .expect("it is short");
    let right = plain.transmit(&command).await.expect("an answer").to_bytes();
    for seed in 0..20 {
        let plan = FaultPlan::once(When::Exchange(0), LinkFault::Corrupt);
        let mut transport = FaultInjector::new(sim(), plan, seed);
        opened(&mut transport).await;
        let wrong = transport.transmit(&command).await.expect("an answer").to_bytes();
        let bits: u32 = right
            .iter()
            .zip(&wrong)
            .map(|(right, wrong)| (right ^ wrong).count_ones())
            .sum();
        assert_eq!((bits, right.len()), (1, wrong.len()), "seed {seed}");
    }
}

#[tokio::test]
async fn one_seed_gives_one_run() {
    let run = async |seed| {
        let plan = FaultPlan {
            faults: vec![PlannedFault {
                when: When::Chance { ppm: 300_000 },
                fault: LinkFault::DropAnswer,
            }],
        };
        let mut transport = FaultInjector::new(sim(), plan, seed);
        let channel = opened(&mut transport).await;
        let mut lost = Vec::new();
        for number in 0..200 {
            if try_store_data(&mut transport, channel, GET_EID, 255)
                .await
                .is_err()
            {
                lost.push(number);
            }
        }
        lost
    };
    let first = run(7).await;
    assert_eq!(first, run(7).await);
    assert_ne!(first, run(8).await);
    assert!((30..90).contains(&first.len()), "{} of 200", first.len());
}

#[tokio::test]
async fn a_deadline_ends_what_takes_too_long() {
    let plan = FaultPlan::once(When::Exchange(0), LinkFault::Delay { ms: 60_000 });
    let slow = FaultInjector::new(sim(), plan, 1);
    let mut transport = Deadline::new(slow, Duration::from_millis(50));
    let channel = opened(&mut transport).await;
    let error = try_store_data(&mut transport, channel, GET_EID, 255)
        .await
        .expect_err("it takes a minute");
    assert_eq!(
        error.to_string(),
        "no answer to 81E2910006BF3E035C015A within 50 ms; nothing was received"
    );
    store_data(&mut transport, channel, GET_EID, 255).await;
}

#[tokio::test]
async fn layers_hand_on_what_is_not_theirs() {
    let log = LinkLog::new();
    let observer = |_: &CommandApdu, _: Result<&ResponseApdu, &TransportError>| {};
    let injector = FaultInjector::new(sim(), FaultPlan::default(), 1);
    let deadline = Deadline::new(injector, Duration::from_secs(5));
    let mut transport: Box<dyn Transport> = Box::new(Recorder::new(Tracer::new(deadline, observer), log));
    assert_eq!(transport.describe(), "sim:");
    assert_eq!(transport.capabilities(), sim().capabilities());
    let channel = opened(&mut transport).await;
    assert_eq!(transport.open_channels(), [channel]);
    assert!(transport.reset().await.expect("the card is there").is_some());
    assert_eq!(transport.open_channels(), []);
    transport.open_channel(&Aid::ISD_R).await.expect("it opens");
    transport.restore().await.expect("it is simulated");
    assert_eq!(transport.open_channels(), []);
    transport.at("AT").await.expect_err("there is no modem");
}
