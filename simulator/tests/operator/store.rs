//! What is kept, and what a failing store does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signoff_protocol::tmf::{ErrorCode, OrderState, ServiceStatus};
use signoff_simulator::operator::{Operator, OperatorFile, OperatorFileError, ProfilePresence};
use signoff_simulator::smdp::{MemoryStore, Record, SmdpStore, StoreError};

use crate::bench::{BASE, Bench, PROXIMUS, document, file, iccid, operator, rules, with_store};

#[test]
fn a_restart_forgets_nothing_but_sessions() {
    let store = Arc::new(MemoryStore::new());
    let file = file("proximus");
    let first = Bench::with(with_store(&file, Box::new(Arc::clone(&store))), &file, 0);
    let order = first.terminate(PROXIMUS, Some("2026-03-10"), "one");
    first.operator.pay("TEST-PX-1001", first.now).unwrap();
    first
        .operator
        .set_presence(iccid(PROXIMUS), ProfilePresence::Deleted, first.now)
        .unwrap();
    let wrong = document("TEST-PX-1001", "nothing");
    first.operator.identify(&wrong, first.now).unwrap_err();

    let again = with_store(&file, Box::new(store));
    assert!(
        again.products(&first.token, None, first.now).is_err(),
        "the session is over"
    );
    assert_eq!(again.identify(&wrong, first.now).unwrap_err().tries_left, Some(1));
    let mut second = Bench::with(again, &file, 0);
    assert_eq!(
        second
            .operator
            .order(&second.token, &order.id, second.now)
            .unwrap(),
        order
    );
    assert!(
        second
            .quote(PROXIMUS, None)
            .unwrap()
            .price(signoff_protocol::tmf::QuotePriceKind::OpenBills)
            .is_zero()
    );
    second.days(8);
    assert_eq!(second.status(PROXIMUS), ServiceStatus::NoActiveService);
    second.back("proximus");
    assert_eq!(second.state(&order), OrderState::Completed);
}

/// A store that can be told to fail.
struct Failing(Arc<AtomicBool>, MemoryStore);

impl SmdpStore for Failing {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.1.load()
    }

    fn put(&self, records: &[Record]) -> Result<(), StoreError> {
        if self.0.load(Ordering::Relaxed) {
            return Err(StoreError {
                reason: "the disk is full".to_owned(),
            });
        }
        self.1.put(records)
    }
}

#[test]
fn what_can_not_be_kept_did_not_happen() {
    let fails = Arc::new(AtomicBool::new(false));
    let file = file("base");
    let store = Failing(Arc::clone(&fails), MemoryStore::new());
    let mut bench = Bench::with(with_store(&file, Box::new(store)), &file, 0);
    let order = bench.order(BASE, None, "one").unwrap();
    fails.store(true, Ordering::Relaxed);
    assert_eq!(bench.confirm(&order), Err(ErrorCode::OutOfOrder));
    fails.store(false, Ordering::Relaxed);
    assert_eq!(bench.status(BASE), ServiceStatus::Active);
    bench.confirm(&order).unwrap();
    fails.store(true, Ordering::Relaxed);
    bench.days(2);
    let line = bench.operator.line_status(iccid(BASE), bench.now);
    assert!(line.is_err(), "the end of the contract could not be kept");
    fails.store(false, Ordering::Relaxed);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminatedProfileInstalled);
}

#[test]
fn every_shipped_operator_can_be_started() {
    for name in signoff_fixtures::operators() {
        let desk = operator(&file(&name));
        assert!(!desk.lines(desk.opening()).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn files_that_describe_no_operator() {
    let error = |change: fn(&mut OperatorFile)| {
        let mut file = file("base");
        change(&mut file);
        Operator::new(&file, rules(), Box::new(MemoryStore::new()), 1).unwrap_err()
    };
    let text = error(|file| file.customers[0].lines[0].contract.months = Some(36)).to_string();
    assert_eq!(
        text,
        "line 8932200000000000012: a term of 36 months is longer than the 24 that the rules allow"
    );
    assert!(matches!(
        error(|file| file.customers[0].lines[0].contract.monthly_fee = "20".to_owned()),
        OperatorFileError::Money(_)
    ));
    assert!(matches!(
        error(|file| {
            let line = file.customers[0].lines[0].clone();
            file.customers[0].lines.push(line);
        }),
        OperatorFileError::DuplicateIccid { .. }
    ));
    assert!(matches!(
        error(|file| file.customers[0].lines[0].contract.prepaid = true),
        OperatorFileError::Value { .. }
    ));
    assert!(matches!(
        error(|file| {
            let customer = file.customers[0].clone();
            file.customers.push(customer);
        }),
        OperatorFileError::DuplicateAccount { .. } | OperatorFileError::DuplicateIccid { .. }
    ));
}
