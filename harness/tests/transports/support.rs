//! Cards, servers and calls for the tests of transports.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use signoff_harness::transport::{
    ChannelOpened, Mode, OpenOptions, SimulatedDevice, Target, Timeouts, Transport, TransportError, open,
};
use signoff_protocol::apdu::{ChannelNumber, CommandApdu, StatusClass};
use signoff_protocol::id::Aid;
use signoff_protocol::store_data::segments;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::{Modem, ModemPersonality};
use signoff_simulator::serve::tcp::TcpServer;

/// GetEID (SGP.22 §5.7.20).
pub(crate) const GET_EID: &[u8] = &[0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A];
/// GetProfilesInfo with ICCID, state, name and icon (SGP.22 §5.7.15).
pub(crate) const GET_PROFILES_INFO: &[u8] =
    &[0xBF, 0x2D, 0x08, 0x5C, 0x06, 0x5A, 0x9F, 0x70, 0x92, 0x93, 0x94];

/// A transport of the contract test.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Sim,
    SimWithModem,
    Pty(Mode, Option<u32>),
    Tcp(Mode),
}

/// An open transport with whatever it leads to.
pub(crate) struct Fixture {
    transport: Box<dyn Transport>,
    _server: Option<TcpServer>,
}

impl Fixture {
    pub(crate) async fn open(kind: Kind, card: CardFile) -> Self {
        Self::open_with(kind, card, options()).await
    }

    pub(crate) async fn open_with(kind: Kind, card: CardFile, options: OpenOptions) -> Self {
        let device = |with_modem: bool| {
            Some(SimulatedDevice {
                card: card.clone(),
                seed: 1,
                modem: with_modem.then(ModemPersonality::default),
            })
        };
        let mut server = None;
        let (target, device) = match kind {
            Kind::Sim => (Target::Sim, device(false)),
            Kind::SimWithModem => (Target::Sim, device(true)),
            Kind::Pty(mode, baud) => {
                let modem = "ref-27007".to_owned();
                (Target::Pty { modem, mode, baud }, device(false))
            }
            Kind::Tcp(mode) => {
                let modem = Modem::from_file(&card, ModemPersonality::default(), 1).expect("a card");
                let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                let started = TcpServer::start(modem, any).expect("a free port");
                let address = started.address().to_string();
                server = Some(started);
                (Target::Tcp { address, mode }, None)
            }
        };
        Self {
            transport: open(&target, device, options).await.expect("it opens"),
            _server: server,
        }
    }

    pub(crate) fn transport(&mut self) -> &mut dyn Transport {
        &mut *self.transport
    }
}

/// Short enough for a test, long enough for a busy machine.
pub(crate) fn options() -> OpenOptions {
    OpenOptions {
        timeouts: Timeouts {
            apdu: Duration::from_secs(20),
            command: Duration::from_secs(10),
            start: Duration::from_secs(10),
            reset: Duration::from_secs(20),
        },
        ..OpenOptions::default()
    }
}

/// An eUICC with this many profiles, each with an icon of half a KiB. The first one is enabled.
pub(crate) fn card(profiles: usize) -> CardFile {
    use std::fmt::Write as _;

    let mut yaml =
        "about: For tests of transports.\neid: '89999901001234567000000000000138'\nprofiles:\n".to_owned();
    for number in 0..profiles {
        let state = if number == 0 { "enabled" } else { "disabled" };
        writeln!(
            yaml,
            "  - {{name: p{number}, iccid: '{}', imsi: '99901000000000{number}', service_provider_name: SP{number}, \
             profile_name: Profile {number}, state: {state}, icon: {{type: png, bytes: 512}}}}",
            iccid(number)
        )
        .expect("a string takes it");
    }
    CardFile::parse(&yaml).expect("a card file")
}

/// ICCID of profile `number` of [`card`], in digits.
pub(crate) fn iccid(number: usize) -> String {
    let body = format!("89880000000000000{number}");
    let sum: u32 = body
        .chars()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = digit.to_digit(10).expect("a digit");
            match place % 2 {
                0 if digit > 4 => digit * 2 - 9,
                0 => digit * 2,
                _ => digit,
            }
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// A channel with the ISD-R.
pub(crate) async fn opened(transport: &mut dyn Transport) -> ChannelNumber {
    match transport.open_channel(&Aid::ISD_R).await {
        Ok(ChannelOpened::Opened { channel, .. }) => channel,
        other => panic!("no channel with the ISD-R: {other:?}"),
    }
}

/// One ES10 request in segments, `61xx` followed.
pub(crate) async fn store_data(
    transport: &mut dyn Transport,
    channel: ChannelNumber,
    request: &[u8],
    segment: usize,
) -> Vec<u8> {
    try_store_data(transport, channel, request, segment)
        .await
        .expect("an answer")
}

/// As [`store_data`], where an answer is not certain.
pub(crate) async fn try_store_data(
    transport: &mut dyn Transport,
    channel: ChannelNumber,
    request: &[u8],
    segment: usize,
) -> Result<Vec<u8>, TransportError> {
    let segment = segment.min(transport.capabilities().longest_segment);
    let mut data = Vec::new();
    for command in segments(channel, request, segment).expect("not too long") {
        let mut answer = transport.transmit(&command).await?;
        data.extend_from_slice(&answer.data);
        while let StatusClass::MoreData(waiting) = answer.status.class() {
            let le = if waiting == 0 { 256 } else { waiting.into() };
            let get = CommandApdu::new(channel.interindustry(), 0xC0, 0, 0).with_le(le);
            answer = transport.transmit(&get).await?;
            data.extend_from_slice(&answer.data);
        }
        assert!(answer.status.is_ok(), "{command}: {}", answer.status);
    }
    Ok(data)
}
