//! The simulated modem in this process, behind the same AT client as a real one.

use super::{OpenOptions, SimulatedDevice, Transport, TransportError};

/// `sim:` with a modem around the card.
#[expect(
    clippy::unused_async,
    reason = "the engine answers through the asynchronous client"
)]
pub(super) async fn in_process(
    _device: SimulatedDevice,
    _options: OpenOptions,
) -> Result<Box<dyn Transport>, TransportError> {
    Err(TransportError::Unsupported {
        device: "sim:".to_owned(),
        what: "take AT commands".to_owned(),
    })
}
