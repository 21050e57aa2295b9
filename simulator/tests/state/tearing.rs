//! The power is cut at every write to non-volatile memory of every function that changes state. Afterwards the
//! card is as before or as after, with the notifications that belong to it, and no sequence number comes twice.

use std::collections::BTreeSet;

use signoff_protocol::es10a::SetDefaultDpAddressRequest;
use signoff_protocol::es10b::RemoveNotificationFromListRequest;
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, EuiccMemoryResetRequest, ResetOption,
    ResetOptions, SetNicknameRequest,
};
use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::ProfileTarget;
use signoff_simulator::card::CardFault;

use crate::device::{Device, Pending, State, file};

/// More writes than any function needs.
const MAX_WRITES: u32 = 64;

fn iccid(name: &str) -> Iccid {
    file().profile(name).unwrap().iccid
}

fn target(name: &str) -> ProfileTarget {
    ProfileTarget::Iccid(iccid(name))
}

fn to_enable(name: &str, refresh: bool) -> Vec<u8> {
    EnableProfileRequest::new(target(name), refresh).to_der()
}

fn to_disable(name: &str, refresh: bool) -> Vec<u8> {
    DisableProfileRequest::new(target(name), refresh).to_der()
}

fn to_delete(name: &str) -> Vec<u8> {
    DeleteProfileRequest { target: target(name) }.to_der()
}

fn to_memory_reset(options: &[ResetOption]) -> Vec<u8> {
    EuiccMemoryResetRequest {
        options: ResetOptions::of(options),
        unknown: Unknown::none(),
    }
    .to_der()
}

fn to_nickname(name: &str, nickname: &str) -> Vec<u8> {
    SetNicknameRequest {
        iccid: iccid(name),
        nickname: nickname.to_owned(),
        unknown: Unknown::none(),
    }
    .to_der()
}

fn to_remove(seq: u32) -> Vec<u8> {
    RemoveNotificationFromListRequest {
        seq_number: SeqNumber::new(seq),
        unknown: Unknown::none(),
    }
    .to_der()
}

fn to_default_address(address: &str) -> Vec<u8> {
    SetDefaultDpAddressRequest {
        address: address.to_owned(),
        unknown: Unknown::none(),
    }
    .to_der()
}

/// A device on which these requests were carried out.
fn after(requests: &[Vec<u8>]) -> Device {
    let mut device = Device::new(&file());
    for request in requests {
        let reply = device.change(request).unwrap().unwrap();
        assert!(reply.ends_with(&[0]), "preparation refused: {reply:02X?}");
    }
    device
}

fn new_pending(old: &State, now: &State) -> Vec<Pending> {
    let known: BTreeSet<u32> = old.pending.iter().map(|pending| pending.seq).collect();
    let new = now.pending.iter().filter(|pending| !known.contains(&pending.seq));
    new.cloned().collect()
}

/// Cuts the power at every write of `request`. `reports` says how many notifications it makes.
#[track_caller]
fn check(preparation: &[Vec<u8>], request: &[u8], reports: usize) {
    let mut device = after(preparation);
    let old = device.state();
    assert!(device.change(request).unwrap().is_ok());
    let new = device.state();
    assert_ne!(old, new, "the request changes nothing");
    assert_eq!(new_pending(&old, &new).len(), reports, "{new:#?}");
    device.power_cycle();
    assert_eq!(device.state(), new, "what was done is lost with the power");

    let mut outcomes = BTreeSet::new();
    for cut in 0..MAX_WRITES {
        let mut device = after(preparation);
        device.card.arm(CardFault::PowerCutAtWrite(cut));
        let done = device.change(request).is_ok();
        device.power_cycle();
        let now = device.state();
        assert!(
            now == old || now == new,
            "cut at write {cut}: {now:#?}\nold {old:#?}\nnew {new:#?}"
        );
        if done {
            assert_eq!(now, new, "cut at write {cut}");
            assert!(cut > 0, "the request wrote nothing");
            assert!(outcomes.contains(&false), "no cut left the old state");
            return;
        }
        outcomes.insert(now == new);
        numbers_do_not_repeat(&mut device, &now, request);
    }
    panic!("not finished within {MAX_WRITES} writes");
}

/// Does what was torn once more, and something else; whatever is new has a number that nothing had before.
fn numbers_do_not_repeat(device: &mut Device, torn: &State, request: &[u8]) {
    let mut highest = torn.pending.iter().map(|pending| pending.seq).max();
    let mut known = torn.clone();
    for request in [
        request.to_vec(),
        to_disable("first", false),
        to_enable("first", false),
        to_delete("second"),
    ] {
        let _ = device.change(&request).unwrap();
        let now = device.state();
        for pending in new_pending(&known, &now) {
            assert!(Some(pending.seq) > highest, "number {} again", pending.seq);
            highest = Some(pending.seq);
        }
        known = now;
    }
}

#[test]
fn enable() {
    for refresh in [false, true] {
        check(&[], &to_enable("second", refresh), 3);
        check(&[], &to_enable("silent", refresh), 2);
        check(&[to_disable("first", false)], &to_enable("second", refresh), 1);
    }
}

#[test]
fn disable() {
    for refresh in [false, true] {
        check(&[], &to_disable("first", refresh), 2);
        check(&[to_enable("silent", false)], &to_disable("silent", refresh), 0);
    }
}

#[test]
fn into_and_out_of_test_mode() {
    for refresh in [false, true] {
        check(&[], &to_enable("factory_test", refresh), 0);
        check(&[to_enable("test", false)], &to_disable("test", refresh), 0);
        check(&[to_enable("test", false)], &to_enable("first", refresh), 0);
    }
}

#[test]
fn delete() {
    check(&[], &to_delete("second"), 1);
    check(&[], &to_delete("silent"), 0);
    check(&[to_disable("first", true)], &to_delete("first"), 2);
    check(&[], &to_delete("test"), 0);
}

#[test]
fn memory_reset() {
    use ResetOption::{
        DeleteFieldLoadedTestProfiles as Test, DeleteOperationalProfiles as Operational,
        ResetDefaultSmdpAddress as Address,
    };
    let changed = [to_default_address("smdp.changed.example")];
    check(&changed, &to_memory_reset(&[Operational]), 4);
    check(&changed, &to_memory_reset(&[Test]), 0);
    check(&changed, &to_memory_reset(&[Address]), 0);
    check(&changed, &to_memory_reset(&[Operational, Test, Address]), 4);
    check(&[to_enable("test", false)], &to_memory_reset(&[Test]), 0);
    check(
        &[to_enable("test", false)],
        &to_memory_reset(&[Operational, Test]),
        4,
    );
}

#[test]
fn nickname() {
    check(&[], &to_nickname("second", "Yours"), 0);
    check(&[], &to_nickname("first", ""), 0);
}

#[test]
fn default_address() {
    check(&[], &to_default_address("smdp.changed.example"), 0);
    check(&[], &to_default_address(""), 0);
}

#[test]
fn remove_notification() {
    check(&[], &to_remove(1), 0);
    check(&[to_delete("second")], &to_remove(3), 0);
}

#[test]
fn a_full_list_that_drops_its_oldest() {
    let fill = ["first", "second"].repeat(4).into_iter().skip(1);
    let fill: Vec<Vec<u8>> = fill.map(|name| to_enable(name, false)).collect();
    check(&fill, &to_enable("first", false), 2);
}
