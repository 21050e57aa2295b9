//! `pty:MODEM`, the simulated modem on a pseudo-terminal, driven through the serial implementation.

use super::{Mode, OpenOptions, SimulatedDevice, Transport, TransportError};

/// Starts the modem and opens its port.
#[expect(
    clippy::unused_async,
    reason = "the modem answers through the asynchronous client"
)]
pub(super) async fn open(
    _device: SimulatedDevice,
    modem: &str,
    _mode: Mode,
    _baud: Option<u32>,
    _options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    Err(TransportError::Unsupported {
        device: format!("pty:{modem}"),
        what: "be started".to_owned(),
    })
}
