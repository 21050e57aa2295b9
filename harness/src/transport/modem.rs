//! The simulated modem in this process, behind the same AT client as a real one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_simulator::modem::{Modem, ModemFault, ModemPersonality, Outbox};

use super::at::{AtClient, AtTransport, ByteLink, LinkGone};
use super::fault::FaultInlet;
use super::manage_channel;
use super::simulator::{card_fault, no_card};
use super::{Fault, Mode, OpenOptions, SimulatedDevice, Transport, TransportError};

/// `sim:` with a modem around the card.
pub(super) async fn in_process(
    device: &SimulatedDevice,
    personality: ModemPersonality,
    options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    let modem = Modem::from_file(&device.card, personality, device.seed).map_err(|error| no_card(&error))?;
    let modem = Arc::new(Mutex::new(modem));
    let link = MemoryLink::new("sim:", Arc::clone(&modem));
    let client = AtClient::new(link, options.timeouts, options.log);
    let inlet = Box::new(ModemInlet(modem));
    Ok(Box::new(
        AtTransport::connect(client, Mode::Auto, Some(inlet)).await?,
    ))
}

/// The personality that ships under this name, or stands in a file.
pub(super) fn personality(modem: &str) -> Result<ModemPersonality, TransportError> {
    let failed = |reason: String| TransportError::Open {
        device: format!("pty:{modem}"),
        reason,
    };
    let text = match signoff_fixtures::modem(modem) {
        Some(text) => text.into_owned(),
        None if modem.contains(['/', '.']) => {
            std::fs::read_to_string(modem).map_err(|error| failed(error.to_string()))?
        }
        None => {
            let known = signoff_fixtures::modems().join(", ");
            return Err(failed(format!("no modem of that name; there are {known}")));
        }
    };
    ModemPersonality::parse(&text).map_err(|error| failed(error.to_string()))
}

/// The line between a modem engine and its host. Its time is counted, not spent: waiting for what comes late, or
/// never, takes none.
pub(super) struct MemoryLink {
    name: String,
    modem: Arc<Mutex<Modem>>,
    outbox: Outbox,
    now: Duration,
}

impl MemoryLink {
    pub(super) fn new(name: &str, modem: Arc<Mutex<Modem>>) -> Self {
        Self {
            name: name.to_owned(),
            modem,
            outbox: Outbox::default(),
            now: Duration::ZERO,
        }
    }

    fn exchange(&mut self, bytes: &[u8]) {
        let mut modem = lock(&self.modem);
        let mut bytes = bytes;
        if !bytes.is_empty() && self.outbox.abort() {
            // The character that stops a command is not part of the next one.
            modem.abort();
            bytes = bytes.get(1..).unwrap_or_default();
        }
        modem.input(bytes);
        self.outbox.push(self.now, modem.take_output());
    }

    fn collect(&mut self, into: &mut Vec<u8>, within: Duration) -> bool {
        let until = self.now + within;
        match self.outbox.next_due() {
            Some(due) if due <= until => {
                self.now = self.now.max(due);
                while let Some(bytes) = self.outbox.pop(self.now) {
                    into.extend_from_slice(&bytes);
                }
                true
            }
            _ => {
                self.now = until;
                false
            }
        }
    }
}

impl ByteLink for MemoryLink {
    fn name(&self) -> &str {
        &self.name
    }

    fn now(&self) -> Duration {
        self.now
    }

    fn send<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, Result<(), LinkGone>> {
        self.exchange(bytes);
        ready(Ok(())).boxed()
    }

    fn receive<'a>(
        &'a mut self,
        into: &'a mut Vec<u8>,
        within: Duration,
    ) -> BoxFuture<'a, Result<bool, LinkGone>> {
        ready(Ok(self.collect(into, within))).boxed()
    }
}

/// Where faults of the engine and its card are armed.
pub(super) struct ModemInlet(pub(super) Arc<Mutex<Modem>>);

impl FaultInlet for ModemInlet {
    fn arm(&self, fault: &Fault) -> Result<(), TransportError> {
        let mut modem = lock(&self.0);
        let modem_fault = match fault {
            Fault::LoseAnswer => ModemFault::LoseAnswer,
            Fault::LoseCommand => ModemFault::LoseCommand,
            Fault::DelayAnswer { ms } => ModemFault::DelayAnswer { ms: *ms },
            Fault::Urc(line) => ModemFault::UrcInAnswer(line.clone()),
            Fault::ModemReset => ModemFault::ResetDuringCommand,
            Fault::LeaveChannelsOpen { count } => {
                let terminal = modem.terminal_mut().ok_or_else(no_card_inserted)?;
                for _ in 0..*count {
                    let command = manage_channel::open_command().to_bytes();
                    terminal.transmit(&command).map_err(|mute| TransportError::Mute {
                        reason: mute.to_string(),
                    })?;
                }
                return Ok(());
            }
            Fault::PowerCut { .. }
            | Fault::PowerCutAtSegment { .. }
            | Fault::CatBusy { .. }
            | Fault::Status { .. } => {
                let card = modem.card_mut().ok_or_else(no_card_inserted)?;
                if let Some(fault) = card_fault(fault) {
                    card.arm(fault);
                }
                return Ok(());
            }
        };
        modem.arm(modem_fault);
        Ok(())
    }
}

fn no_card_inserted() -> TransportError {
    TransportError::Mute {
        reason: "no card is inserted".to_owned(),
    }
}

/// A panic elsewhere leaves the engine usable: it is not shared between threads that write.
fn lock(modem: &Mutex<Modem>) -> MutexGuard<'_, Modem> {
    modem.lock().unwrap_or_else(PoisonError::into_inner)
}
