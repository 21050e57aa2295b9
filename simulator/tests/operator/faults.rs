//! What goes wrong at the operator, as data.

use signoff_protocol::tmf::{ErrorCode, OrderState, ServiceStatus};
use signoff_simulator::operator::{OperatorFault as Fault, OperatorFaultPlan as Plan};

use crate::bench::{BASE, Bench, ORANGE, ORANGE_NEW, document, file, operator};

#[test]
fn never_terminates_and_says_nothing() {
    let mut bench = Bench::at("base");
    bench
        .operator
        .set_faults(&[Plan::times(Fault::NeverTerminates, 1)]);
    let order = bench.terminate(BASE, None, "one");
    bench.days(100);
    bench.back("base");
    assert_eq!(bench.state(&order), OrderState::InProgress);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminationRequested);
    // The way out of it.
    bench.cancel(&order).unwrap();
    bench.terminate(BASE, None, "two");
    bench.days(5);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminatedProfileInstalled);
}

#[test]
fn the_wrong_line_ends() {
    let mut bench = Bench::at("orange-be");
    bench.operator.set_faults(&[Plan::times(Fault::WrongLine, 1)]);
    let order = bench.terminate(ORANGE, Some("2026-03-04"), "one");
    assert_eq!(bench.status(ORANGE), ServiceStatus::TerminationRequested);
    bench.days(2);
    bench.back("orange-be");
    assert_eq!(bench.state(&order), OrderState::Completed);
    assert_eq!(bench.status(ORANGE), ServiceStatus::Active);
    let others: Vec<ServiceStatus> = ["8932100000000000021", ORANGE_NEW]
        .iter()
        .map(|iccid| bench.status(iccid))
        .collect();
    assert_eq!(
        others,
        [ServiceStatus::TerminatedProfileInstalled, ServiceStatus::Active]
    );
    // The right one can still be ended.
    bench.terminate(ORANGE, None, "two");
    bench.days(2);
    assert_eq!(bench.status(ORANGE), ServiceStatus::TerminatedProfileInstalled);
}

#[test]
fn with_one_line_there_is_no_wrong_one() {
    let mut bench = Bench::at("base");
    bench.operator.set_faults(&[Plan::lasting(Fault::WrongLine)]);
    bench.terminate(BASE, None, "one");
    bench.days(2);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminatedProfileInstalled);
}

#[test]
fn wrong_codes_and_locks_on_request() {
    let operator = operator(&file("base"));
    let now = operator.opening();
    let right = document("TEST-BA-3001", "TEST-BE-590-0003");
    let identify = || {
        operator
            .identify(&right, now)
            .map(drop)
            .map_err(|error| error.code)
    };
    operator.set_faults(&[Plan::times(Fault::WrongCode, 2)]);
    assert_eq!(identify(), Err(ErrorCode::WrongCredentials));
    assert_eq!(identify(), Err(ErrorCode::WrongCredentials));
    assert_eq!(identify(), Ok(()));
    operator.set_faults(&[Plan::times(Fault::AccountLocked, 1)]);
    assert_eq!(identify(), Err(ErrorCode::AccountLocked));
    assert_eq!(identify(), Err(ErrorCode::AccountLocked), "a lock lasts");
    operator.unlock("TEST-BA-3001", now).unwrap();
    assert_eq!(identify(), Ok(()));
    assert!(operator.faults().is_empty());
}
