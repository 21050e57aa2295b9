//! A card with an LPA around it that sends what it is given.

use std::sync::Arc;

use signoff_protocol::apdu::{ChannelNumber, ResponseApdu};
use signoff_protocol::es10b::{
    AuthenticateServerOk, AuthenticateServerResponse, EuiccSigned2, FinalResult, GetEuiccChallengeRequest,
    GetEuiccChallengeResponse, PrepareDownloadResponse, ProfileInstallationResultData,
    RetrieveNotificationsListRequest, RetrieveNotificationsListResponse,
};
use signoff_protocol::es10c::{GetProfilesInfoRequest, GetProfilesInfoResponse};
use signoff_protocol::id::Aid;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::{PendingNotification, ProfileInstallationResult};
use signoff_protocol::profile::ProfileInfo;
use signoff_protocol::signed::Signed;
use signoff_protocol::store_data;
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::nvm::Memory;
use signoff_simulator::pki::{Pki, verify_signature};

use crate::server::{Package, Server};

pub(crate) const EID: &str = "89999901001234567000000000000138";
/// CI of card and server.
pub(crate) const SEED: u64 = 1;

/// A card file with further lines.
pub(crate) fn card_file(more: &str) -> CardFile {
    let yaml = format!("about: Made for a test.\neid: \"{EID}\"\n{more}\n");
    CardFile::parse(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

pub(crate) struct Device {
    pub(crate) card: Card,
    channel: ChannelNumber,
}

impl Device {
    pub(crate) fn new(more: &str) -> Self {
        Self::around(Card::new(&card_file(more), SEED).unwrap())
    }

    /// A card with keys of one's own.
    pub(crate) fn with_pki(pki: Pki) -> Self {
        let memory = Box::new(Memory::new());
        Self::around(Card::build(&card_file(""), SEED, memory, Some(Arc::new(pki))).unwrap())
    }

    fn around(card: Card) -> Self {
        let mut device = Self {
            card,
            channel: ChannelNumber::BASIC,
        };
        device.power_cycle();
        device
    }

    pub(crate) fn power_cycle(&mut self) {
        self.card.power_off();
        if self.card.power_on().is_err() {
            self.card.power_on().unwrap();
        }
        self.activate();
    }

    pub(crate) fn activate(&mut self) {
        self.transmit(&[0x80, 0xAA, 0, 0, 5, 0xA9, 3, 0x83, 1, 7])
            .unwrap();
        let opened = self.transmit(&[0x00, 0x70, 0, 0, 1]).unwrap();
        self.channel = ChannelNumber::new(opened.data[0]).unwrap();
        let mut select = vec![self.channel.interindustry(), 0xA4, 4, 0x0C, 16];
        select.extend_from_slice(Aid::ISD_R.as_bytes());
        self.transmit(&select).unwrap();
    }

    fn transmit(&mut self, command: &[u8]) -> Option<ResponseApdu> {
        let answer = self.card.transmit(command).ok()?;
        Some(ResponseApdu::from_vec(answer).unwrap())
    }

    /// One ES10 request; `None` if the card lost its power, the status word if it is not 9000.
    pub(crate) fn request(&mut self, request: &[u8]) -> Option<Result<Vec<u8>, String>> {
        let commands: Vec<_> = store_data::segments(self.channel, request, 255)
            .unwrap()
            .collect();
        let mut answer = None;
        for command in commands {
            answer = Some(self.transmit(&command.to_bytes())?);
        }
        let mut answer = answer.unwrap();
        let mut data = std::mem::take(&mut answer.data);
        while let [0x61, length] = answer.status.to_bytes() {
            answer = self.transmit(&[self.channel.interindustry(), 0xC0, 0, 0, length])?;
            data.append(&mut answer.data);
        }
        Some(match answer.status.to_string().as_str() {
            "9000" => Ok(data),
            status => Err(status.to_owned()),
        })
    }

    /// A request to a card that has power, and its status word where it is refused.
    pub(crate) fn es10(&mut self, request: &impl Encode) -> Result<Vec<u8>, String> {
        self.request(&request.to_der()).unwrap()
    }

    pub(crate) fn challenge(&mut self) -> [u8; 16] {
        let answer = self.es10(&GetEuiccChallengeRequest).unwrap();
        GetEuiccChallengeResponse::from_der(&answer).unwrap().challenge
    }

    /// A session up to AuthenticateServer.
    #[track_caller]
    pub(crate) fn authenticate(&mut self, server: &Server) -> AuthenticateServerOk {
        let challenge = self.challenge();
        let answer = self.es10(&server.authenticate(challenge)).unwrap();
        match AuthenticateServerResponse::from_der(&answer).unwrap() {
            AuthenticateServerResponse::Ok(ok) => *ok,
            error @ AuthenticateServerResponse::Error { .. } => panic!("{error:?}"),
        }
    }

    /// A session up to PrepareDownload.
    #[track_caller]
    pub(crate) fn prepare(&mut self, server: &Server) -> Signed<EuiccSigned2> {
        let authenticated = self.authenticate(server);
        let answer = self.es10(&server.prepare(&authenticated)).unwrap();
        match PrepareDownloadResponse::from_der(&answer).unwrap() {
            PrepareDownloadResponse::Ok { euicc_signed2, .. } => euicc_signed2,
            error @ PrepareDownloadResponse::Error { .. } => panic!("{error:?}"),
        }
    }

    /// The segments of a package for a session that is opened for it.
    #[track_caller]
    pub(crate) fn bind(&mut self, server: &Server, package: &Package) -> Vec<Vec<u8>> {
        let prepared = self.prepare(server);
        server.bind(&prepared.value.euicc_otpk, package).segments()
    }

    /// Sends segments until one has an answer.
    #[track_caller]
    pub(crate) fn load(&mut self, segments: &[Vec<u8>]) -> ProfileInstallationResultData {
        for segment in segments {
            let answer = self.request(segment).unwrap().unwrap();
            if !answer.is_empty() {
                return self.result(&ProfileInstallationResult::from_der(&answer).unwrap());
            }
        }
        panic!("no result");
    }

    /// A whole download.
    #[track_caller]
    pub(crate) fn download(&mut self, server: &Server, package: &Package) -> ProfileInstallationResultData {
        let segments = self.bind(server, package);
        self.load(&segments)
    }

    /// The data of a result whose signature holds.
    #[track_caller]
    pub(crate) fn result(&self, result: &ProfileInstallationResult) -> ProfileInstallationResultData {
        let certificate = self.card.pki().unwrap().euicc_certificate();
        verify_signature(certificate, &result.signed, &result.signature).unwrap();
        result.data().unwrap()
    }

    pub(crate) fn profiles(&mut self) -> Vec<ProfileInfo> {
        let answer = self.es10(&GetProfilesInfoRequest::default()).unwrap();
        match GetProfilesInfoResponse::from_der(&answer).unwrap() {
            GetProfilesInfoResponse::List(list) => list,
            GetProfilesInfoResponse::Error(error) => panic!("{error}"),
        }
    }

    pub(crate) fn pending(&mut self) -> Vec<PendingNotification> {
        let answer = self.es10(&RetrieveNotificationsListRequest::default()).unwrap();
        match RetrieveNotificationsListResponse::from_der(&answer).unwrap() {
            RetrieveNotificationsListResponse::List(list) => list,
            RetrieveNotificationsListResponse::Error(error) => panic!("{error}"),
        }
    }

    /// The results that wait, `success` or command and reason, with the sequence number of each.
    pub(crate) fn results(&mut self) -> Vec<(u32, String)> {
        let pending = self.pending();
        let results = pending.iter().filter_map(|pending| match pending {
            PendingNotification::ProfileInstallationResult(result) => Some(self.result(result)),
            PendingNotification::Other(_) => None,
        });
        results
            .map(|data| (data.metadata.seq_number.get(), outcome(&data)))
            .collect()
    }
}

/// `success`, or command and reason by name.
pub(crate) fn outcome(data: &ProfileInstallationResultData) -> String {
    match &data.final_result {
        FinalResult::Success { .. } => "success".to_owned(),
        FinalResult::Error { command, reason, .. } => format!("{}: {}", command.name(), reason.name()),
    }
}
