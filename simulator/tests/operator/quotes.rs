//! What the end of a contract costs, with the shipped customers.

use signoff_protocol::tmf::{EndRequest, ErrorCode, QuotePriceKind as Kind, ServiceStatus, TerminationQuote};

use crate::bench::{BASE, Bench, HOLIDAY, ORANGE, ORANGE_NEW, ORANGE_PORTED, PROXIMUS, file, operator};

/// Fee, device, bills, sum, in cents.
fn cents(quote: &TerminationQuote) -> [i64; 4] {
    let of = |kind| quote.price(kind).cents;
    [
        of(Kind::EarlyTerminationFee),
        of(Kind::DeviceResidual),
        of(Kind::OpenBills),
        quote.quote_total_price.cents,
    ]
}

fn warnings(quote: &TerminationQuote) -> Vec<&'static str> {
    quote.warning.iter().map(|warning| warning.name()).collect()
}

#[test]
fn a_contract_in_its_fifth_month() {
    let bench = Bench::at("proximus");
    let quote = bench.quote(PROXIMUS, None).unwrap();
    // 3 March to 15 April, 35 euros a month: 12 of 28 days of the fifth, and the sixth.
    assert_eq!(cents(&quote), [5000, 40000, 3250, 48250]);
    assert_eq!(
        quote.effective_quote_completion_date.to_string(),
        "2026-03-03T00:00:00+01:00"
    );
    assert_eq!(quote.free_from.unwrap().to_string(), "2026-04-15T00:00:00+02:00");
    assert_eq!(quote.term_ends.unwrap().to_string(), "2027-10-15T00:00:00+02:00");
    assert_eq!(quote.unused_data.as_ref().unwrap().volume.amount, 3200);
    assert_eq!(quote.service_status, ServiceStatus::Active);
    assert_eq!(
        warnings(&quote),
        [
            "early_termination_fee",
            "device_not_paid",
            "open_bills",
            "unused_data_lost",
            "number_lost",
            "profile_stays_installed"
        ]
    );
    // The day before six months, six months, and once the data has expired anyway.
    assert_eq!(cents(&bench.quote(PROXIMUS, Some("2026-04-14")).unwrap())[0], 112);
    let free = bench.quote(PROXIMUS, Some("2026-04-15")).unwrap();
    assert_eq!(cents(&free), [0, 36000, 3250, 39250]);
    assert!(free.unused_data.is_none());
    assert_eq!(
        bench.quote(PROXIMUS, None).unwrap().id,
        quote.id,
        "the same question has the same answer"
    );
}

#[test]
fn the_chosen_date_has_its_bounds() {
    let bench = Bench::at("base");
    let effective = |date: &str| {
        bench
            .quote(BASE, Some(date))
            .map(|quote| quote.effective_quote_completion_date.date().to_string())
    };
    assert_eq!(effective("2026-03-02"), Err(ErrorCode::DateTooEarly), "today");
    assert_eq!(
        effective("2026-03-03").unwrap(),
        "2026-03-03",
        "the next working day"
    );
    assert_eq!(
        effective("2026-03-07").unwrap(),
        "2026-03-07",
        "a Saturday may be chosen"
    );
    assert_eq!(effective("2027-03-03").unwrap(), "2027-03-03", "366 days ahead");
    assert_eq!(effective("2027-03-04"), Err(ErrorCode::DateTooLate));
}

#[test]
fn the_earliest_date_is_the_next_working_day_of_the_zone() {
    for (now, earliest) in [
        ("2026-03-06T22:59:59Z", "2026-03-09"),
        // It is Saturday in Brussels already, and Monday still comes next.
        ("2026-03-06T23:00:00Z", "2026-03-09"),
        ("2026-03-08T22:59:59Z", "2026-03-09"),
        // Midnight of Monday: the day of the order does not count.
        ("2026-03-08T23:00:00Z", "2026-03-10"),
        // In summer the day begins an hour earlier in UTC.
        ("2026-06-30T21:59:59Z", "2026-07-01"),
        ("2026-06-30T22:00:00Z", "2026-07-02"),
        ("2026-04-03T10:00:00Z", "2026-04-07"),
    ] {
        let file = file("base");
        let desk = operator(&file);
        let mut bench = Bench::with(desk, &file, 0);
        bench.now = now.parse().unwrap();
        bench.back("base");
        let quote = bench.quote(BASE, None).unwrap();
        assert_eq!(
            quote.earliest_completion_date.date().to_string(),
            earliest,
            "{now}"
        );
    }
}

#[test]
fn past_the_sixth_month_nothing_is_due() {
    let quote = Bench::at("base").quote(BASE, None).unwrap();
    assert_eq!(cents(&quote), [0, 0, 0, 0]);
    assert!(quote.quote_price.is_empty());
    assert_eq!(warnings(&quote), ["number_lost", "profile_stays_installed"]);
    assert_eq!(quote.free_from.unwrap().date().to_string(), "2026-02-28");
}

