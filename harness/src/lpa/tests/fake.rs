//! A card and a link that a test can break at every call: small enough to be seen through, strict enough to
//! notice a blind retry or a channel left open.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::apdu::{
    Atr, ChannelNumber, Class, Command, CommandApdu, ResponseApdu, StatusWord, ins,
};
use signoff_protocol::es10a::{GetEuiccConfiguredAddressesResponse, SetDefaultDpAddressRequest};
use signoff_protocol::es10b::{
    ListNotificationResponse, RemoveNotificationFromListRequest, RetrieveNotificationsListResponse,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, GetProfilesInfoResponse,
    SetNicknameRequest,
};
use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::{Event, NotificationMetadata, PendingNotification};
use signoff_protocol::profile::{ProfileInfo, ProfileState, ProfileTarget};
use signoff_protocol::store_data::Reassembly;
use signoff_protocol::tlv::{Tag, Tlv};

use crate::transport::{
    AtAnswer, Capabilities, ChannelOpened, Fault, OpenRefusal, Transport, TransportError,
};

/// How the link breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lpa) enum Break {
    /// The command never reached the card.
    LoseCommand,
    /// The command was carried out, the answer never came.
    LoseAnswer,
    /// The modem gave up, the card did not.
    RefusedByModem,
    /// The card carried it out and is mute until it is reset.
    MuteUntilReset,
    /// The card did not carry it out and is mute until its power is cut.
    MuteUntilPowerCycle,
    /// The device is gone for ever.
    Disconnected,
    /// The card carried it out, and the device is gone for ever.
    DisconnectedAfter,
    /// The modem has given up the channel, and says so before the card sees the command.
    ChannelLost,
}

impl Break {
    pub(in crate::lpa) const ALL: [Self; 8] = [
        Self::LoseCommand,
        Self::LoseAnswer,
        Self::RefusedByModem,
        Self::MuteUntilReset,
        Self::MuteUntilPowerCycle,
        Self::Disconnected,
        Self::DisconnectedAfter,
        Self::ChannelLost,
    ];

    pub(in crate::lpa) const fn is_for_ever(self) -> bool {
        matches!(self, Self::Disconnected | Self::DisconnectedAfter)
    }

    const fn carries_out(self) -> bool {
        matches!(
            self,
            Self::LoseAnswer | Self::RefusedByModem | Self::MuteUntilReset | Self::DisconnectedAfter
        )
    }

    fn error(self) -> TransportError {
        match self {
            Self::LoseCommand | Self::LoseAnswer => TransportError::Timeout {
                waiting_for: "the answer".to_owned(),
                after_ms: 1,
                last_bytes: String::new(),
            },
            Self::RefusedByModem => TransportError::CommandRefused {
                command: "AT+CGLA".to_owned(),
                result: "+CME ERROR: 13".to_owned(),
            },
            Self::MuteUntilReset | Self::MuteUntilPowerCycle => TransportError::Mute {
                reason: "power lost".to_owned(),
            },
            Self::Disconnected | Self::DisconnectedAfter => TransportError::Disconnected {
                device: "fake".to_owned(),
                waiting_for: "the answer".to_owned(),
                reason: "unplugged".to_owned(),
            },
            Self::ChannelLost => TransportError::ChannelNotOpen {
                channel: ChannelNumber::BASIC,
            },
        }
    }
}

