//! `pty:MODEM`, the simulated modem on a pseudo-terminal, driven through the serial implementation.

use signoff_simulator::modem::Modem;
use signoff_simulator::serve::pty::PtyServer;

use super::at::{AtClient, AtTransport, SerialLink};
use super::fault::FaultInlet;
use super::modem::{ModemInlet, personality};
use super::simulator::no_card;
use super::target::DEFAULT_BAUD;
use super::{Fault, Mode, OpenOptions, SimulatedDevice, Transport, TransportError};

/// Starts the modem and opens its port as any other serial port.
pub(super) async fn open(
    device: SimulatedDevice,
    modem: &str,
    mode: Mode,
    baud: Option<u32>,
    options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    let name = format!("pty:{modem}");
    // What another modem takes is found out.
    let (personality, mode) = match device.modem {
        Some(own) => (own, Mode::Auto),
        None => (personality(modem)?, mode),
    };
    let engine = Modem::from_file(&device.card, personality, device.seed).map_err(|error| no_card(&error))?;
    let server = PtyServer::start(engine, baud, None).map_err(|error| TransportError::Open {
        device: name.clone(),
        reason: error.to_string(),
    })?;
    let path = server.path().to_string_lossy().into_owned();
    let link = SerialLink::open(&path, baud.unwrap_or(DEFAULT_BAUD))?.with_name(name);
    let client = AtClient::new(link, options.timeouts, options.log);
    let inlet = Box::new(PtyInlet {
        modem: ModemInlet(server.modem()),
        _server: server,
    });
    Ok(Box::new(AtTransport::connect(client, mode, Some(inlet)).await?))
}

/// The engine's faults; also what keeps the modem running as long as the transport is.
struct PtyInlet {
    modem: ModemInlet,
    _server: PtyServer,
}

impl FaultInlet for PtyInlet {
    fn arm(&self, fault: &Fault) -> Result<(), TransportError> {
        self.modem.arm(fault)
    }
}
