//! The client of an operator's desk, with a desk behind a socket: what it asks, and what each thing that goes wrong is called.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use signoff_harness::operator::{
    EndChoice, Identification, OperatorAdmin, OperatorClient, OperatorError, OperatorOptions,
};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{ErrorCode, OrderState, ServiceStatus, Warning};
use signoff_simulator::operator::{
    ContractRules, Operator, OperatorFault as Fault, OperatorFaultPlan as Plan, OperatorFile, ProfilePresence,
};
use signoff_simulator::serve::operator::{ClockChange, DeskClock, OperatorServer};
use signoff_simulator::smdp::MemoryStore;
use url::Url;

const ACCOUNT: &str = "TEST-PX-1001";
const DOCUMENT: &str = "TEST-BE-590-0001";

fn iccid(text: &str) -> Iccid {
    text.parse().unwrap()
}

fn proximus() -> Iccid {
    iccid("8932010000000000012")
}

fn start(name: &str) -> OperatorServer {
    let file = OperatorFile::parse(&signoff_fixtures::operator(name).unwrap()).unwrap();
    let rules = ContractRules::parse(&signoff_fixtures::contract(&file.rules).unwrap()).unwrap();
    let operator = Operator::new(&file, rules, Box::new(MemoryStore::new()), 1).unwrap();
    let clock = DeskClock::standing(operator.opening());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    OperatorServer::start(Arc::new(operator), address, clock).unwrap()
}

fn url(server: &OperatorServer) -> Url {
    server.url().parse().unwrap()
}

fn client(server: &OperatorServer) -> OperatorClient {
    let options = OperatorOptions {
        timeout_ms: 60_000,
        ..OperatorOptions::default()
    };
    OperatorClient::new(url(server), options).unwrap()
}

async fn identified(server: &OperatorServer) -> OperatorClient {
    let client = client(server);
    let who = Identification::by_document(ACCOUNT, DOCUMENT);
    client.identify(&who).await.unwrap();
    client
}

#[tokio::test]
async fn from_identification_to_no_active_service() {
    let server = start("proximus");
    let client = identified(&server).await;
    let admin = OperatorAdmin::new(url(&server), &OperatorOptions::default()).unwrap();
    assert_eq!(client.status(proximus()).await.unwrap(), ServiceStatus::Active);
    let quote = client.quote(proximus(), EndChoice::Earliest).await.unwrap();
    assert_eq!(quote.early_termination_fee.to_string(), "50.00 EUR");
    assert_eq!(quote.device_residual.to_string(), "400.00 EUR");
    assert_eq!(quote.open_bills.to_string(), "32.50 EUR");
    assert_eq!(quote.total.to_string(), "482.50 EUR");
    assert_eq!(quote.effective.to_string(), "2026-03-03");
    assert_eq!(quote.free_from.unwrap().to_string(), "2026-04-15");
    assert_eq!(quote.unused_data_mb, Some(3200));
    assert!(quote.warnings.contains(&Warning::ProfileStaysInstalled));

    let date = EndChoice::On("2026-04-15".parse().unwrap());
    assert!(client.order("run-1").await.unwrap().is_none());
    let order = client.terminate(proximus(), date, "run-1").await.unwrap();
    assert_eq!(order.state, OrderState::InProgress);
    assert_eq!(order.effective.unwrap().to_string(), "2026-04-15");
    assert_eq!(order.total.unwrap().to_string(), "392.50 EUR");
    assert_eq!(client.terminate(proximus(), date, "run-1").await.unwrap(), order);
    assert_eq!(client.order("run-1").await.unwrap().unwrap(), order);
    assert_eq!(
        client.status(proximus()).await.unwrap(),
        ServiceStatus::TerminationRequested
    );

    let change = ClockChange {
        days: 44,
        ..ClockChange::default()
    };
    admin.move_clock(&change).await.unwrap();
    let client = identified(&server).await;
    let status = client.status(proximus()).await.unwrap();
    assert_eq!(status, ServiceStatus::TerminatedProfileInstalled);
    admin
        .set_profile(proximus(), ProfilePresence::Deleted)
        .await
        .unwrap();
    assert_eq!(
        client.status(proximus()).await.unwrap(),
        ServiceStatus::NoActiveService
    );
    assert_eq!(
        client.order("run-1").await.unwrap().unwrap().state,
        OrderState::Completed
    );
    assert_eq!(
        client.status(iccid("8932200000000000012")).await.unwrap(),
        ServiceStatus::UnknownLine
    );
    client.sign_off().await.unwrap();
    assert_eq!(client.status(proximus()).await, Err(OperatorError::NotIdentified));
}