/// Everything a test sets up and looks at.
pub(in crate::lpa) struct State {
    pub(in crate::lpa) profiles: Vec<ProfileInfo>,
    /// What the card shows of them until it is reset, if that is something else.
    pub(in crate::lpa) shown: Option<Vec<ProfileInfo>>,
    pub(in crate::lpa) notifications: Vec<NotificationMetadata>,
    /// What it gives as signed notifications, whatever it is asked.
    pub(in crate::lpa) retrieved: Vec<PendingNotification>,
    pub(in crate::lpa) address: String,
    /// The ISD-R's AID, if there is one.
    pub(in crate::lpa) isd_r: Option<Aid>,
    pub(in crate::lpa) fci: Option<Vec<u8>>,
    /// Supplementary channels that exist.
    pub(in crate::lpa) channels: u8,
    pub(in crate::lpa) open: BTreeSet<u8>,
    pub(in crate::lpa) capabilities: Capabilities,
    /// Break at this call, counted from 0.
    pub(in crate::lpa) break_at: Option<(usize, Break)>,
    pub(in crate::lpa) calls: usize,
    /// The changes that the card carried out, by their tags.
    pub(in crate::lpa) carried_out: Vec<Tag>,
    pub(in crate::lpa) sent: Vec<String>,
    /// The AT lines that came.
    pub(in crate::lpa) lines: Vec<String>,
    /// Answers go out in pieces of this size by 61xx; 0 is at once.
    pub(in crate::lpa) pieces: usize,
    /// These answers come instead of the card's, for the next commands.
    pub(in crate::lpa) scripted: Vec<&'static str>,
    /// Final result of AT lines.
    pub(in crate::lpa) at_result: fn(&str) -> AtAnswer,
    /// How AIDs other than the ISD-R's are answered.
    pub(in crate::lpa) other_aids: fn(&Aid) -> ChannelOpened,
    broken: Option<Break>,
    chain: Reassembly,
    waiting: Vec<u8>,
}

/// The transport; clones share the state.
#[derive(Clone)]
pub(in crate::lpa) struct Fake(Arc<Mutex<State>>);

pub(in crate::lpa) fn iccid(digits: &str) -> Iccid {
    digits.parse().expect("an ICCID")
}

pub(in crate::lpa) const FIRST: &str = "8932010000000000019";
pub(in crate::lpa) const SECOND: &str = "8932020000000000026";

pub(in crate::lpa) fn not_found(_: &Aid) -> ChannelOpened {
    ChannelOpened::Refused(OpenRefusal {
        status: Some(StatusWord::NOT_FOUND),
        text: "SELECT: 6A82 file or application not found".to_owned(),
    })
}

impl Fake {
    /// Two profiles, the first enabled, and one pending notification.
    pub(in crate::lpa) fn new() -> Self {
        let profile = |digits, aid, state| ProfileInfo {
            iccid: Some(iccid(digits)),
            isdp_aid: Some(Aid::isd_p(aid)),
            state: Some(state),
            ..ProfileInfo::default()
        };
        Self(Arc::new(Mutex::new(State {
            profiles: vec![
                profile(FIRST, 0x10, ProfileState::Enabled),
                profile(SECOND, 0x11, ProfileState::Disabled),
            ],
            shown: None,
            notifications: vec![NotificationMetadata {
                seq_number: SeqNumber::new(7),
                event: Event::Disable,
                address: "smdp.example".to_owned(),
                iccid: Some(iccid(FIRST)),
                unknown: Unknown::none(),
            }],
            retrieved: Vec::new(),
            address: String::new(),
            isd_r: Some(Aid::ISD_R),
            fci: None,
            channels: 3,
            open: BTreeSet::new(),
            capabilities: Capabilities {
                raw_channels: true,
                ..Capabilities::default()
            },
            break_at: None,
            calls: 0,
            carried_out: Vec::new(),
            sent: Vec::new(),
            lines: Vec::new(),
            pieces: 0,
            scripted: Vec::new(),
            at_result: |_| AtAnswer {
                lines: Vec::new(),
                urcs: Vec::new(),
                result: signoff_protocol::at::FinalResult::Error,
            },
            other_aids: not_found,
            broken: None,
            chain: Reassembly::default(),
            waiting: Vec::new(),
        })))
    }

    pub(in crate::lpa) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts a call; gives the break that strikes it.
    fn strike(&mut self) -> Result<Option<Break>, TransportError> {
        let call = self.calls;
        self.calls += 1;
        if let Some(broken) = self.broken {
            return Err(broken.error());
        }
        match self.break_at {
            Some((at, how)) if at == call => {
                if how.is_for_ever() || how.error() == Break::MuteUntilReset.error() {
                    self.broken = Some(how);
                }
                Ok(Some(how))
            }
            _ => Ok(None),
        }
    }

