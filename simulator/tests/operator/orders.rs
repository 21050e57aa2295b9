//! Orders from their beginning to their end.

use jiff::SignedDuration;
use signoff_protocol::tmf::{EndRequest, ErrorCode, OrderState, ProductOrderCreate, ServiceStatus};
use signoff_simulator::operator::{MessageKind, OperatorFile};

use crate::bench::{BASE, Bench, ORANGE, ORANGE_NEW, ORANGE_PORTED, PROXIMUS, file, termination};

#[test]
fn nothing_happens_before_the_confirmation() {
    let mut bench = Bench::at("base");
    let order = bench.order(BASE, None, "one").unwrap();
    assert_eq!(order.state, OrderState::Acknowledged);
    assert_eq!(order.confirm_by.unwrap().to_string(), "2026-03-03T10:00:00+01:00");
    assert_eq!(bench.status(BASE), ServiceStatus::Active);
    bench.days(1);
    bench.back("base");
    assert_eq!(
        bench.state(&order),
        OrderState::Cancelled,
        "it was not confirmed in time"
    );
    assert_eq!(bench.confirm(&order), Err(ErrorCode::WrongState));
    bench.days(3);
    assert_eq!(bench.status(BASE), ServiceStatus::Active);
}

#[test]
fn a_confirmed_order_ends_the_contract_at_midnight() {
    let mut bench = Bench::at("base");
    let order = bench.terminate(BASE, None, "one");
    assert_eq!(order.state, OrderState::InProgress);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminationRequested);
    let kinds: Vec<MessageKind> = bench
        .operator
        .messages(bench.now)
        .unwrap()
        .iter()
        .map(|message| message.kind)
        .collect();
    assert_eq!(kinds, [MessageKind::Confirmation], "the law wants it in writing");
    bench.now = "2026-03-02T22:59:59Z".parse().unwrap();
    assert_eq!(bench.status(BASE), ServiceStatus::TerminationRequested);
    bench.now = "2026-03-02T23:00:00Z".parse().unwrap();
    assert_eq!(bench.status(BASE), ServiceStatus::TerminatedProfileInstalled);
    // Whoever asks days later hears when it really was.
    bench.days(5);
    bench.back("base");
    let order = bench.operator.order(&bench.token, &order.id, bench.now).unwrap();
    assert_eq!(order.state, OrderState::Completed);
    assert_eq!(
        order.completion_date.unwrap().to_string(),
        "2026-03-03T00:00:00+01:00"
    );
    assert_eq!(bench.quote(BASE, None).unwrap_err(), ErrorCode::AlreadyTerminated);
    assert_eq!(
        bench.order(BASE, None, "two").unwrap_err(),
        ErrorCode::AlreadyTerminated
    );
}