#[tokio::test]
async fn an_order_that_was_not_confirmed_is_carried_on() {
    let server = start("proximus");
    let client = identified(&server).await;
    let asked = client
        .request_termination(proximus(), EndChoice::Earliest, "run-1")
        .await
        .unwrap();
    assert_eq!(asked.state, OrderState::Acknowledged);
    let order = client
        .terminate(proximus(), EndChoice::Earliest, "run-1")
        .await
        .unwrap();
    assert_eq!(
        (order.state, &order.reference),
        (OrderState::InProgress, &asked.reference)
    );
    let cancelled = client.cancel("run-1", Some("changed my mind")).await.unwrap();
    assert_eq!(cancelled.state, OrderState::Cancelled);
    assert_eq!(cancelled.reason.as_deref(), Some("changed my mind"));
    assert_eq!(
        client.cancel("run-1", None).await.unwrap(),
        cancelled,
        "once more is no error"
    );
    let unknown = client.cancel("run-2", None).await;
    assert!(matches!(unknown, Err(OperatorError::UnknownOrder { .. })));
    assert_eq!(client.status(proximus()).await.unwrap(), ServiceStatus::Active);
}

#[tokio::test]
async fn a_code_by_sms() {
    let server = start("proximus");
    let client = client(&server);
    client.request_code(ACCOUNT).await.unwrap();
    let admin = OperatorAdmin::new(url(&server), &OperatorOptions::default()).unwrap();
    let code = admin.messages().await.unwrap().pop().unwrap().code.unwrap();
    let session = client
        .identify(&Identification::by_code(ACCOUNT, code))
        .await
        .unwrap();
    assert_eq!(session.customer, ACCOUNT);
    let options = OperatorOptions {
        session: Some(session),
        ..OperatorOptions::default()
    };
    let again = OperatorClient::new(url(&server), options).unwrap();
    assert_eq!(again.lines().await.unwrap().len(), 1);
    assert_eq!(again.bills().await.unwrap().len(), 2);
}

#[tokio::test]
async fn each_thing_that_goes_wrong_has_its_name() {
    let server = start("proximus");
    let client = client(&server);
    let wrong = Identification::by_document(ACCOUNT, "TEST-BE-590-9999");
    assert_eq!(client.lines().await, Err(OperatorError::NotIdentified));
    for left in [2, 1] {
        let refused = client.identify(&wrong).await;
        let tries_left = Some(left);
        assert_eq!(refused, Err(OperatorError::IdentificationRefused { tries_left }));
    }
    assert_eq!(client.identify(&wrong).await, Err(OperatorError::Locked));
    assert_eq!(client.request_code(ACCOUNT).await, Err(OperatorError::Locked));
    let admin = OperatorAdmin::new(url(&server), &OperatorOptions::default()).unwrap();
    admin.unlock(ACCOUNT).await.unwrap();
    let client = identified(&server).await;
    let stranger = iccid("8932200000000000012");
    let unknown = Err(OperatorError::UnknownLine { iccid: stranger });
    assert_eq!(client.quote(stranger, EndChoice::Earliest).await, unknown);
    let early = EndChoice::On("2026-03-02".parse().unwrap());
    let Err(OperatorError::Refused { code, advice, .. }) = client.quote(proximus(), early).await else {
        unreachable!("today is too early");
    };
    assert_eq!(code, ErrorCode::DateTooEarly);
    assert_eq!(advice.as_deref(), Some("choose 2026-03-03 or later"));
}

#[tokio::test]
async fn faults_of_the_door() {
    let server = start("proximus");
    let client = identified(&server).await;
    let operator = server.operator();
    let status = || client.status(proximus());

    operator.set_faults(&[Plan::times(Fault::Status(503), 1)]);
    let down = status().await.unwrap_err();
    assert!(
        matches!(down, OperatorError::ServerFault { status: 503, .. }) && down.is_passing(),
        "{down}"
    );
    for fault in [Fault::Refused, Fault::Reset] {
        operator.set_faults(&[Plan::times(fault.clone(), 1)]);
        let gone = status().await.unwrap_err();
        assert!(
            matches!(gone, OperatorError::NotReachable { .. }) && gone.is_absent(),
            "{fault:?}: {gone}"
        );
    }
    operator.set_faults(&[Plan::times(Fault::Slow { ms: 300 }, 1)]);
    assert_eq!(status().await.unwrap(), ServiceStatus::Active);
    assert!(operator.faults().is_empty());

    operator.set_faults(&[Plan::times(Fault::Timeout, 1)]);
    let options = OperatorOptions {
        timeout_ms: 400,
        session: client.session(),
        ..OperatorOptions::default()
    };
    let hasty = OperatorClient::new(url(&server), options).unwrap();
    let late = hasty.status(proximus()).await.unwrap_err();
    assert!(
        matches!(late, OperatorError::Timeout { after_ms: 400, .. }),
        "{late}"
    );

    let place = url(&server);
    server.stop();
    let gone = OperatorClient::new(place, OperatorOptions::default()).unwrap();
    let nobody = gone.status(proximus()).await.unwrap_err();
    assert!(matches!(nobody, OperatorError::NotReachable { .. }), "{nobody}");
}