    /// Does `work` unless a break prevents it.
    fn call<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, TransportError> {
        match self.strike()? {
            None => Ok(work(self)),
            Some(how) => {
                if how.carries_out() {
                    work(self);
                }
                if self.broken.is_some() || how == Break::ChannelLost {
                    // Without power there are no channels.
                    self.open.clear();
                }
                Err(how.error())
            }
        }
    }

    fn revive(&mut self, power: bool) -> Result<(), TransportError> {
        match self.broken {
            Some(Break::MuteUntilReset) => self.broken = None,
            Some(Break::MuteUntilPowerCycle) if power => self.broken = None,
            _ => {}
        }
        self.call(|state| {
            state.open.clear();
            state.chain.clear();
            state.shown = None;
        })
    }

    fn open(&mut self, aid: &Aid) -> ChannelOpened {
        if self.isd_r.as_ref() != Some(aid) {
            return (self.other_aids)(aid);
        }
        let free = (1..=self.channels).find(|number| !self.open.contains(number));
        match free.and_then(ChannelNumber::new) {
            Some(channel) => {
                self.open.insert(channel.get());
                let fci = self.fci.clone();
                ChannelOpened::Opened { channel, fci }
            }
            None => ChannelOpened::Refused(OpenRefusal {
                status: Some(StatusWord::FUNCTION_NOT_SUPPORTED),
                text: "MANAGE CHANNEL: 6A81".to_owned(),
            }),
        }
    }

    fn transmit(&mut self, command: &CommandApdu) -> ResponseApdu {
        let view = command.view();
        self.sent.push(command.to_string());
        if !self.scripted.is_empty() {
            let answer = self.scripted.remove(0);
            return ResponseApdu::parse(&signoff_protocol::hex::decode(answer).expect(answer)).expect(answer);
        }
        let channel = Class::parse(view.cla).expect("a class").channel.get();
        if view.ins == ins::MANAGE_CHANNEL {
            let was_open = self.open.remove(&view.p2);
            return status(if was_open {
                StatusWord::OK
            } else {
                StatusWord::WARNING
            });
        }
        if !self.open.contains(&channel) {
            return status(StatusWord::CHANNEL_NOT_SUPPORTED);
        }
        match view.ins {
            ins::GET_RESPONSE => self.piece(),
            ins::STORE_DATA => self.store_data(&view),
            _ => status(StatusWord::INS_NOT_SUPPORTED),
        }
    }

    fn store_data(&mut self, command: &Command<'_>) -> ResponseApdu {
        let request = match self.chain.push(command) {
            Ok(Some(request)) => request.to_vec(),
            Ok(None) => return status(StatusWord::OK),
            Err(error) => return status(error),
        };
        let Some(answer) = self.answer(&request) else {
            return status(StatusWord::REFERENCE_NOT_FOUND);
        };
        if self.pieces == 0 {
            return ResponseApdu {
                data: answer,
                status: StatusWord::OK,
            };
        }
        self.waiting = answer;
        status(StatusWord::more_data(self.waiting.len().min(self.pieces)))
    }

    fn piece(&mut self) -> ResponseApdu {
        let count = self.pieces.min(self.waiting.len());
        let data = self.waiting.drain(..count).collect();
        let left = self.waiting.len().min(self.pieces);
        let status = if left == 0 {
            StatusWord::OK
        } else {
            StatusWord::more_data(left)
        };
        ResponseApdu { data, status }
    }

