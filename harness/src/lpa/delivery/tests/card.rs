//! Simulated cards with notifications that wait.

use signoff_protocol::profile::ProfileTarget;
use signoff_simulator::card_file::CardFile;

use crate::lpa::archive::MemoryArchive;
use crate::lpa::delivery::{DeliveryOptions, DeliveryReport, Retry, deliver};
use crate::lpa::es9p::Es9p;
use crate::lpa::{Lpa, LpaOptions, Outcome};
use crate::transport::middleware::{FaultInjector, FaultPlan};
use crate::transport::{SimulatorTransport, Transport};

/// A shipped card. `changes` are words and ICCIDs: `disable 8932...`.
pub(super) async fn card(name: &str, changes: &[&str]) -> Lpa {
    let text = signoff_fixtures::card(name).expect(name);
    let file = CardFile::parse(&text).expect(name);
    let transport = SimulatorTransport::new(file, 1).expect(name);
    let mut lpa = Lpa::new(Box::new(transport), LpaOptions::default(), Box::new(()));
    for change in changes {
        let (word, iccid) = change.split_once(' ').expect(change);
        let target = ProfileTarget::Iccid(iccid.parse().expect(iccid));
        let done = match word {
            "enable" => lpa.enable(target, false).await,
            "disable" => lpa.disable(target, false).await,
            _ => lpa.delete(target).await,
        };
        assert_eq!(done, Ok(Outcome::Done(())), "{change}");
    }
    lpa
}

/// The same card behind a link that fails.
pub(super) fn behind(lpa: Lpa, plan: FaultPlan) -> Lpa {
    let faulty: Box<dyn Transport> = Box::new(FaultInjector::new(lpa.into_transport(), plan, 1));
    Lpa::new(faulty, LpaOptions::default(), Box::new(()))
}

/// Attempts without waits to speak of.
pub(super) fn quick(attempts: u32) -> DeliveryOptions {
    DeliveryOptions {
        retry: Retry {
            attempts,
            first_wait_ms: 1,
            longest_wait_ms: 1,
        },
        ..DeliveryOptions::default()
    }
}

/// One line for each: `3 acknowledged removed`.
pub(super) fn lines(report: &DeliveryReport) -> Vec<String> {
    let line = |delivery: &crate::lpa::delivery::Delivery| {
        let removed = if delivery.is_removed() { " removed" } else { "" };
        format!("{} {}{removed}", delivery.seq_number, delivery.outcome.word())
    };
    report.deliveries.iter().map(line).collect()
}

pub(super) async fn run(lpa: &mut Lpa, es9p: &dyn Es9p, options: &DeliveryOptions) -> DeliveryReport {
    deliver(lpa, es9p, &mut MemoryArchive::new(), options, &mut |_| {})
        .await
        .expect("a delivery")
}

/// The numbers that still wait.
pub(super) async fn pending(lpa: &mut Lpa) -> Vec<u32> {
    let list = lpa
        .list_notifications(None)
        .await
        .expect("a list")
        .done()
        .expect("a list");
    list.iter().map(|metadata| metadata.seq_number.get()).collect()
}
