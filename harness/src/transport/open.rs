//! From a target to a transport.

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;

use super::at::{AtClient, AtTransport, ByteLink, SerialLink, TcpLink};
use super::simulator::SimulatorTransport;
use super::{LinkLog, Mode, Target, Timeouts, Transport, TransportError};

/// What is simulated for `sim:` and `pty:`.
#[derive(Clone, Debug)]
pub struct SimulatedDevice {
    /// The card.
    pub card: CardFile,
    /// Makes its keys, random values and deviations.
    pub seed: u64,
    /// For `sim:`, puts this modem around the card, so that the transport takes AT commands and has a modem's
    /// faults. `pty:` names its own, which this one replaces.
    pub modem: Option<ModemPersonality>,
}

/// How a transport behaves, whatever it leads to.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Deadlines.
    pub timeouts: Timeouts,
    /// Where AT lines are kept.
    pub log: LinkLog,
}

/// Opens the device that `target` names. `device` is needed where [`Target::is_simulated`].
///
/// # Errors
/// No such device, somebody else has it, it does not answer, or it takes no APDUs.
pub async fn open(
    target: &Target,
    device: Option<SimulatedDevice>,
    options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    match target {
        Target::Sim => {
            let device = device.ok_or_else(|| no_device(target))?;
            match &device.modem {
                Some(modem) => super::modem::in_process(&device, modem.clone(), options).await,
                None => Ok(Box::new(SimulatorTransport::new(device.card, device.seed)?)),
            }
        }
        Target::Pty { modem, mode, baud } => {
            let device = device.ok_or_else(|| no_device(target))?;
            super::pty::open(device, modem, *mode, *baud, options).await
        }
        Target::Serial { path, mode, baud } => at(SerialLink::open(path, *baud)?, *mode, options).await,
        Target::Tcp { address, mode } => {
            let link = TcpLink::connect(address, options.timeouts.start).await?;
            at(link, *mode, options).await
        }
    }
}

async fn at<L: ByteLink + 'static>(
    link: L,
    mode: Mode,
    options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    let client = AtClient::new(link, options.timeouts, options.log);
    Ok(Box::new(AtTransport::connect(client, mode, None).await?))
}

fn no_device(target: &Target) -> TransportError {
    TransportError::Open {
        device: target.to_string(),
        reason: "no card was given to simulate".to_owned(),
    }
}
