//! Who is let in.

use jiff::SignedDuration;
use signoff_protocol::tmf::{ErrorCode, IdentificationRequest, OneTimeCodeRequest};
use signoff_simulator::operator::MessageKind;

use crate::bench::{Bench, document, file, operator};

const ACCOUNT: &str = "TEST-PX-1001";
const DOCUMENT: &str = "TEST-BE-590-0001";

fn by_code(code: &str) -> IdentificationRequest {
    IdentificationRequest {
        account_number: ACCOUNT.to_owned(),
        document_number: None,
        one_time_code: Some(code.to_owned()),
    }
}

#[test]
fn a_document_is_compared_as_people_copy_it() {
    let operator = operator(&file("proximus"));
    let now = operator.opening();
    for number in [DOCUMENT, "test-be-590-0001", "TEST BE 590 0001", "testbe5900001"] {
        assert!(
            operator.identify(&document(ACCOUNT, number), now).is_ok(),
            "{number}"
        );
    }
    let session = operator.identify(&document(ACCOUNT, DOCUMENT), now).unwrap();
    assert_eq!(session.customer_id, ACCOUNT);
    assert_eq!(session.expires_at.to_string(), "2026-03-02T10:30:00+01:00");
}

#[test]
fn the_third_wrong_try_locks_the_account_for_an_hour() {
    let operator = operator(&file("proximus"));
    let now = operator.opening();
    let wrong = document(ACCOUNT, "TEST-BE-590-9999");
    for left in [2, 1] {
        let error = operator.identify(&wrong, now).unwrap_err();
        assert_eq!(
            (error.code, error.tries_left),
            (ErrorCode::WrongCredentials, Some(left))
        );
    }
    let locked = |minutes| {
        let now = now.saturating_add(SignedDuration::from_mins(minutes)).unwrap();
        operator
            .identify(&document(ACCOUNT, DOCUMENT), now)
            .map_err(|error| error.code)
    };
    assert_eq!(
        operator.identify(&wrong, now).unwrap_err().code,
        ErrorCode::AccountLocked
    );
    assert_eq!(
        locked(0),
        Err(ErrorCode::AccountLocked),
        "the right one is too late"
    );
    assert_eq!(locked(59), Err(ErrorCode::AccountLocked));
    assert!(locked(60).is_ok());
    // The tries are given back.
    let error = operator
        .identify(&wrong, now.saturating_add(SignedDuration::from_mins(61)).unwrap())
        .unwrap_err();
    assert_eq!(error.tries_left, Some(2));
}

#[test]
fn a_right_try_gives_the_wrong_ones_back_and_a_shop_unlocks() {
    let operator = operator(&file("proximus"));
    let now = operator.opening();
    let wrong = document(ACCOUNT, "nothing");
    for _ in 0..2 {
        operator.identify(&wrong, now).unwrap_err();
    }
    operator.identify(&document(ACCOUNT, DOCUMENT), now).unwrap();
    assert_eq!(operator.identify(&wrong, now).unwrap_err().tries_left, Some(2));
    for _ in 0..2 {
        operator.identify(&wrong, now).unwrap_err();
    }
    assert!(operator.unlock(ACCOUNT, now).unwrap());
    assert!(operator.identify(&document(ACCOUNT, DOCUMENT), now).is_ok());
    assert!(!operator.unlock("nobody", now).unwrap());
}

#[test]
fn a_code_is_good_once_and_for_ten_minutes() {
    let operator = operator(&file("proximus"));
    let now = operator.opening();
    let ask = || {
        let request = OneTimeCodeRequest {
            account_number: ACCOUNT.to_owned(),
        };
        operator.request_code(&request, now).unwrap();
        let messages = operator.messages(now).unwrap();
        let last = messages.last().unwrap();
        assert_eq!(last.kind, MessageKind::OneTimeCode);
        last.code.clone().unwrap()
    };
    let later = |minutes| now.saturating_add(SignedDuration::from_mins(minutes)).unwrap();
    let first = ask();
    assert!(first.len() == 6 && first.bytes().all(|byte| byte.is_ascii_digit()));
    let second = ask();
    assert_ne!(first, second);
    assert!(
        operator.identify(&by_code(&first), now).is_err(),
        "a newer one was sent"
    );
    assert!(operator.identify(&by_code(&second), later(9)).is_ok());
    assert!(
        operator.identify(&by_code(&second), later(9)).is_err(),
        "it was used"
    );
    let third = ask();
    assert!(
        operator.identify(&by_code(&third), later(10)).is_err(),
        "it has expired"
    );
}

#[test]
fn nobody_is_told_which_accounts_exist() {
    let operator = operator(&file("proximus"));
    let now = operator.opening();
    let request = OneTimeCodeRequest {
        account_number: "TEST-NOBODY".to_owned(),
    };
    assert!(operator.request_code(&request, now).is_ok());
    assert!(operator.messages(now).unwrap().is_empty());
    let error = operator
        .identify(&document("TEST-NOBODY", DOCUMENT), now)
        .unwrap_err();
    assert_eq!(
        (error.code, error.tries_left),
        (ErrorCode::WrongCredentials, None)
    );
    // Two proofs, or none, are no try.
    let both = IdentificationRequest {
        one_time_code: Some("1".to_owned()),
        ..document(ACCOUNT, DOCUMENT)
    };
    assert_eq!(operator.identify(&both, now).unwrap_err().tries_left, None);
    assert_eq!(operator.accounts(now).unwrap()[0].wrong_tries, 0);
}

#[test]
fn a_session_expires_and_ends() {
    let mut bench = Bench::at("proximus");
    assert!(bench.quote(crate::bench::PROXIMUS, None).is_ok());
    let token = bench.token.clone();
    bench.now = bench.now.saturating_add(SignedDuration::from_mins(30)).unwrap();
    assert_eq!(
        bench.quote(crate::bench::PROXIMUS, None),
        Err(ErrorCode::NotIdentified)
    );
    bench.back("proximus");
    assert_ne!(bench.token, token);
    bench.operator.sign_off(&bench.token, bench.now).unwrap();
    assert!(bench.operator.sign_off(&bench.token, bench.now).is_err());
    assert_eq!(
        bench.quote(crate::bench::PROXIMUS, None),
        Err(ErrorCode::NotIdentified)
    );
}

#[test]
fn one_seed_gives_one_token() {
    let tokens: Vec<String> = (0..2).map(|_| Bench::at("proximus").token).collect();
    assert_eq!(tokens[0], tokens[1]);
}
