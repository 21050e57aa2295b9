//! A device in a few lines: what the tests of the card as a whole drive it with, and what they read back.

use std::sync::{Arc, OnceLock};

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, ResponseApdu, StatusWord};
use signoff_protocol::es10a::{GetEuiccConfiguredAddressesRequest, GetEuiccConfiguredAddressesResponse};
use signoff_protocol::es10b::{ListNotificationRequest, ListNotificationResponse};
use signoff_protocol::es10c::{GetProfilesInfoRequest, GetProfilesInfoResponse};
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::ProfileState;
use signoff_protocol::store_data;
use signoff_simulator::card::{Card, Mute};
use signoff_simulator::card_file::CardFile;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::Pki;

/// A card with one of everything that a state change looks at.
pub(crate) const CARD: &str = r#"
about: One of everything that a change of state looks at.
eid: "89049032123451234512345678901235"
default_smdp_address: smdp.factory.example
personality: {notification_capacity: 12}
profiles:
  - name: first
    iccid: "8932010000000000012"
    imsi: "206010000000001"
    service_provider_name: First
    profile_name: First
    nickname: Mine
    state: enabled
    notifications:
      - {events: [enable, disable, delete], address: first.example}
      - {events: [disable, delete], address: second.example}
  - name: second
    iccid: "8932100000000000013"
    imsi: "206100000000001"
    service_provider_name: Second
    profile_name: Second
    notifications:
      - {events: [install, enable, disable, delete], address: smdp.example}
  - name: silent
    iccid: "8932200000000000012"
    imsi: "206200000000001"
    service_provider_name: Silent
    profile_name: Without notifications
  - name: kept
    iccid: "8932991000000000015"
    imsi: "999010000000001"
    service_provider_name: Kept
    profile_name: Neither disabled nor deleted
    owner: {mcc_mnc: 999-01}
    policy_rules: [ppr1, ppr2]
    notifications:
      - {events: [enable, disable, delete], address: kept.example}
  - name: bootstrap
    iccid: "89329910000000000023"
    imsi: "999010000000002"
    service_provider_name: Bootstrap
    profile_name: Bootstrap
    class: provisioning
    notifications:
      - {events: [enable, disable, delete], address: bootstrap.example}
  - name: test
    iccid: "893299100000000003"
    imsi: "001010000000001"
    service_provider_name: Test
    profile_name: Test
    class: test
    notifications:
      - {events: [enable, disable, delete], address: test.example}
  - name: factory_test
    iccid: "8932991000000000049"
    imsi: "001010000000002"
    service_provider_name: Test
    profile_name: Factory test
    class: test
    preloaded: true
pending_notifications:
  - {event: install, address: smdp.example, profile: second}
  - {event: delete, address: gone.example, iccid: "8932010000000000095"}
"#;

/// [`CARD`], read.
pub(crate) fn file() -> CardFile {
    CardFile::parse(CARD).unwrap()
}

/// Keys for [`CARD`], made once: ten thousand cards need not make their own.
pub(crate) fn pki() -> Arc<Pki> {
    static PKI: OnceLock<Arc<Pki>> = OnceLock::new();
    Arc::clone(PKI.get_or_init(|| Arc::new(Pki::generate(file().eid.unwrap(), 1).unwrap())))
}

/// What of a card outlives the loss of power, as an LPA sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) profiles: Vec<Profile>,
    pub(crate) default_smdp_address: Option<String>,
    pub(crate) pending: Vec<Pending>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) iccid: Iccid,
    pub(crate) enabled: bool,
    pub(crate) nickname: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) seq: u32,
    pub(crate) event: Event,
    pub(crate) address: String,
    pub(crate) iccid: Option<Iccid>,
}

/// An answer to an ES10 function: the response, or the status word that refused it.
pub(crate) type Reply = Result<Vec<u8>, StatusWord>;

/// A card and the device around it.
pub(crate) struct Device {
    pub(crate) card: Card,
    /// Whether a REFRESH is answered by TERMINAL RESPONSE. A device that doesn't resets the card.
    pub(crate) answers_refresh: bool,
    channel: Option<ChannelNumber>,
    waiting: Option<u8>,
}

impl Device {
    /// A powered device with a fresh card.
    pub(crate) fn new(file: &CardFile) -> Self {
        Self::around(Card::build(file, 1, Box::new(Memory::new()), Some(pki())).unwrap())
    }

    /// A powered device with this card.
    pub(crate) fn around(card: Card) -> Self {
        let mut device = Self {
            card,
            answers_refresh: false,
            channel: None,
            waiting: None,
        };
        device.power_cycle();
        device
    }

    /// Takes the power away and gives it back.
    pub(crate) fn power_cycle(&mut self) {
        self.card.power_off();
        self.card.power_on().unwrap();
        self.start().unwrap();
    }

    /// What a device does after each reset.
    fn start(&mut self) -> Result<(), Mute> {
        (self.channel, self.waiting) = (None, None);
        for command in ["80100000 04 00008000", "80AA000005 A903830107"] {
            let command = CommandApdu::parse_hex(&command.replace(' ', "")).unwrap();
            let status = self.transmit(&command)?.status;
            assert!(status.is_ok(), "{command:?}: {status}");
        }
        Ok(())
    }

    /// Warm reset.
    pub(crate) fn reset(&mut self) -> Result<(), Mute> {
        self.card.reset()?;
        self.start()
    }

