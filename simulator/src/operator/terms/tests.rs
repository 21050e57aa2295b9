//! Tables at the edges of the Belgian rules.

use jiff::civil::Date;
use signoff_protocol::tmf::Money;

use super::{Device, EarlyEndClause, Terms};
use crate::operator::ContractRules;

fn rules() -> ContractRules {
    ContractRules::parse(&signoff_fixtures::contract("be").unwrap()).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// 24 months from `start` on, 30 euros a month.
fn terms(start: &str) -> Terms {
    Terms {
        start: date(start),
        months: Some(24),
        monthly_fee: Money::euro_cents(3000),
        prepaid: false,
        at_a_distance: true,
        business_numbers: None,
        clause: EarlyEndClause::RemainingFees,
        device: None,
    }
}

#[test]
fn the_fee_of_the_first_six_months() {
    let rules = rules();
    for (start, day, cents, why) in [
        // Six months from 15 January: 15 July.
        ("2026-01-15", "2026-01-15", 18000, "on the first day: six months"),
        ("2026-01-15", "2026-03-15", 12000, "after month 2: four months"),
        (
            "2026-01-15",
            "2026-03-16",
            11903,
            "a day later: 30 of 31 days of month 3, and three months",
        ),
        ("2026-01-15", "2026-06-15", 3000, "after month 5: one month"),
        (
            "2026-01-15",
            "2026-07-14",
            100,
            "the day before six months: one of 30 days",
        ),
        ("2026-01-15", "2026-07-15", 0, "six months"),
        ("2026-01-15", "2026-07-16", 0, "the day after"),
        // Beginnings at the end of a month.
        (
            "2026-01-31",
            "2026-02-27",
            15107,
            "1 of 28 days of month 1, and five months",
        ),
        (
            "2026-01-31",
            "2026-02-28",
            15000,
            "month 1 is over on the last of February",
        ),
        (
            "2026-01-31",
            "2026-07-30",
            96,
            "the day before six months: 30 June to 31 July has 31 days",
        ),
        ("2026-01-31", "2026-07-31", 0, "six months"),
        (
            "2025-08-31",
            "2026-02-27",
            107,
            "six months end on the last of February: one of 28 days",
        ),
        ("2025-08-31", "2026-02-28", 0, "six months, in a short month"),
        // Leap years.
        (
            "2027-08-31",
            "2028-02-28",
            103,
            "the leap day is still in month 6: one of 29 days",
        ),
        ("2027-08-31", "2028-02-29", 0, "six months, on a leap day"),
        (
            "2028-02-29",
            "2028-08-28",
            96,
            "the day before: 29 July to 29 August has 31 days",
        ),
        ("2028-02-29", "2028-08-29", 0, "six months from a leap day"),
        // Daylight saving: days are days, whatever their length.
        (
            "2026-03-28",
            "2026-03-29",
            17903,
            "30 of 31 days, and five months",
        ),
        ("2026-03-28", "2026-03-30", 17806, "over the night of 23 hours"),
        (
            "2026-04-25",
            "2026-10-24",
            100,
            "the day before six months, the night of 25 hours",
        ),
        (
            "2026-04-25",
            "2026-10-25",
            0,
            "six months, on the day of 25 hours",
        ),
    ] {
        let fee = terms(start).early_fee(&rules, date(day));
        assert_eq!(fee, Money::euro_cents(cents), "{start} to {day}: {why}");
    }
}

#[test]
fn who_pays_no_fee_and_who_pays_more() {
    let rules = rules();
    let base = terms("2026-01-15");
    let day = date("2026-03-15");
    let fee = |terms: Terms| terms.early_fee(&rules, day).cents;
    let indefinite = Terms {
        months: None,
        ..base.clone()
    };
    assert_eq!(fee(indefinite), 0, "an indefinite term is free at any time");
    let prepaid = Terms {
        prepaid: true,
        ..base.clone()
    };
    assert_eq!(fee(prepaid), 0);
    let short = Terms {
        months: Some(3),
        ..base.clone()
    };
    assert_eq!(fee(short), 3000, "a term of three months leaves one month");
    let business = |numbers, clause| Terms {
        business_numbers: Some(numbers),
        clause,
        ..base.clone()
    };
    let remaining = EarlyEndClause::RemainingFees;
    assert_eq!(fee(business(5, remaining)), 12000, "five numbers are protected");
    assert_eq!(
        fee(business(6, remaining)),
        22 * 3000,
        "six are not: all that is left of 24 months"
    );
    assert_eq!(
        fee(business(6, EarlyEndClause::Free)),
        0,
        "unless the contract says so"
    );
    let large = business(6, remaining);
    assert_eq!(
        large.early_fee(&rules, date("2028-01-14")).cents,
        96,
        "the last day of 31"
    );
    assert_eq!(large.early_fee(&rules, date("2028-01-15")).cents, 0);
}

#[test]
fn the_residual_value_of_a_device_at_each_edge() {
    let device = Device {
        name: "phone".to_owned(),
        value: Money::euro_cents(50000),
        months: 24,
    };
    let terms = Terms {
        device: Some(device.clone()),
        ..terms("2026-01-31")
    };
    for (day, cents, why) in [
        ("2026-01-31", 50000, "at the beginning: all"),
        ("2026-02-27", 50000, "month 1 is not over"),
        (
            "2026-02-28",
            47916,
            "month 1 is over: 23 of 24 parts, rounded down",
        ),
        ("2026-03-30", 47916, "the day before month 2 is over"),
        ("2026-03-31", 45833, "month 2 is over on the 31st again"),
        ("2026-07-31", 37500, "six months: no fee any more, but the device"),
        ("2028-01-30", 2083, "the day before the end"),
        ("2028-01-31", 0, "the end of the table"),
        ("2029-01-31", 0, "long after"),
        ("2025-12-01", 50000, "before the beginning"),
    ] {
        assert_eq!(terms.device_residual(date(day)).cents, cents, "{day}: {why}");
    }
    let table = device.table();
    assert_eq!(table.len(), 25);
    assert_eq!(
        (table[0].cents, table[12].cents, table[24].cents),
        (50000, 25000, 0)
    );
    assert!(table.is_sorted_by(|above, below| above.cents > below.cents));
    assert_eq!(
        Terms {
            device: None,
            ..terms
        }
        .device_residual(date("2026-02-01"))
        .cents,
        0
    );
}

#[test]
fn the_days_of_withdrawal() {
    let rules = rules();
    let before = |terms: Terms| terms.withdrawal_before(&rules);
    assert_eq!(
        before(terms("2026-02-15")),
        Some(date("2026-03-02")),
        "1 March is the 14th day"
    );
    assert_eq!(
        before(terms("2028-02-15")),
        Some(date("2028-03-01")),
        "29 February is the 14th day"
    );
    let in_a_shop = Terms {
        at_a_distance: false,
        ..terms("2026-02-15")
    };
    assert_eq!(before(in_a_shop), None);
    let business = Terms {
        business_numbers: Some(1),
        ..terms("2026-02-15")
    };
    assert_eq!(before(business), None, "businesses are no consumers");
}

#[test]
fn every_rule_has_its_source() {
    let rules = rules();
    for source in [
        &rules.holidays.source,
        &rules.maximum_term.source,
        &rules.early_termination.source,
        &rules.business.source,
        &rules.indefinite_term.source,
        &rules.device.source,
        &rules.effective_date.source,
        &rules.withdrawal.source,
        &rules.porting.source,
    ] {
        assert!(source.len() > 10, "{source:?}");
    }
    assert_eq!(rules.maximum_term.rule.months, 24);
    assert!(rules.indefinite_term.rule.free && rules.porting.rule.ends_contract);
}
