//! What the card answers.

use signoff_protocol::apdu::{ChannelNumber, Class, Command, CommandApdu, ResponseApdu, StatusWord, ins};
use signoff_protocol::es10a::{GetEuiccConfiguredAddressesResponse, SetDefaultDpAddressRequest};
use signoff_protocol::es10b::{
    ListNotificationResponse, RemoveNotificationFromListRequest, RetrieveNotificationsListResponse,
};
use signoff_protocol::es10c::{
    DeleteProfileRequest, DisableProfileRequest, EnableProfileRequest, GetProfilesInfoResponse,
    SetNicknameRequest,
};
use signoff_protocol::id::Aid;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::profile::{ProfileInfo, ProfileState, ProfileTarget};
use signoff_protocol::tlv::{Tag, Tlv};

use super::State;
use crate::transport::{ChannelOpened, OpenRefusal};

impl State {
    pub(super) fn open(&mut self, aid: &Aid) -> ChannelOpened {
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

    pub(super) fn transmit(&mut self, command: &CommandApdu) -> ResponseApdu {
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