#[test]
fn an_indefinite_term_a_port_and_a_withdrawal() {
    let bench = Bench::at("orange-be");
    assert_eq!(cents(&bench.quote(ORANGE, None).unwrap()), [0, 0, 0, 0]);

    let ported = bench.quote(ORANGE_PORTED, None).unwrap();
    assert_eq!(ported.porting_out.as_ref().unwrap().recipient, "BASE");
    assert!(
        warnings(&ported).contains(&"porting_in_progress") && !warnings(&ported).contains(&"number_lost")
    );

    let new = bench.quote(ORANGE_NEW, None).unwrap();
    // 23 February to 23 August: 20 of 28 days of the first month from 3 March on, and five more.
    assert_eq!(cents(&new), [18285, 60000, 0, 78285]);
    assert!(warnings(&new).contains(&"withdrawal_possible"));
    assert_eq!(
        new.withdrawal_until.unwrap().to_string(),
        "2026-03-10T00:00:00+01:00"
    );
    let withdrawal = bench
        .quote_by(ORANGE_NEW, None, Some(EndRequest::Withdrawal))
        .unwrap();
    assert_eq!(cents(&withdrawal), [0, 0, 0, 0]);
    assert_eq!(
        withdrawal.effective_quote_completion_date.date().to_string(),
        "2026-03-02"
    );
    assert_eq!(
        warnings(&withdrawal),
        [
            "device_must_be_returned",
            "number_lost",
            "profile_stays_installed"
        ]
    );
    let refused = bench.quote_by(ORANGE, None, Some(EndRequest::Withdrawal));
    assert_eq!(
        refused.unwrap_err(),
        ErrorCode::NoWithdrawal,
        "not made at a distance"
    );
}

#[test]
fn the_last_day_to_withdraw() {
    let mut bench = Bench::at("orange-be");
    for (now, possible) in [("2026-03-09T22:59:59Z", true), ("2026-03-09T23:00:00Z", false)] {
        bench.now = now.parse().unwrap();
        bench.back("orange-be");
        let quote = bench.quote_by(ORANGE_NEW, None, Some(EndRequest::Withdrawal));
        assert_eq!(quote.is_ok(), possible, "{now}");
        let usual = bench.quote(ORANGE_NEW, None).unwrap();
        assert_eq!(usual.withdrawal_until.is_some(), possible, "{now}");
    }
}

#[test]
fn prepaid_loses_credit_and_data() {
    let quote = Bench::at("prepaid-tourist").quote(HOLIDAY, None).unwrap();
    assert_eq!(cents(&quote), [0, 0, 0, 0]);
    assert_eq!(quote.lost_credit.unwrap().to_string(), "12.50 EUR");
    assert_eq!(
        warnings(&quote),
        ["unused_data_lost", "credit_lost", "number_lost"]
    );
}

#[test]
fn five_numbers_are_protected_and_six_are_not() {
    let file = file("business-fleet");
    let fee = |customer: usize, line: usize| {
        let bench = Bench::with(operator(&file), &file, customer);
        let iccid = file.customers[customer].lines[line].iccid.to_string();
        cents(&bench.quote(&iccid, None).unwrap())[0]
    };
    // 31 December: 28 of 31 days of the third month from 3 March on, and three months to the end of the sixth.
    assert_eq!(fee(1, 0), 25 * 100 * 28 / 31 + 3 * 2500);
    assert_eq!(fee(0, 0), 25 * 100 * 28 / 31 + 21 * 2500, "all of the 24 months");
    assert_eq!(fee(0, 1), 0, "the contract says that it is free");
}

#[test]
fn nobody_sees_the_lines_of_others() {
    let file = file("business-fleet");
    let bench = Bench::with(operator(&file), &file, 1);
    let other = file.customers[0].lines[0].iccid.to_string();
    assert_eq!(bench.quote(&other, None).unwrap_err(), ErrorCode::NotFound);
    assert_eq!(bench.order(&other, None, "a").unwrap_err(), ErrorCode::NotFound);
    let mine = bench.operator.products(&bench.token, None, bench.now).unwrap();
    assert_eq!(mine.len(), 1);
    assert!(
        bench
            .operator
            .customer(&bench.token, "TEST-FL-6001", bench.now)
            .is_err()
    );
    assert!(
        bench
            .operator
            .individual(&bench.token, "TEST-FL-6001-P", bench.now)
            .is_err()
    );
    assert!(
        bench
            .operator
            .individual(&bench.token, "TEST-FL-5001-P", bench.now)
            .is_ok()
    );
}

#[test]
fn a_paid_bill_is_open_no_more() {
    let bench = Bench::at("proximus");
    let bills = || bench.operator.bills(&bench.token, bench.now).unwrap();
    let open: Vec<i64> = bills().iter().map(|bill| bill.remaining_amount.cents).collect();
    assert_eq!(open, [0, 3250]);
    assert!(bench.operator.pay("TEST-PX-1001", bench.now).unwrap());
    assert!(bills().iter().all(|bill| bill.remaining_amount.is_zero()));
    assert_eq!(cents(&bench.quote(PROXIMUS, None).unwrap())[2], 0);
}