    fn answer(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        let tag = Tlv::parse_exact(request).ok()?.tag();
        let code = match tag.0 {
            0xBF3E => {
                let eid = "BF3E125A1089049032000000000000000000000066";
                return signoff_protocol::hex::decode(eid).ok();
            }
            0xBF2D => {
                let shown = self.shown.as_ref().unwrap_or(&self.profiles);
                return Some(GetProfilesInfoResponse::List(shown.clone()).to_der());
            }
            0xBF28 => return Some(ListNotificationResponse::List(self.notifications.clone()).to_der()),
            0xBF2B => {
                let list = self.retrieved.clone();
                return Some(RetrieveNotificationsListResponse::List(list).to_der());
            }
            0xBF3C => {
                let addresses = GetEuiccConfiguredAddressesResponse {
                    default_smdp_address: Some(self.address.clone()).filter(|address| !address.is_empty()),
                    root_smds_address: "smds.example".to_owned(),
                    unknown: Unknown::none(),
                };
                return Some(addresses.to_der());
            }
            0xBF31 => self.switch(EnableProfileRequest::from_der(request).ok()?.target, true),
            0xBF32 => self.switch(DisableProfileRequest::from_der(request).ok()?.target, false),
            0xBF33 => {
                let target = DeleteProfileRequest::from_der(request).ok()?.target;
                let before = self.profiles.len();
                self.profiles.retain(|profile| !is(profile, &target));
                u8::from(self.profiles.len() == before)
            }
            0xBF34 => {
                let before = self.profiles.len();
                self.profiles.clear();
                u8::from(before == 0)
            }
            0xBF29 => {
                let request = SetNicknameRequest::from_der(request).ok()?;
                let target = ProfileTarget::Iccid(request.iccid);
                let profile = self.profiles.iter_mut().find(|profile| is(profile, &target));
                let found = profile.map(|profile| profile.nickname = Some(request.nickname.into()));
                u8::from(found.is_none())
            }
            0xBF3F => {
                self.address = SetDefaultDpAddressRequest::from_der(request).ok()?.address;
                0
            }
            0xBF30 => {
                let seq = RemoveNotificationFromListRequest::from_der(request)
                    .ok()?
                    .seq_number;
                let before = self.notifications.len();
                self.notifications.retain(|metadata| metadata.seq_number != seq);
                u8::from(self.notifications.len() == before)
            }
            _ => return None,
        };
        self.carried_out.push(tag);
        let mut writer = signoff_protocol::tlv::Writer::new();
        writer.constructed(tag, |w| {
            w.unsigned(Tag(0x80), u32::from(code));
        });
        Some(writer.into_bytes())
    }

    fn switch(&mut self, target: ProfileTarget, enable: bool) -> u8 {
        let (from, to) = if enable {
            (ProfileState::Disabled, ProfileState::Enabled)
        } else {
            (ProfileState::Enabled, ProfileState::Disabled)
        };
        let Some(found) = self.profiles.iter().position(|profile| is(profile, &target)) else {
            return 1;
        };
        if self.profiles[found].state != Some(from) {
            return 2;
        }
        for profile in &mut self.profiles {
            profile.state = Some(ProfileState::Disabled);
        }
        self.profiles[found].state = Some(to);
        0
    }
}

fn is(profile: &ProfileInfo, target: &ProfileTarget) -> bool {
    match target {
        ProfileTarget::Iccid(iccid) => profile.iccid.as_ref() == Some(iccid),
        ProfileTarget::IsdpAid(aid) => profile.isdp_aid.as_ref() == Some(aid),
    }
}

fn status(status: StatusWord) -> ResponseApdu {
    ResponseApdu {
        data: Vec::new(),
        status,
    }
}

impl Transport for Fake {
    fn describe(&self) -> String {
        "fake".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        self.state().capabilities
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.state().revive(false).map(|()| None)).boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.state().revive(true).map(|()| None)).boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        ready(self.state().call(|state| state.open(aid))).boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.state().call(|state| state.transmit(command))).boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        let closed = self.state().call(|state| state.open.remove(&channel.get()));
        let closed = closed.and_then(|was_open| {
            let missing = TransportError::ChannelNotOpen { channel };
            if was_open { Ok(()) } else { Err(missing) }
        });
        ready(closed).boxed()
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        let answer = self.state().call(|state| {
            state.lines.push(line.to_owned());
            (state.at_result)(line)
        });
        ready(answer).boxed()
    }

    fn arm(&mut self, _fault: &Fault) -> Result<(), TransportError> {
        Ok(())
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        ready(Ok(())).boxed()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.state()
            .open
            .iter()
            .copied()
            .filter_map(ChannelNumber::new)
            .collect()
    }
}