#[test]
fn the_same_external_id_is_the_same_order() {
    let bench = Bench::at("base");
    let request = termination(BASE, Some("2026-05-31"), "run-7");
    let (first, is_new) = bench.make(&request).unwrap();
    assert!(is_new);
    let (again, is_new) = bench.make(&request).unwrap();
    assert!(!is_new);
    assert_eq!(again, first);
    let confirmed = bench.confirm(&first).unwrap();
    assert_eq!(bench.confirm(&first).unwrap(), confirmed, "confirmed once more");
    assert_eq!(bench.make(&request).unwrap().0.state, OrderState::InProgress);
    for other in [
        termination(BASE, None, "run-7"),
        termination(BASE, Some("2026-06-01"), "run-7"),
        ProductOrderCreate {
            end_request: Some(EndRequest::Withdrawal),
            ..request.clone()
        },
    ] {
        assert_eq!(bench.make(&other).unwrap_err(), ErrorCode::ExternalIdConflict);
    }
    assert_eq!(
        bench.order(BASE, None, "run-8").unwrap_err(),
        ErrorCode::AlreadyRequested
    );
    let all = bench
        .operator
        .orders(&bench.token, Some("run-7"), bench.now)
        .unwrap();
    assert_eq!(all.len(), 1);
    assert!(
        bench
            .operator
            .orders(&bench.token, Some("run-9"), bench.now)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_order_can_be_taken_back_before_its_date() {
    let mut bench = Bench::at("base");
    let order = bench.terminate(BASE, Some("2026-05-31"), "one");
    bench.days(60);
    bench.back("base");
    bench.cancel(&order).unwrap();
    assert_eq!(bench.cancel(&order), Err(ErrorCode::WrongState));
    assert_eq!(bench.status(BASE), ServiceStatus::Active);
    bench.days(60);
    assert_eq!(bench.status(BASE), ServiceStatus::Active);
    bench.back("base");
    let next = bench.terminate(BASE, None, "two");
    bench.days(10);
    bench.back("base");
    assert_eq!(bench.state(&next), OrderState::Completed);
    assert_eq!(bench.cancel(&next), Err(ErrorCode::WrongState), "it is done");
}

#[test]
fn an_order_that_was_not_confirmed_makes_room() {
    let bench = Bench::at("base");
    let first = bench.order(BASE, None, "one").unwrap();
    let second = bench.terminate(BASE, Some("2026-04-01"), "two");
    assert_eq!(bench.state(&first), OrderState::Cancelled);
    assert_eq!(bench.state(&second), OrderState::InProgress);
}

#[test]
fn who_confirms_late_gets_a_later_date() {
    let mut bench = Bench::at("base");
    let order = bench.order(BASE, None, "one").unwrap();
    bench.now = bench.now.saturating_add(SignedDuration::from_hours(15)).unwrap();
    bench.back("base");
    let order = bench.confirm(&order).unwrap();
    assert_eq!(
        order.expected_completion_date.unwrap().date().to_string(),
        "2026-03-04"
    );
}

#[test]
fn a_withdrawal_ends_at_once() {
    let bench = Bench::at("orange-be");
    let request = ProductOrderCreate {
        end_request: Some(EndRequest::Withdrawal),
        ..termination(ORANGE_NEW, None, "back")
    };
    let (order, _) = bench.make(&request).unwrap();
    assert_eq!(bench.status(ORANGE_NEW), ServiceStatus::Active);
    let order = bench.confirm(&order).unwrap();
    assert_eq!(order.state, OrderState::Completed);
    assert_eq!(order.quote.unwrap().quote_total_price.cents, 0);
    assert_eq!(
        bench.status(ORANGE_NEW),
        ServiceStatus::TerminatedProfileInstalled
    );
}

#[test]
fn a_port_ends_the_contract_and_holds_its_termination() {
    let mut bench = Bench::at("orange-be");
    assert_eq!(
        bench.order(ORANGE_PORTED, None, "one").unwrap_err(),
        ErrorCode::PortingInProgress
    );
    bench.now = "2026-03-04T22:59:59Z".parse().unwrap();
    assert_eq!(bench.status(ORANGE_PORTED), ServiceStatus::Active);
    bench.now = "2026-03-04T23:00:00Z".parse().unwrap();
    assert_eq!(
        bench.status(ORANGE_PORTED),
        ServiceStatus::TerminatedProfileInstalled
    );
    assert_eq!(bench.status(ORANGE), ServiceStatus::Active);
}

#[test]
fn an_operator_may_want_its_bills_paid_first() {
    let file = OperatorFile {
        refuses_while_bills_open: true,
        ..file("proximus")
    };
    let bench = Bench::of(&file);
    assert_eq!(
        bench.order(PROXIMUS, None, "one").unwrap_err(),
        ErrorCode::BillsOpen
    );
    bench.operator.pay("TEST-PX-1001", bench.now).unwrap();
    assert!(bench.order(PROXIMUS, None, "one").is_ok());
}

#[test]
fn what_can_not_be_an_order() {
    let bench = Bench::at("base");
    let with = |change: fn(&mut ProductOrderCreate)| {
        let mut request = termination(BASE, None, "one");
        change(&mut request);
        bench.make(&request).unwrap_err()
    };
    assert_eq!(
        with(|request| request.product_order_item.clear()),
        ErrorCode::InvalidRequest
    );
    assert_eq!(
        with(|request| request.external_id.clear()),
        ErrorCode::InvalidRequest
    );
    assert_eq!(
        with(|request| request.external_id = "a b".to_owned()),
        ErrorCode::InvalidRequest
    );
    assert_eq!(
        with(|request| request.external_id = "a".repeat(65)),
        ErrorCode::InvalidRequest
    );
    let wrong = |id: &str| {
        let mut request = termination(BASE, None, "one");
        request.product_order_item[0].product.id = id.to_owned();
        bench.make(&request).unwrap_err()
    };
    assert_eq!(wrong("1"), ErrorCode::InvalidRequest);
    assert_eq!(wrong("8932200000000000099"), ErrorCode::NotFound);
}