#[tokio::test]
async fn somebody_else_answers() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let place: Url = format!("http://{}", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    let serving = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 1024];
        let _ = stream.read(&mut request).unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
            .unwrap();
    });
    let client = OperatorClient::new(place, OperatorOptions::default()).unwrap();
    let error = client.lines().await.unwrap_err();
    assert!(
        matches!(error, OperatorError::Malformed { status: 200, .. }),
        "{error}"
    );
    serving.join().unwrap();
}

#[test]
fn an_address_is_https_or_http_on_loopback() {
    for (address, is_good) in [
        ("http://127.0.0.1:8622", true),
        ("http://[::1]:8622", true),
        ("http://localhost:8622", true),
        ("https://desk.example", true),
        ("https://desk.example/base", true),
        ("http://desk.example", false),
        ("http://192.0.2.1", false),
        ("ftp://127.0.0.1", false),
        ("https://user:secret@desk.example", false),
        ("https://desk.example/?q=1", false),
    ] {
        let client = OperatorClient::new(address.parse().unwrap(), OperatorOptions::default());
        assert_eq!(client.is_ok(), is_good, "{address}: {client:?}");
    }
}

/// One request by hand; gives status line and body.
fn raw(server: &OperatorServer, request: &str) -> (String, String) {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

#[test]
fn requests_that_no_client_makes() {
    let server = start("proximus");
    let post = |path: &str, kind: &str, body: &str| {
        let length = body.len();
        raw(
            &server,
            &format!(
                "POST {path} HTTP/1.1\r\nHost: desk\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            ),
        )
    };
    let get = |path: &str| {
        raw(
            &server,
            &format!("GET {path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n"),
        )
    };
    for (answer, status, code) in [
        (
            post("/desk/v1/session", "text/plain", "{}"),
            415,
            "unsupportedMediaType",
        ),
        (
            post("/desk/v1/session", "application/json", "{"),
            400,
            "invalidRequest",
        ),
        (
            post("/desk/v1/session", "application/json", "{}"),
            400,
            "invalidRequest",
        ),
        (
            post("/desk/v1/session", "application/json", &" ".repeat(70_000)),
            413,
            "tooLarge",
        ),
        (get("/desk/v1/session"), 405, "methodNotAllowed"),
        (get("/nothing"), 404, "notFound"),
        (get("/tmf-api/productInventory/v4/product"), 401, "notIdentified"),
        (get("/signoff/v1/nothing"), 404, "notFound"),
    ] {
        let (line, body) = answer;
        assert!(line.starts_with(&format!("HTTP/1.1 {status} ")), "{line} {body}");
        let error: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            (&error["code"], &error["@type"]),
            (&code.into(), &"Error".into()),
            "{body}"
        );
        assert_eq!(error["status"], status.to_string());
    }
    let (line, document) = get("/openapi.json");
    assert!(line.contains("200") && document.contains(r#""openapi":"3.1.0""#));
}

#[test]
fn an_smdp_calls_by_es2p() {
    let server = start("proximus");
    let profile = || {
        let lines = server.operator().lines(server.clock().now()).unwrap();
        lines[0].profile
    };
    let call = |function: &str, event: &str| {
        let body = format!(
            r#"{{"header":{{"functionRequesterIdentifier":"1","functionCallIdentifier":"2"}},"iccid":"8932010000000000012F","profileType":"generic","timestamp":"2026-03-02T10:00:00Z",{event}}}"#
        );
        let length = body.len();
        let path = format!("/gsma/rsp2/es2plus/{function}");
        let (line, _) = raw(
            &server,
            &format!(
                "POST {path} HTTP/1.1\r\nHost: desk\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            ),
        );
        line
    };
    let done = r#"{"status":"Executed-Success"}"#;
    let info = |point: u32| format!(r#""notificationPointId":{point},"notificationPointStatus":{done}"#);
    let event = |event: u32| format!(r#""notificationEvent":{event},"notificationEventStatus":{done}"#);
    assert_eq!(profile(), ProfilePresence::Installed);
    assert!(call("handleDownloadProgressInfo", &info(103)).contains("204"));
    assert_eq!(profile(), ProfilePresence::Deleted);
    assert!(call("handleNotification", &event(0)).contains("204"));
    assert_eq!(profile(), ProfilePresence::Installed);
    assert!(call("handleNotification", &event(3)).contains("204"));
    assert_eq!(profile(), ProfilePresence::Deleted);
    assert!(call("handleNotification", "").contains("400"));
}