    /// One command, with all that GET RESPONSE adds. Remembers `91xx`.
    pub(crate) fn transmit(&mut self, command: &CommandApdu) -> Result<ResponseApdu, Mute> {
        let mut response = ResponseApdu::from_vec(self.card.transmit(&command.to_bytes())?).unwrap();
        while let [0x61, more] = response.status.to_bytes() {
            let class = self.channel.unwrap_or(ChannelNumber::BASIC).interindustry();
            let le = if more == 0 { 256 } else { u32::from(more) };
            let get = CommandApdu::new(class, 0xC0, 0, 0).with_le(le);
            let next = ResponseApdu::from_vec(self.card.transmit(&get.to_bytes())?).unwrap();
            response.data.extend_from_slice(&next.data);
            response.status = next.status;
        }
        if let [0x91, length] = response.status.to_bytes() {
            self.waiting = Some(length);
            response.status = StatusWord::OK;
        }
        Ok(response)
    }

    /// An ES10 request to the ISD-R, whose answer comes with its status word.
    pub(crate) fn es10(&mut self, request: &[u8]) -> Result<Reply, Mute> {
        let channel = self.open()?;
        let mut data = Vec::new();
        for segment in store_data::segments(channel, request, 255).unwrap() {
            let response = self.transmit(&segment.with_le(256))?;
            if !response.status.is_ok() {
                return Ok(Err(response.status));
            }
            data = response.data;
        }
        Ok(Ok(data))
    }

    /// An ES10 request, and the REFRESH that it may have asked for.
    pub(crate) fn change(&mut self, request: &[u8]) -> Result<Reply, Mute> {
        let reply = self.es10(request)?;
        if let Some(length) = self.waiting.take() {
            self.refresh(length)?;
        }
        Ok(reply)
    }

    fn refresh(&mut self, length: u8) -> Result<(), Mute> {
        let fetch = CommandApdu::new(0x80, 0x12, 0, 0).with_le(u32::from(length));
        let fetched = self.transmit(&fetch)?;
        assert!(fetched.status.is_ok(), "FETCH: {}", fetched.status);
        let refresh: [u8; 11] = fetched.data.try_into().unwrap();
        // UICC Reset is carried out, not answered.
        if !self.answers_refresh || refresh[6] == 0x04 {
            return self.reset();
        }
        let response = [
            0x81, 0x03, refresh[4], refresh[5], refresh[6], 0x82, 0x02, 0x82, 0x81, 0x83, 0x01, 0x00,
        ];
        let response = CommandApdu::new(0x80, 0x14, 0, 0).with_data(response).unwrap();
        let answered = self.transmit(&response)?;
        assert!(answered.status.is_ok(), "TERMINAL RESPONSE: {}", answered.status);
        self.channel = None;
        Ok(())
    }

    /// The first segment of a request that goes on.
    pub(crate) fn begin(&mut self, part: &[u8]) {
        let class = self.open().unwrap().proprietary();
        let segment = CommandApdu::new(class, 0xE2, store_data::P1_MORE, 0)
            .with_data(part)
            .unwrap();
        let status = self.transmit(&segment).unwrap().status;
        assert!(status.is_ok(), "STORE DATA: {status}");
    }

    /// The ISD-Ps, in the order in which the card lists its profiles.
    pub(crate) fn aids(&mut self) -> Vec<Aid> {
        let GetProfilesInfoResponse::List(profiles) = self.ask(&GetProfilesInfoRequest::default()) else {
            panic!("the card lists no profiles");
        };
        profiles
            .into_iter()
            .filter_map(|profile| profile.isdp_aid)
            .collect()
    }

    /// A channel with the ISD-R selected.
    fn open(&mut self) -> Result<ChannelNumber, Mute> {
        if let Some(channel) = self.channel {
            return Ok(channel);
        }
        let opened = self.transmit(&CommandApdu::parse_hex("0070000001").unwrap())?;
        assert!(opened.status.is_ok(), "MANAGE CHANNEL: {}", opened.status);
        let channel = ChannelNumber::new(opened.data[0]).unwrap();
        let select = CommandApdu::new(channel.interindustry(), 0xA4, 4, 0)
            .with_data(Aid::ISD_R.as_bytes())
            .unwrap()
            .with_le(256);
        self.channel = Some(channel);
        let selected = self.transmit(&select)?;
        assert!(selected.status.is_ok(), "SELECT ISD-R: {}", selected.status);
        Ok(channel)
    }

    fn ask<R: Decode>(&mut self, request: &impl Encode) -> R {
        let reply = self.es10(&request.to_der()).expect("the card has power");
        R::from_der(&reply.expect("the card answers")).unwrap()
    }

    /// Reads back all that should outlive the loss of power.
    pub(crate) fn state(&mut self) -> State {
        let GetProfilesInfoResponse::List(profiles) = self.ask(&GetProfilesInfoRequest::default()) else {
            panic!("the card lists no profiles");
        };
        let ListNotificationResponse::List(pending) = self.ask(&ListNotificationRequest::default()) else {
            panic!("the card lists no notifications");
        };
        let addresses: GetEuiccConfiguredAddressesResponse = self.ask(&GetEuiccConfiguredAddressesRequest);
        State {
            profiles: profiles
                .into_iter()
                .map(|profile| Profile {
                    iccid: profile.iccid.unwrap(),
                    enabled: profile.state == Some(ProfileState::Enabled),
                    nickname: profile.nickname.map(String::from),
                })
                .collect(),
            default_smdp_address: addresses.default_smdp_address,
            pending: pending
                .into_iter()
                .map(|metadata| Pending {
                    seq: metadata.seq_number.get(),
                    event: metadata.event,
                    address: metadata.address,
                    iccid: metadata.iccid,
                })
                .collect(),
        }
    }
}
