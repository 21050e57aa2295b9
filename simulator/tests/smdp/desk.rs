//! The operator's desk and the SM-DP+: what the one hears of the other, in one process.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use signoff_protocol::notification::Event;
use signoff_protocol::tmf::{
    IdentificationRequest, ItemAction, OrderItemCreate, OrderState, ProductOrder, ProductOrderCreate,
    ProductOrderUpdate, ProductRef, ServiceStatus,
};
use signoff_simulator::operator::{
    ContractRules, Operator, OperatorFault, OperatorFaultPlan, OperatorFile, ProfilePresence,
};
use signoff_simulator::serve::operator::{InProcessSmdp, SmdpLink as _, exchange};
use signoff_simulator::smdp::{AddressFault, FaultPlan, MemoryStore, ProfileState, Smdp};

use crate::download::{TRAVEL, iccid};
use crate::peer::{HOST, Peer, smdp, smdp_on};

struct Desk {
    operator: Operator,
    link: InProcessSmdp,
    smdp: Arc<Smdp>,
    token: String,
    now: Timestamp,
}

impl Desk {
    /// One line for the profile of the SM-DP+, known as never installed.
    fn of(smdp: Smdp) -> Self {
        let mut file = OperatorFile::parse(&signoff_fixtures::operator("base").unwrap()).unwrap();
        file.session_minutes = 60 * 24 * 30;
        file.customers[0].lines[0].iccid = iccid();
        file.customers[0].lines[0].profile = ProfilePresence::NeverInstalled;
        let rules = ContractRules::parse(&signoff_fixtures::contract("be").unwrap()).unwrap();
        let operator = Operator::new(&file, rules, Box::new(MemoryStore::new()), 1).unwrap();
        let now = operator.opening();
        let who = IdentificationRequest {
            account_number: file.customers[0].account.clone(),
            document_number: Some(file.customers[0].document.clone()),
            one_time_code: None,
        };
        let token = operator.identify(&who, now).unwrap().access_token;
        let smdp = Arc::new(smdp);
        Self {
            operator,
            link: InProcessSmdp::new(Arc::clone(&smdp)),
            smdp,
            token,
            now,
        }
    }

    fn exchange(&self) {
        exchange(&self.operator, &self.link, self.now).unwrap();
    }

    fn status(&self) -> ServiceStatus {
        self.exchange();
        self.operator.line_status(iccid(), self.now).unwrap()
    }

    fn profile(&self) -> ProfilePresence {
        self.exchange();
        self.operator.lines(self.now).unwrap()[0].profile
    }

    fn order(&self, action: ItemAction, id: &str) -> ProductOrder {
        let request = ProductOrderCreate {
            external_id: id.to_owned(),
            product_order_item: vec![OrderItemCreate {
                id: "1".to_owned(),
                action,
                product: ProductRef {
                    id: iccid().to_string(),
                },
            }],
            requested_completion_date: None,
            end_request: None,
        };
        let (order, _) = self.operator.make_order(&self.token, &request, self.now).unwrap();
        if order.state != OrderState::Acknowledged {
            return order;
        }
        let update = ProductOrderUpdate {
            state: OrderState::InProgress,
        };
        self.operator
            .confirm_order(&self.token, &order.id, &update, self.now)
            .unwrap()
    }

    fn days(&mut self, days: i64) {
        self.now = self
            .now
            .saturating_add(SignedDuration::from_hours(24 * days))
            .unwrap();
    }
}

#[test]
fn deletion_then_end_and_end_then_deletion() {
    for deletes_first in [true, false] {
        let mut desk = Desk::of(smdp(TRAVEL));
        let mut euicc = Peer::new();
        euicc.install(&desk.smdp, Some("TRAVEL")).unwrap();
        assert_eq!(desk.profile(), ProfilePresence::Installed);
        euicc.report(&desk.smdp, Event::Enable, iccid());
        euicc.report(&desk.smdp, Event::Disable, iccid());
        assert_eq!(desk.status(), ServiceStatus::Active);
        if deletes_first {
            euicc.report(&desk.smdp, Event::Delete, iccid());
            assert_eq!(desk.profile(), ProfilePresence::Deleted);
            assert_eq!(desk.status(), ServiceStatus::Active, "the contract runs on");
        }
        desk.order(ItemAction::Delete, "one");
        desk.days(2);
        if !deletes_first {
            assert_eq!(desk.status(), ServiceStatus::TerminatedProfileInstalled);
            euicc.report(&desk.smdp, Event::Delete, iccid());
        }
        assert_eq!(desk.status(), ServiceStatus::NoActiveService);
        assert_eq!(
            desk.smdp.state(iccid()),
            Some(ProfileState::Unavailable),
            "nobody can download it any more"
        );
        assert!(Peer::new().download(&desk.smdp, Some("TRAVEL")).is_err());
    }
}

