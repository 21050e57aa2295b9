//! Random sequences of commands, resets, power cuts and rubbish: the card does what a small model does, and
//! nothing of it is lost with the power.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::Index;
use signoff_protocol::apdu::{CommandApdu, StatusWord};
use signoff_protocol::es10a::SetDefaultDpAddressRequest;
use signoff_protocol::es10b::{
    NotificationSearch, RemoveNotificationFromListRequest, RetrieveNotificationsListRequest,
    RetrieveNotificationsListResponse,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, EuiccMemoryResetRequest, ResetOption,
    ResetOptions, SetNicknameRequest,
};
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::PendingNotification;
use signoff_protocol::profile::ProfileTarget;
use signoff_protocol::tlv::{Tag, Tlv};
use signoff_simulator::card::CardFault;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::pki::{verify_chain, verify_signature};

use crate::device::{Device, file, pki};
use crate::reference::Model;

/// Names a profile of the card file, or none.
#[derive(Clone, Copy, Debug)]
struct Target {
    number: usize,
    by_aid: bool,
}

/// Something that changes the state, or is refused.
#[derive(Clone, Debug)]
enum Change {
    Enable(Target, bool),
    Disable(Target, bool),
    Delete(Target),
    MemoryReset(u8),
    Nickname(usize, &'static str),
    Address(&'static str),
    Remove(Index),
    RemoveUnknown(u32),
}

/// A step of a sequence.
#[derive(Clone, Debug)]
enum Step {
    Change(Change),
    /// The power is lost at this write, if the change has so many.
    Torn(Change, u32),
    Retrieve(Index),
    /// The first bytes of a request.
    Truncated(Change, Index),
    /// Segments of a request that is never finished.
    Unfinished(Change),
    /// Any bytes at all, and a reset, as they may have closed the channel.
    Rubbish(Vec<u8>),
    Reset,
    PowerCycle,
    /// From now on a REFRESH is answered by TERMINAL RESPONSE, or by a reset.
    AnswerRefresh(bool),
}

const LONG: &str = "sixty-five bytes are one more than a nickname may have: 0123456789";
const PROFILES: usize = 7;

fn target() -> impl Strategy<Value = Target> {
    // One number more than there are profiles: nobody has that one.
    (0..=PROFILES, any::<bool>()).prop_map(|(number, by_aid)| Target { number, by_aid })
}

fn change() -> impl Strategy<Value = Change> {
    let name = prop::sample::select(vec!["", "Mine", "Größe 漢字", LONG]);
    let address = prop::sample::select(vec!["", "smdp.changed.example"]);
    prop_oneof![
        6 => (target(), any::<bool>()).prop_map(|(target, refresh)| Change::Enable(target, refresh)),
        6 => (target(), any::<bool>()).prop_map(|(target, refresh)| Change::Disable(target, refresh)),
        2 => target().prop_map(Change::Delete),
        1 => (0..32u8).prop_map(Change::MemoryReset),
        1 => (0..=PROFILES, name).prop_map(|(number, name)| Change::Nickname(number, name)),
        1 => address.prop_map(Change::Address),
        3 => any::<Index>().prop_map(Change::Remove),
        1 => any::<u32>().prop_map(Change::RemoveUnknown),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => change().prop_map(Step::Change),
        6 => (change(), 0..12u32).prop_map(|(change, write)| Step::Torn(change, write)),
        1 => any::<Index>().prop_map(Step::Retrieve),
        1 => (change(), any::<Index>()).prop_map(|(change, length)| Step::Truncated(change, length)),
        1 => change().prop_map(Step::Unfinished),
        1 => prop::collection::vec(any::<u8>(), 0..24).prop_map(Step::Rubbish),
        1 => Just(Step::Reset),
        1 => Just(Step::PowerCycle),
        1 => any::<bool>().prop_map(Step::AnswerRefresh),
    ]
}

/// The card file and the ISD-Ps that the card made of it, read once.
fn given() -> &'static (CardFile, Vec<Aid>) {
    static GIVEN: OnceLock<(CardFile, Vec<Aid>)> = OnceLock::new();
    GIVEN.get_or_init(|| {
        let file = file();
        let aids = Device::new(&file).aids();
        (file, aids)
    })
}

fn iccid(number: usize) -> Iccid {
    let profile = given().0.profiles.get(number);
    profile.map_or(Iccid::from_bytes([0x11; 10]), |profile| profile.iccid)
}

impl Target {
    fn get(self) -> ProfileTarget {
        if self.by_aid {
            ProfileTarget::IsdpAid(given().1.get(self.number).copied().unwrap_or(Aid::isd_p(0x0FFF)))
        } else {
            ProfileTarget::Iccid(iccid(self.number))
        }
    }
}

fn seq(place: Index, model: &Model) -> u32 {
    match model.pending() {
        [] => 0,
        pending => place.get(pending).seq,
    }
}

impl Change {
    fn request(&self, model: &Model) -> Vec<u8> {
        let unknown = Unknown::none();
        let remove = |number| RemoveNotificationFromListRequest {
            seq_number: SeqNumber::new(number),
            unknown: Unknown::none(),
        };
        match self {
            Self::Enable(target, refresh) => EnableProfileRequest::new(target.get(), *refresh).to_der(),
            Self::Disable(target, refresh) => DisableProfileRequest::new(target.get(), *refresh).to_der(),
            Self::Delete(target) => DeleteProfileRequest { target: target.get() }.to_der(),
            Self::MemoryReset(bits) => {
                let chosen = |option: &ResetOption| bits & (1 << option.bit()) != 0;
                let options: Vec<_> = ResetOption::ALL.into_iter().filter(chosen).collect();
                let options = ResetOptions::of(&options);
                EuiccMemoryResetRequest { options, unknown }.to_der()
            }
            Self::Nickname(number, nickname) => SetNicknameRequest {
                iccid: iccid(*number),
                nickname: (*nickname).to_owned(),
                unknown,
            }
            .to_der(),
            Self::Address(address) => SetDefaultDpAddressRequest {
                address: (*address).to_owned(),
                unknown,
            }
            .to_der(),
            Self::Remove(place) => remove(seq(*place, model)).to_der(),
            Self::RemoveUnknown(number) => remove(*number).to_der(),
        }
    }

