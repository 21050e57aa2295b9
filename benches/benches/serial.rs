//! The serial implementation on a line of 115,200 baud: wall time beside the time that the bytes need on the wire.
//! Without criterion, as a round takes up to a second.

#![expect(clippy::disallowed_methods, reason = "measuring time is what this is for")]
#![expect(clippy::print_stdout, reason = "the result is a few lines for people")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use signoff_harness::transport::{
    ChannelOpened, Direction, Level, LinkLog, Mode, OpenOptions, SimulatedDevice, Target, Transport, open,
};
use signoff_protocol::apdu::{ChannelNumber, CommandApdu, StatusClass, ins};
use signoff_protocol::id::Aid;
use signoff_protocol::store_data::segments;
use signoff_simulator::card_file::CardFile;

const BAUD: u32 = 115_200;
const ROUNDS: usize = 15;
const GET_EID: &[u8] = &[0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A];
/// ICCID, state, name and icon.
const GET_PROFILES_INFO: &[u8] = &[0xBF, 0x2D, 0x08, 0x5C, 0x06, 0x5A, 0x9F, 0x70, 0x92, 0x93, 0x94];

type Failed = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    println!("serial line at {BAUD} baud; median of {ROUNDS} rounds; goal: at most 1.05");
    for mode in [Mode::Cgla, Mode::Csim] {
        for (name, times, request) in [
            ("GetEID, 20 times", 20, GET_EID),
            ("GetProfilesInfo, 8 profiles with icons", 1, GET_PROFILES_INFO),
        ] {
            let Round { wall, wire, bytes } = median_round(mode, request, times).await?;
            println!(
                "{mode} {name:38} {bytes:6} bytes  wall {:7.1} ms  wire {:7.1} ms  ratio {:.3}",
                wall.as_secs_f64() * 1e3,
                wire.as_secs_f64() * 1e3,
                wall.as_secs_f64() / wire.as_secs_f64()
            );
        }
    }
    Ok(())
}

/// One round; bytes in both directions, which take turns.
struct Round {
    wall: Duration,
    wire: Duration,
    bytes: u32,
}

async fn median_round(mode: Mode, request: &[u8], times: usize) -> Result<Round, Failed> {
    let log = LinkLog::new();
    let target = Target::Pty {
        modem: "ref-27007".to_owned(),
        mode,
        baud: Some(BAUD),
    };
    let device = SimulatedDevice {
        card: card()?,
        seed: 1,
        modem: None,
    };
    let options = OpenOptions {
        log: log.clone(),
        ..OpenOptions::default()
    };
    let mut transport = open(&target, Some(device), options).await?;
    let ChannelOpened::Opened { channel, .. } = transport.open_channel(&Aid::ISD_R).await? else {
        return Err("no channel with the ISD-R".into());
    };
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        log.take();
        let began = Instant::now();
        for _ in 0..times {
            exchange(&mut *transport, channel, request).await?;
        }
        let wall = began.elapsed();
        let bytes = u32::try_from(on_the_wire(&log))?;
        // A start bit, eight data bits and a stop bit.
        let wire = Duration::from_secs(10) * bytes / BAUD;
        rounds.push(Round { wall, wire, bytes });
    }
    rounds.sort_by_key(|round| round.wall);
    let middle = rounds.len() / 2;
    rounds.into_iter().nth(middle).ok_or_else(|| "no round".into())
}

/// Each line of the host ends in CR, each of the modem stands between CR LF and CR LF.
fn on_the_wire(log: &LinkLog) -> usize {
    let lines = log.take();
    let at = lines.iter().filter(|line| line.level == Level::At);
    at.map(|line| match line.direction {
        Direction::ToDevice => line.text.len() + 1,
        Direction::FromDevice => line.text.len() + 4,
        Direction::Note => 0,
    })
    .sum()
}

async fn exchange(
    transport: &mut dyn Transport,
    channel: ChannelNumber,
    request: &[u8],
) -> Result<(), Failed> {
    let longest = transport.capabilities().longest_segment;
    for command in segments(channel, request, longest)? {
        let mut answer = transport.transmit(&command).await?;
        while let StatusClass::MoreData(waiting) = answer.status.class() {
            let le = if waiting == 0 { 256 } else { waiting.into() };
            let get = CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0, 0).with_le(le);
            answer = transport.transmit(&get).await?;
        }
        if !answer.status.is_ok() {
            return Err(answer.status.to_string().into());
        }
    }
    Ok(())
}

/// Eight profiles with icons of half a KiB.
fn card() -> Result<CardFile, Failed> {
    let mut yaml =
        "about: For a measurement.\neid: '89999901001234567000000000000138'\nprofiles:\n".to_owned();
    for number in 0..8 {
        writeln!(
            yaml,
            "  - {{name: p{number}, iccid: '89880000000000000{number}', imsi: '99901000000000{number}', \
             service_provider_name: SP{number}, profile_name: Profile {number}, icon: {{type: png, bytes: 512}}}}"
        )?;
    }
    Ok(CardFile::parse(&yaml)?)
}
