//! The hands on a simulated card behind a link that fails.

use std::time::Duration;

use jiff::Timestamp;
use signoff_protocol::apdu::ins;
use signoff_protocol::profile::ProfileTarget;
use signoff_simulator::card_file::CardFile;

use crate::lpa::archive::DirectoryArchive;
use crate::lpa::{Lpa, LpaOptions, StateChange};
use crate::removal::{Changed, DeviceHands, Hands as _, HandsError, Servers, Trouble};
use crate::transport::middleware::{FaultInjector, FaultPlan, LinkFault, PlannedFault, When};
use crate::transport::{SimulatorTransport, Transport};
use crate::usim::PinOptions;
use crate::verification::{Patience, VerifyOptions};

/// The profile orange of the card `traveller`, which is disabled.
const ORANGE: &str = "8932100000000000013";

/// What came of deleting it, and whether it is still there, when the STORE DATA commands with these numbers, counted from 0,
/// meet with `fault`.
async fn delete(numbers: &[u64], fault: LinkFault) -> (Result<Changed, HandsError>, bool) {
    let text = signoff_fixtures::card("traveller").expect("it ships");
    let file = CardFile::parse(&text).expect("a card");
    let faults = numbers
        .iter()
        .map(|nth| PlannedFault {
            when: When::Instruction {
                ins: ins::STORE_DATA,
                nth: *nth,
            },
            fault,
        })
        .collect();
    let card = SimulatorTransport::new(file, 1).expect("a card");
    let link: Box<dyn Transport> = Box::new(FaultInjector::new(card, FaultPlan { faults }, 1));
    let mut lpa = Lpa::new(link, LpaOptions::default(), Box::new(()));
    let folder = tempfile::tempdir().expect("a folder");
    let mut hands = DeviceHands {
        lpa: &mut lpa,
        servers: Servers {
            es9p: None,
            smdp: None,
            operator: None,
        },
        archive: DirectoryArchive::open(folder.path()).expect("an archive"),
        folder: folder.path().to_owned(),
        options: VerifyOptions {
            reset: false,
            patience: Patience::of(Duration::ZERO),
        },
        pin: PinOptions::default(),
        now: &|| Timestamp::UNIX_EPOCH,
    };
    let iccid = ORANGE.parse().expect("an ICCID");
    let target = ProfileTarget::Iccid(iccid);
    let changed = hands.change(&StateChange::Delete { target }).await;
    let is_there = hands.state(iccid).await.expect("a list").is_some();
    (changed, is_there)
}

#[tokio::test]
async fn an_answer_is_taken_as_it_comes() {
    assert_eq!(
        delete(&[], LinkFault::DropAnswer).await,
        (Ok(Changed::Answered), false)
    );
}

#[tokio::test]
async fn a_command_that_got_lost_is_sent_again() {
    assert_eq!(
        delete(&[0], LinkFault::DropCommand).await,
        (Ok(Changed::Answered), false)
    );
}

/// Sent again it would be refused, as there is no such profile any more.
#[tokio::test]
async fn a_command_whose_answer_got_lost_is_not_sent_again() {
    assert_eq!(
        delete(&[0], LinkFault::DropAnswer).await,
        (Ok(Changed::ReadBack), false)
    );
}

#[tokio::test]
async fn a_command_that_gets_lost_each_time_is_given_up() {
    // Between two of them the list is read.
    let (changed, is_there) = delete(&[0, 2, 4], LinkFault::DropCommand).await;
    let function = "DeleteProfile".to_owned();
    assert_eq!(
        changed,
        Err(HandsError::refused(Trouble::NotDone { function, times: 3 }))
    );
    assert!(is_there);
}