#[test]
fn news_that_get_lost() {
    let mut desk = Desk::of(smdp(TRAVEL));
    let mut euicc = Peer::new();
    euicc.install(&desk.smdp, Some("TRAVEL")).unwrap();
    assert_eq!(desk.profile(), ProfilePresence::Installed);
    desk.operator
        .set_faults(&[OperatorFaultPlan::times(OperatorFault::NotTold, 1)]);
    desk.order(ItemAction::Delete, "one");
    desk.days(2);
    euicc.report(&desk.smdp, Event::Delete, iccid());
    for _ in 0..3 {
        assert_eq!(
            desk.status(),
            ServiceStatus::TerminatedProfileInstalled,
            "it was not told"
        );
    }
    assert!(desk.operator.faults().is_empty());
}

#[test]
fn a_new_esim_after_a_deletion() {
    let desk = Desk::of(smdp(TRAVEL));
    let mut euicc = Peer::new();
    euicc.install(&desk.smdp, Some("TRAVEL")).unwrap();
    let refused = desk.order(ItemAction::Modify, "too-early");
    assert_eq!(refused.state, OrderState::InProgress);
    desk.exchange();
    let refused = desk.operator.order(&desk.token, &refused.id, desk.now).unwrap();
    assert_eq!(refused.state, OrderState::Failed);
    assert!(
        refused.cancellation_reason.unwrap().contains("8.2.1/3.3"),
        "an eUICC has it"
    );

    euicc.report(&desk.smdp, Event::Delete, iccid());
    let order = desk.order(ItemAction::Modify, "new");
    desk.exchange();
    let order = desk.operator.order(&desk.token, &order.id, desk.now).unwrap();
    assert_eq!(order.state, OrderState::Completed);
    let fact = |name: &str| {
        let facts = &order.product_order_item[0].product_characteristic;
        facts.iter().find(|fact| fact.name == name).unwrap().value.clone()
    };
    let matching_id = fact("matchingId");
    assert_eq!(fact("activationCode"), format!("LPA:1${HOST}${matching_id}"));
    euicc.install(&desk.smdp, Some(&matching_id)).unwrap();
    assert_eq!(desk.profile(), ProfilePresence::Installed);
    assert!(
        euicc.download(&desk.smdp, Some("TRAVEL")).is_err(),
        "the old code is good for nothing"
    );
}

#[test]
fn a_desk_works_on_without_its_smdp_and_catches_up() {
    let mut desk = Desk::of(smdp(TRAVEL));
    desk.order(ItemAction::Delete, "one");
    desk.days(2);
    desk.smdp
        .set_fault(HOST, Some(FaultPlan::lasting(AddressFault::Status(503))));
    assert!(exchange(&desk.operator, &desk.link, desk.now).is_err());
    assert_eq!(
        desk.operator.line_status(iccid(), desk.now).unwrap(),
        ServiceStatus::NoActiveService
    );
    assert_eq!(desk.smdp.state(iccid()), Some(ProfileState::Released));
    desk.smdp.set_fault(HOST, None);
    desk.exchange();
    assert_eq!(desk.smdp.state(iccid()), Some(ProfileState::Unavailable));
    assert!(desk.operator.calls(desk.now).unwrap().is_empty(), "asked once");
}

#[test]
fn an_smdp_that_starts_again_tells_what_it_kept() {
    let store = Arc::new(MemoryStore::new());
    let first = smdp_on(TRAVEL, Box::new(Arc::clone(&store)));
    let mut euicc = Peer::new();
    euicc.install(&first, Some("TRAVEL")).unwrap();
    euicc.report(&first, Event::Enable, iccid());
    euicc.report(&first, Event::Disable, iccid());
    euicc.report(&first, Event::Delete, iccid());
    drop(first);
    let again = smdp_on(TRAVEL, Box::new(store));
    let points: Vec<u32> = again
        .operator_events(0)
        .iter()
        .map(|event| event.point.0)
        .collect();
    assert_eq!(points, [101, 102, 103]);
    let desk = Desk::of(again);
    assert_eq!(desk.profile(), ProfilePresence::Deleted);
    // Who knows a later number than there is speaks of another life.
    let mut cursor = desk.operator.cursor();
    cursor.next += 100;
    assert_eq!(desk.link.news(&cursor).unwrap().calls.len(), 3);
}