    /// Does it to the model, and says which result code is right.
    fn apply(&self, model: &mut Model) -> u8 {
        match self {
            Self::Enable(target, _) => model.enable(target.get()),
            Self::Disable(target, _) => model.disable(target.get()),
            Self::Delete(target) => model.delete(target.get()),
            Self::MemoryReset(bits) => model.memory_reset(*bits),
            Self::Nickname(number, nickname) => model.set_nickname(iccid(*number), nickname),
            Self::Address(address) => model.set_address(address),
            Self::Remove(place) => model.remove_notification(seq(*place, model)),
            Self::RemoveUnknown(number) => model.remove_notification(*number),
        }
    }
}

/// The result code in `80`.
fn code(response: &[u8]) -> Option<u8> {
    Tlv::parse_exact(response)
        .ok()?
        .find(Tag(0x80))
        .ok()??
        .small()
        .ok()
}

fn retrieve(device: &mut Device, seq: u32) -> Vec<PendingNotification> {
    let request = RetrieveNotificationsListRequest {
        search: Some(NotificationSearch::SeqNumber(SeqNumber::new(seq))),
    };
    let response = device.es10(&request.to_der()).unwrap().unwrap();
    match RetrieveNotificationsListResponse::from_der(&response).unwrap() {
        RetrieveNotificationsListResponse::List(list) => list,
        RetrieveNotificationsListResponse::Error(error) => panic!("{error}"),
    }
}

fn check_retrieved(device: &mut Device, model: &Model, seq: u32) {
    let wanted = model.pending().iter().find(|pending| pending.seq == seq);
    let list = retrieve(device, seq);
    assert_eq!(list.len(), usize::from(wanted.is_some()));
    for found in list {
        let certificate = match &found {
            PendingNotification::ProfileInstallationResult(_) => pki().euicc_certificate().to_vec(),
            PendingNotification::Other(other) => {
                let ci = pki().ci_certificate().to_vec();
                verify_chain(&other.euicc_certificate, &other.eum_certificate, Some(&ci)).unwrap();
                other.euicc_certificate.clone()
            }
        };
        let (signed, signature) = match &found {
            PendingNotification::ProfileInstallationResult(result) => (&result.signed, &result.signature),
            PendingNotification::Other(other) => (&other.signed, &other.signature),
        };
        verify_signature(&certificate, signed, signature).unwrap();
        assert_eq!(Some(found.metadata().event), wanted.map(|wanted| wanted.event));
    }
}

impl Step {
    fn run(&self, device: &mut Device, model: &mut Model) {
        match self {
            Self::Change(change) => {
                let reply = device.change(&change.request(model)).unwrap();
                let want = change.apply(model);
                match reply {
                    Ok(response) => assert_eq!(code(&response), Some(want), "{response:02X?}"),
                    Err(status) => assert_eq!((want, status), (127, StatusWord::WRONG_DATA)),
                }
            }
            Self::Torn(change, write) => {
                device.card.arm(CardFault::PowerCutAtWrite(*write));
                let done = device.change(&change.request(model)).is_ok();
                // A cut that did not happen stays armed.
                device.card.arm(CardFault::PowerCutAtWrite(u32::MAX));
                device.power_cycle();
                let before = model.clone();
                change.apply(model);
                let now = device.state();
                if !done && now != model.state() {
                    *model = before;
                }
            }
            Self::Retrieve(place) => check_retrieved(device, model, seq(*place, model)),
            Self::Truncated(change, length) => {
                let request = change.request(model);
                let length = 1 + length.index(request.len() - 1);
                match device.es10(&request[..length]).unwrap() {
                    Ok(response) => assert_eq!(code(&response), Some(127), "{response:02X?}"),
                    Err(status) => assert!(!status.is_ok()),
                }
            }
            Self::Unfinished(change) => {
                let mut request = change.request(model);
                request.truncate(20);
                device.begin(&request);
            }
            Self::Rubbish(bytes) => {
                // A command that parses and changes what outlives a reset would be no rubbish.
                let _ = CommandApdu::parse(bytes);
                let answer = device.card.transmit(bytes).unwrap();
                assert!(answer.len() >= 2);
                device.reset().unwrap();
            }
            Self::Reset => device.reset().unwrap(),
            Self::PowerCycle => device.power_cycle(),
            Self::AnswerRefresh(answer) => {
                device.answers_refresh = *answer;
                device.reset().unwrap();
            }
        }
    }
}

fn run(steps: &[Step]) {
    let (file, aids) = given();
    let mut device = Device::new(file);
    let mut model = Model::new(file, aids, device.state().pending);
    for (number, step) in steps.iter().enumerate() {
        step.run(&mut device, &mut model);
        let state = device.state();
        assert_eq!(state, model.state(), "after step {number}, {step:?}");
        assert!(state.profiles.iter().filter(|profile| profile.enabled).count() <= 1);
    }
    device.power_cycle();
    assert_eq!(device.state(), model.state(), "after the last power cycle");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn the_card_does_what_the_model_does(steps in prop::collection::vec(step(), 1..16)) {
        run(&steps);
    }
}
