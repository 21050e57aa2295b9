//! The four answers, and what leads to each.

use signoff_protocol::tmf::{ProductStatus, ServiceStatus};
use signoff_simulator::operator::ProfilePresence;

use crate::bench::{BASE, Bench, HOLIDAY, iccid};

#[test]
fn no_active_service_needs_the_end_and_the_deletion() {
    use ProfilePresence::{Deleted, Installed, NeverInstalled};
    for (ended, profile, status) in [
        (false, Installed, ServiceStatus::Active),
        (false, Deleted, ServiceStatus::Active),
        (false, NeverInstalled, ServiceStatus::Active),
        (true, Installed, ServiceStatus::TerminatedProfileInstalled),
        (true, Deleted, ServiceStatus::NoActiveService),
        (true, NeverInstalled, ServiceStatus::NoActiveService),
    ] {
        let mut bench = Bench::at("base");
        bench
            .operator
            .set_presence(iccid(BASE), profile, bench.now)
            .unwrap();
        if ended {
            bench.terminate(BASE, None, "one");
            assert_eq!(
                bench.status(BASE),
                ServiceStatus::TerminationRequested,
                "{profile:?}"
            );
            bench.days(2);
        }
        assert_eq!(bench.status(BASE), status, "{ended} {profile:?}");
    }
}

#[test]
fn a_deletion_after_the_end_changes_the_answer() {
    let mut bench = Bench::at("base");
    bench.terminate(BASE, None, "one");
    bench.days(2);
    assert_eq!(bench.status(BASE), ServiceStatus::TerminatedProfileInstalled);
    bench
        .operator
        .set_presence(iccid(BASE), ProfilePresence::Deleted, bench.now)
        .unwrap();
    assert_eq!(bench.status(BASE), ServiceStatus::NoActiveService);
}

#[test]
fn the_words_of_tmf_go_with_ours() {
    let mut bench = Bench::at("prepaid-tourist");
    let line = |bench: &Bench| bench.operator.product(&bench.token, HOLIDAY, bench.now).unwrap();
    assert_eq!(line(&bench).status, ProductStatus::Active);
    assert_eq!(line(&bench).characteristic("profile"), Some("never_installed"));
    assert_eq!(line(&bench).characteristic("contractKind"), Some("prepaid"));
    bench.terminate(HOLIDAY, None, "one");
    assert_eq!(line(&bench).status, ProductStatus::PendingTerminate);
    assert_eq!(
        line(&bench).termination_date.unwrap().to_string(),
        "2026-03-03T00:00:00+01:00"
    );
    bench.days(1);
    bench.back("prepaid-tourist");
    let line = line(&bench);
    assert_eq!(
        (line.status, line.service_status),
        (ProductStatus::Terminated, ServiceStatus::NoActiveService)
    );
    assert_eq!(
        bench.operator.customers(&bench.token, bench.now).unwrap()[0].status,
        "active"
    );
}

#[test]
fn an_unknown_line_is_an_answer() {
    assert_eq!(Bench::at("base").status(HOLIDAY), ServiceStatus::UnknownLine);
}
